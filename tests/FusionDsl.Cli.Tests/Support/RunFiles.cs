using System.Text.Json.Nodes;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>What a run wrote, bit for bit, without the times that it took.</summary>
internal static class RunFiles
{
    public static IReadOnlyDictionary<string, string> Of(string run)
    {
        var files = Directory.EnumerateFiles(run).ToDictionary(file => Path.GetFileName(file)!, file => Convert.ToHexString(File.ReadAllBytes(file)));
        // The last column is the time.
        files["history.csv"] = string.Join('\n', File.ReadAllLines(Path.Combine(run, "history.csv")).Select(line => line[..line.LastIndexOf(',')]));
        var metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")))!.AsObject();
        metrics.Remove("seconds");
        files["metrics.json"] = metrics.ToJsonString();
        return files;
    }

    public static void Equal(string expected, string actual)
    {
        var (one, other) = (Of(expected), Of(actual));
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(one.Keys, name => Assert.True(one[name] == other[name], $"{name} differs:\n{one[name]}\n{other[name]}"));
    }
}
