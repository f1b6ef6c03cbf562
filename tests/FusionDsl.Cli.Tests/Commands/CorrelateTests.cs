using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class CorrelateTests : IDisposable
{
    private const string Written = """
        fusions:
          EarEye: { concat: [EarNet, EyeNet], layers: [dense: 8, relu] }
          HandWord: { concat: [HandNet, WordNet], layers: [dense: 6, relu] }
        """;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ToolRun Correlate(string spec, params string[] more) => ToolRun.Of(["correlate", spec, "--out", _folder.In("out"), .. more]);

    private JsonNode Json() => JsonNode.Parse(File.ReadAllText(_folder.In("out", "correlation.json")))!;

    [Fact]
    public void Kin_is_told_from_strangers_and_merged_first()
    {
        var run = Correlate(Views.Write(_folder));
        Assert.True(run.Exit == 0, run.ToString());
        var pairs = Json()["pairs"]!.AsArray().ToDictionary(pair => $"{pair!["first"]} {pair["second"]}");
        Assert.Equal(10, pairs.Count);
        foreach (var (name, pair) in pairs)
        {
            var isKin = name is "Ear Eye" or "Hand Word";
            Assert.True((double)pair!["debiasedCka"]! > 0.3 == isKin, $"{name}: {pair}");
            Assert.True((double)pair["cka"]! >= (double)pair["debiasedCka"]!, $"{name}: {pair}");
            if (!isKin) Assert.Equal(0, (double)pair["debiasedCka"]!, 0.1);
            Assert.InRange((double)pair["cca"]!, 0, 1);
        }
        Assert.Equal((150, 150), ((int)Json()["trainingRows"]!, (int)Json()["rows"]!));
        foreach (var word in new[] { "ViewNet: 150 training rows", "Linear CKA:", "Ear × Eye", "no more than chance", "debiased", "Note: CCA" })
            Assert.Contains(word, run.Out);
        Assert.Contains(Written.ReplaceLineEndings("\n"), run.Out);
        Assert.True(new FileInfo(_folder.In("out", "correlation.png")).Length > 5000);
    }

    [Fact]
    public void Where_nothing_is_alike_the_tree_is_said_to_mean_nothing()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 120).Select(_ => string.Join(",", Enumerable.Range(0, 5).Select(_ => random.NextDouble().ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))));
        _folder.Write("noise.csv", "a0,a1,b0,b1,y\n" + string.Join("\n", rows) + "\n");
        var spec = _folder.Write("noise.fusion.yaml",
            """
            model: NoiseNet
            modalities: { A: { vector: 2 }, B: { vector: 2 } }
            fusions: { Both: { concat: [A, B] } }
            heads: { Y: { regress: Both } }
            data: { sources: { A: { file: noise.csv, columns: a0..a1 }, B: { file: noise.csv, columns: b0..b1 }, Y: { file: noise.csv, column: y } } }
            """);
        var run = Correlate(spec);
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Contains("Note: No pair has more in common than chance gives", run.Out);
        Assert.DoesNotContain("No pair has", Correlate(Views.Write(_folder)).Out);
    }

    [Fact]
    public void The_same_seed_tells_the_same_and_another_one_other_chances()
    {
        var spec = Views.Write(_folder);
        List<string> told = [];
        foreach (var seed in new[] { "1", "1", "2" })
        {
            Assert.Equal(0, Correlate(spec, "--seed", seed).Exit);
            told.Add(Json()["pairs"]!.ToJsonString());
        }
        Assert.Equal(told[0], told[1]);
        Assert.NotEqual(told[0], told[2]);
    }

    [Fact]
    public void The_tree_is_written_where_the_fusions_were_and_nowhere_else()
    {
        var spec = Views.Write(_folder);
        var run = Correlate(spec, "--write");
        Assert.True(run.Exit == 0, run.ToString());
        var text = File.ReadAllText(spec);
        var start = Views.Spec.IndexOf("fusions:", StringComparison.Ordinal);
        var end = Views.Spec.IndexOf("\n\nheads:", StringComparison.Ordinal);
        Assert.StartsWith(Views.Spec[..start], text);
        Assert.EndsWith(Views.Spec[end..], text);
        Assert.StartsWith(Written.ReplaceLineEndings("\n"), text[start..]);
        Assert.Matches(@"\n  Joint: \{ concat: \[\w+, \w+\], layers: \[dense: 12, relu\] \}\n\nheads:", text);
        Assert.Equal((0, "1 spec: 0 errors, 0 warnings\n"), (ToolRun.Of("check", spec).Exit, ToolRun.Of("check", spec).Out));
        Assert.Equal(0, ToolRun.Of("train", spec, "--out", _folder.In("run"), "--epochs", "1").Exit);

        // Written once more, the tree is the same: it is a tree of concats, and the modalities are what they were.
        Assert.Equal(0, Correlate(spec, "--write").Exit);
        Assert.Equal(text, File.ReadAllText(spec));
    }

    [Fact]
    public void Without_write_the_spec_stays_as_it_is()
    {
        var spec = Views.Write(_folder);
        Assert.Equal(0, Correlate(spec).Exit);
        Assert.Equal(Views.Spec, File.ReadAllText(spec));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "heads:\n", "heads:\n  Both: { regress: Pair }\n", "'Both' reads 'Pair', which would no longer be there" },
        { "concat: [Pair,", "concat: [Pair, EarMore,", "'Ear' has two branches" },
        { "WindNet, WordNet]", "WordNet]", "'Wind' does not flow into 'Joint'" },
        { "  Pair: { concat: [EarNet, EyeNet] }", "  Pair: { concat: [EarNet, EyeNet] }\n  Other: { concat: [EarNet, EyeNet] }",
            "the fusions Joint and Other are no part of each other; expected one that all flow into" },
        { "EyeNet] }", "EyeEar] }", "'EyeEar' reads 'Mixed', which would no longer be there" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_structure_that_the_tree_cannot_take_the_place_of_is_refused_with_the_reason(string old, string @new, string reason)
    {
        // A tree of two levels, which alone would be rewritten; encoders and heads that nobody minds are there for the cases.
        var text = Views.Spec
            .Replace("concat: [EarNet, EyeNet, HandNet", "concat: [Pair, HandNet")
            .Replace("  # All at once.\n", "  Pair: { concat: [EarNet, EyeNet] }\n").Replace(old, @new);
        if (text.Contains("EarMore")) text = text.Replace("  EyeNet:", "  EarMore: { from: Ear, layers: [dense: 4] }\n  EyeNet:");
        if (text.Contains("EyeEar]"))
            text = text.Replace("fusions:\n", "fusions:\n  Mixed: { concat: [EarNet, EyeNet] }\n").Replace("  HandNet:", "  EyeEar: { from: Mixed, layers: [dense: 3] }\n  HandNet:");
        if (text.Contains("Other:")) text = text.Replace("heads:\n", "heads:\n  Else: { regress: Other }\n");
        if (text.Contains("[Pair, HandNet, WordNet]")) text = text.Replace("heads:\n", "heads:\n  Breeze: { regress: WindNet }\n");
        foreach (var head in new[] { "Both", "Else", "Breeze" })
            if (text.Contains($"  {head}:")) text = text.Replace("    Side: {", $"    {head}: {{ file: views.csv, column: wind0 }}\n    Side: {{");
        var spec = Views.Write(_folder, text);
        Assert.Equal("1 spec: 0 errors, 0 warnings\n", ToolRun.Of("check", spec).Out);

        var run = Correlate(spec, "--write");
        Assert.Equal(1, run.Exit);
        Assert.Contains($"error: {spec} stays as it is: {reason}", run.Error);
        Assert.Contains("EarEye: { concat: [Ear", run.Out);   // To be built from by hand.
        Assert.Equal(text, File.ReadAllText(spec));
    }

    [Fact]
    public void Rows_that_lack_a_modality_are_left_out_and_counted()
    {
        var spec = Views.Write(_folder, Views.Spec.Replace("Wind: { vector: 5 }", "Wind: { vector: 5, optional: true }"));
        var lines = File.ReadAllLines(_folder.In("views.csv"));
        for (var row = 1; row < lines.Length; row += 3) lines[row] = string.Join(',', lines[row].Split(',')[..^5]) + ",,,,,";
        _folder.Write("views.csv", string.Join('\n', lines) + "\n");
        var run = Correlate(spec);
        Assert.True(run.Exit == 0, run.ToString());
        Assert.Matches(@"Note: \d+ of 150 training rows lack a modality and are left out\.", run.Out);
        Assert.InRange((int)Json()["completeRows"]!, 80, 120);
        Assert.Equal((int)Json()["completeRows"]!, (int)Json()["rows"]!);
    }

    [Fact]
    public void One_modality_is_nothing_to_compare()
    {
        var text = Toy.Spec.Replace("concat: [WordCnn, NumberMlp]", "concat: [NumberMlp, NumberMlp]");
        var start = text.IndexOf("fusions:", StringComparison.Ordinal);
        var end = text.IndexOf("heads:", StringComparison.Ordinal);
        text = text.Remove(start, end - start).Replace("Joint", "NumberMlp").Replace("  Words: { tokens: 6, vocabulary: 8 }\n", "")
            .Replace("    Words: { file: rows.csv, column: words }\n", "");
        text = text.Remove(text.IndexOf("  WordCnn:", StringComparison.Ordinal), text.IndexOf("  NumberMlp:", StringComparison.Ordinal)
            - text.IndexOf("  WordCnn:", StringComparison.Ordinal));
        var spec = Toy.Write(_folder, text);
        var run = Correlate(spec);
        Assert.Equal((1, $"error: {spec} has one modality, 'Numbers'; expected two or more to compare.\n"), (run.Exit, run.Error));
    }

    [Fact]
    public void Two_modalities_can_be_merged_in_one_way_only()
    {
        var spec = Toy.Write(_folder);
        var run = Correlate(spec, "--write");
        Assert.True(run.Exit == 0, run.ToString());
        Assert.EndsWith($"{spec} stays as it is: two modalities can be merged in one way only.\n", run.Out);
        Assert.Equal(Toy.Spec, File.ReadAllText(spec));
    }
}
