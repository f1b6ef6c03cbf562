using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// The release tracking of the generator names every rule with its category and severity. The analyzer for it reads descriptors that are written out,
/// and ours are made from rules: so a test does its work.
/// </summary>
public class ReleaseTrackingTests
{
    private static readonly string Generator = Path.GetFullPath(Path.Combine(RulePage.Folder, "..", "..", "generators", "FusionDsl.Generator"));

    private static List<string[]> Entries(string file) =>
    [
        .. File.ReadLines(Path.Combine(Generator, file)).Where(line => line.StartsWith("FUS", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Every_rule_has_an_entry_with_its_category_and_severity()
    {
        var entries = Entries("AnalyzerReleases.Shipped.md").Concat(Entries("AnalyzerReleases.Unshipped.md"));
        Assert.Equal(
            Rule.All.Select(rule => $"{rule.Id} | FusionDsl.{rule.Area} | Error | {rule.Title}, [page](../../specs/rules/{rule.Id}.md)"),
            entries.Select(entry => string.Join(" | ", entry)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_files_are_in_the_format_that_analyzers_read()
    {
        Assert.All(File.ReadLines(Path.Combine(Generator, "AnalyzerReleases.Shipped.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^## Release \d+\.\d+(\.\d+)?$", line));
        var lines = File.ReadAllLines(Path.Combine(Generator, "AnalyzerReleases.Unshipped.md")).Where(line => !line.StartsWith(';') && line.Length > 0).ToList();
        Assert.Equal(["### New Rules", "Rule ID | Category | Severity | Notes", "--------|----------|----------|------"], lines.Take(3));
        Assert.All(lines.Skip(3), line => Assert.Equal(4, line.Split('|').Length));
    }
}
