using System.Runtime.CompilerServices;
using System.Text.Json;
using Families;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Processes;

/// <summary>The specs of each family of fusion, specs/families, trained as they are: each comes near what can be reached at all.</summary>
public sealed class FamilyTests : IDisposable
{
    // Four standard errors of a test of 3,000 rows, and 1.5 % that 3,000 rows could not teach.
    private const double Luck = 0.024, Learned = 0.015;

    private readonly Folder _folder = new();

    private static string Specs => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "specs", "families"));

    public static TheoryData<string, string, double> Heads => new()
    {
        { "early", "Turning", Best.Pair },
        { "early-compressed", "Turning", Best.AllSignals },
        { "late", "Where", Best.BothSensors },
        { "late-robust", "Where", Best.SensorsWithGaps },
        { "intermediate", "Turning", Best.AllSignals },
        { "classifiers", "Where", Best.BothSensors },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void The_spec_trains_to_what_can_be_reached(string spec, string head, double best)
    {
        var run = _folder.In("run");
        var trained = ToolRun.Of("train", Path.Combine(Specs, spec + ".fusion.yaml"), "--out", run);
        Assert.True(trained.Exit == 0, trained.ToString());
        var test = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json"))).RootElement.GetProperty("test").GetProperty(head);
        Assert.InRange(test.GetProperty("accuracy").GetDouble(), best - Luck - Learned, best + Luck);
    }

    [Fact]
    public void Every_spec_is_trained() => Assert.Equal(
        Directory.EnumerateFiles(Specs, "*.fusion.yaml").Select(file => Path.GetFileName(file).Replace(".fusion.yaml", "")).Order(),
        ((IEnumerable<object[]>)Heads).Select(row => (string)row[0]).Order());

    public void Dispose() => _folder.Dispose();

    private static string Here([CallerFilePath] string path = "") => path;
}
