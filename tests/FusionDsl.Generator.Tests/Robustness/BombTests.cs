using System.Diagnostics;
using System.Globalization;
using System.Text;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// Specs that are made to be too much: each gets a message of its own, in little memory, and long before anybody would stop the build. The
/// watchdog is generous: what it stands for would take hours or all memory.
/// </summary>
public class BombTests
{
    private const string Rest = "\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\n";

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "brackets", "FUS2004", "more than 32 levels" },
        { "braces", "FUS2004", "more than 32 levels" },
        { "dashes", "FUS2004", "more than 32 levels" },
        { "questions", "FUS2004", "more than 32 levels" },
        { "laughs", "FUS2003", "Anchors and aliases" },
        { "long name", "FUS1001", "at most 64 letters" },
        { "long namespace", "FUS1001", "is no name for a namespace" },
        { "many nodes", "FUS1026", "10,001 nodes; expected at most 1,000" },
        { "many layers", "FUS1026", "10,001 layers and settings; expected at most 1,000" },
        { "many operands", "FUS1026", "10,000 nodes to read; expected at most 1,000" },
        { "many classes", "FUS1026", "20,000 classes; expected at most 10,000" },
        { "many stages", "FUS1026", "5,001 settings; expected at most 1,000" },
        { "many mistakes", "FUS1027", "more than 200 mistakes" },
        { "many unknown keys", "FUS1027", "more than 200 mistakes" },
        { "huge number", "FUS1008", "an integer of at least 1" },
        { "huge real", "FUS1008", "a number" },
        { "long file", "FUS2004", "more than 4,000,000 letters" },
        { "many values", "FUS2004", "more than 200,000 values" },
        { "long scalar", "FUS4001", "There is no node" },
        { "deep wiring", "", "" },
    };

    [Theory, MemberData(nameof(Bombs)), Covers("FUS1026"), Covers("FUS1027")]
    public void A_bomb_is_told_and_does_not_go_off(string name, string id, string message)
    {
        var spec = Bomb(name);
        var run = Within(() => Generation.Quick(Generation.Spec(spec)));
        if (id.Length == 0)
        {
            DiagnosticAssert.None(run);
            return;
        }
        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == id && Generation.Message(diagnostic).Contains(message, StringComparison.Ordinal));
        Assert.True(run.Diagnostics.Length <= 201, $"{run.Diagnostics.Length} messages");
        Assert.True(run.Diagnostics.Sum(diagnostic => Generation.Message(diagnostic).Length) < 10_000_000, "The messages are too long to read");
        Assert.Empty(run.Sources);
    }

    private static string Bomb(string name) => name switch
    {
        "brackets" => "model: " + new string('[', 100_000),
        "braces" => "model: " + string.Concat(Enumerable.Repeat("{a: ", 100_000)),
        "dashes" => string.Concat(Enumerable.Repeat("- ", 100_000)) + "a",
        "questions" => string.Concat(Enumerable.Repeat("? ", 100_000)) + "a",
        "laughs" => "a: &a [lol, lol]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{(i == 1 ? "" : i - 1)}, *a{(i == 1 ? "" : i - 1)}, *a]\n")),
        "long name" => $"model: {new string('N', 1000)}" + Rest,
        "long namespace" => $"model: Net\nnamespace: {string.Join('.', Enumerable.Repeat("A", 10_000))}" + Rest,
        "many nodes" => "model: Net\nmodalities: { A: { vector: 3 } }\nencoders:\n" + Lines(10_000, i => $"  E{i}: {{ from: {(i == 0 ? "A" : $"E{i - 1}")}, layers: [relu] }}"),
        "many layers" => "model: Net\nmodalities: { A: { vector: 3 } }\nencoders:\n  E:\n    from: A\n    layers:\n" + Lines(10_000, _ => "    - dense: 3") + "heads: { H: { regress: E } }",
        "many operands" => $"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nfusions: {{ F: {{ concat: [{string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"N{i}"))}] }} }}\nheads: {{ H: {{ regress: F }} }}",
        "many classes" => $"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: K, classes: [{string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"C{i}"))}] }} }}",
        "many stages" => "model: Net" + Rest + "train:\n  adam: 1e-3\n  stages:\n" + Lines(5000, i => $"  - {{ name: s{i} }}"),
        "many mistakes" => "model: Net\nmodalities: { A: { vector: 3 } }\nencoders:\n" + Lines(900, i => $"  E{i}: {{ from: Nobody{i}, layers: [dense: 0, dense: x] }}"),
        "many unknown keys" => "model: Net" + Rest + Lines(90_000, i => $"modalitie{i}: 3"),
        "huge number" => $"model: Net\nmodalities: {{ A: {{ vector: {new string('9', 1_000_000)} }} }}\nheads: {{ H: {{ regress: A }} }}",
        "huge real" => $"model: Net{Rest}train: {{ adam: 1e{new string('9', 1000)} }}",
        "long file" => new StringBuilder("model: Net\n# ").Append('x', 50 << 20).ToString(),
        "many values" => $"model: [{string.Concat(Enumerable.Repeat("a,", 300_000))}]",
        "long scalar" => $"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: {new string('x', 100_000)} }} }}",
        // As much as is allowed, and the hardest to put into an order: each node reads the one that is written behind it.
        _ => "model: Net\nmodalities: { A: { vector: 3 } }\nencoders:\n" + Lines(990, i => $"  E{i:D4}: {{ from: {(i == 989 ? "A" : $"E{i + 1:D4}")}, layers: [relu] }}") + "heads: { H: { regress: E0000 } }",
    };

    [Fact]
    public void Thousands_of_names_that_meet_are_told_each()
    {
        var input = Generation.Empty with
        {
            References = [],
            // Put one by one, ten thousand files would take longer to list than to read.
            Specs = [.. Enumerable.Range(0, 10_000).Select(i => new InputFile($"{i:D5}.fusion.yaml", $"model: {Cased(i)}\nnamespace: Demo{Rest}", [], "FusionSpec"))],
        };
        var run = Within(() => Generation.Quick(input));
        Assert.Equal(9_999, run.Diagnostics.Length);
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal("FUS1016", diagnostic.Id));
        Assert.Empty(run.Sources);
    }

    // NETWORKOFMANYLETTERS, each time with other capitals behind the first letter.
    private static string Cased(int number) =>
        string.Concat("Networkofmanyletters".Select((letter, i) => i > 0 && (number >> (i - 1) & 1) == 1 ? char.ToUpperInvariant(letter) : letter));

    private static GeneratorRun Within(Func<GeneratorRun> run)
    {
        var work = Task.Run(run);
        Assert.True(work.Wait(TimeSpan.FromMinutes(2)), "It hangs");
        return work.Result;
    }

    private static string Lines(int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{line(i)}\n")));
}
