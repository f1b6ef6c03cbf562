using System.Runtime.CompilerServices;
using System.Text.Json;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Processes;

/// <summary>The worked example as the README runs it, on the data that are checked in, for two epochs.</summary>
public sealed class WorkedExampleTests : IDisposable
{
    private readonly Folder _folder = new();

    private static string Example => Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "specs", "avr-ciphers");

    [Fact]
    public void The_example_trains_and_names_the_functions_of_firmware_it_has_not_seen()
    {
        var run = _folder.In("run");
        var spec = Path.GetFullPath(Path.Combine(Example, "cipher-net.fusion.yaml"));
        // This is about the way, not about the score.
        var trained = ToolProcess.Run(_folder.Path, "train", spec, "--out", run, "--epochs", "2", "--set", "train.batchSize=128");
        Assert.True(trained.Exit == 0, trained.Error + trained.Out);

        var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json"))).RootElement;
        foreach (var head in new[] { "Algorithm", "Family", "Crypto" })
        {
            var test = metrics.GetProperty("test").GetProperty(head);
            Assert.InRange(test.GetProperty("accuracy").GetDouble(), 0.3, 1);
            Assert.InRange(test.GetProperty("macroF1").GetDouble(), 0.02, 1);
        }
        // Two epochs already tell ciphers from the rest better than the larger class does.
        var crypto = metrics.GetProperty("test").GetProperty("Crypto");
        Assert.True(crypto.GetProperty("accuracy").GetDouble() > crypto.GetProperty("majorityAccuracy").GetDouble());
        foreach (var file in new[] { "spec.run.fusion.yaml", "history.csv", "model.safetensors", "learning-curves.png", "confusion-Algorithm.png" })
            Assert.True(new FileInfo(Path.Combine(run, file)).Length > 0, file);

        var firmware = Directory.GetFiles(Path.Combine(Example, "examples"), "prince-*").Select(Path.GetFullPath).Order().ToArray();
        Assert.Equal([".elf", ".hex"], firmware.Select(Path.GetExtension));
        var predicted = ToolProcess.Run(_folder.Path, ["predict", run, .. firmware]);
        Assert.True(predicted.Exit == 0, predicted.Error + predicted.Out);
        Assert.Contains("cipher_encrypt", predicted.Out);
        Assert.Contains("Algorithm", predicted.Out);
    }

    public void Dispose() => _folder.Dispose();

    private static string Here([CallerFilePath] string path = "") => path;
}
