using System.Runtime.CompilerServices;
using FusionDsl.Generator.Mends;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// What somebody writes who has never seen the language, but Keras, PyTorch or YAML: each file has one mistake and gets the one message that helps,
/// with nothing that merely follows from it. <c>FUSIONDSL_ACCEPT=1</c> writes the messages anew; then read them as a newcomer.
/// </summary>
public class NewcomerTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "Newcomer");
    private static readonly string Expected = Path.Combine(Folder, "expected.txt");
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("FUSIONDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    private static readonly IReadOnlyList<string> Files =
        [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!).Where(file => file.EndsWith(".fusion.yaml", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Mistakes => [.. Files];

    [Fact]
    public void There_are_at_least_forty_broken_specs_and_ten_broken_classes()
    {
        Assert.True(Files.Count(file => file.EndsWith(".yaml", StringComparison.Ordinal)) >= 40);
        Assert.True(Files.Count(file => file.EndsWith(".cs", StringComparison.Ordinal)) >= 10);
        if (Accepts) File.WriteAllLines(Expected, Files.Select(Said));
        Assert.Equal(Files, File.ReadLines(Expected).Select(line => line[..line.IndexOf('(', StringComparison.Ordinal)]));
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void One_mistake_gets_one_message(string file)
    {
        var said = File.ReadLines(Expected).Single(line => line.StartsWith(file + "(", StringComparison.Ordinal));
        Assert.Equal(said, Said(file));
    }

    public static TheoryData<string> Specs => [.. Files.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal))];

    // Whoever lets the mistake be mended has one mistake less, and none that was not there.
    [Theory, MemberData(nameof(Specs))]
    public void A_mend_mends(string file)
    {
        var text = SourceText.From(File.ReadAllText(Path.Combine(Folder, file)));
        var only = Assert.Single(Generation.Quick(Generation.Spec(text.ToString(), file)).Diagnostics);
        if (SpecMender.Edit(text, only) is not { } edit) return;
        var mended = text.WithChanges(edit).ToString();
        var left = Generation.Quick(Generation.Spec(mended, file)).Diagnostics;
        // What the mistake hid, nodes that could not be read say, may come out; it is about something else.
        Assert.True(left.All(other => other.Id != only.Id && other.Location.GetLineSpan().StartLinePosition.Line != only.Location.GetLineSpan().StartLinePosition.Line),
            $"{mended}\n{string.Join("\n", left.Select(RulePage.LineOf))}");
    }

    private static string Said(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var run = Generation.Quick(file.EndsWith(".cs", StringComparison.Ordinal) ? Generation.Source(text, file) : Generation.Spec(text, file));
        return run.Diagnostics is [var only] ? RulePage.LineOf(only)
            : throw new InvalidOperationException($"{file}: expected one message, found {run.Diagnostics.Length}:\n{string.Join("\n", run.Diagnostics.Select(RulePage.LineOf))}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
