using System.Text;
using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

/// <summary><c>fusion check --fix</c>: mistakes with one way out are mended in the file, and nothing else is touched.</summary>
public sealed class FixTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A spec with a mistake, what it becomes, and the rule.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        // Names.
        { "modalities: { A: { vectr: 3 } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS1004" },
        { "modalties: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS1004" },
        { "modalities:\n  Left: { vector: 3 }   # three\nheads: { H: { regress: Lefd } }  # numbers", "modalities:\n  Left: { vector: 3 }   # three\nheads: { H: { regress: Left } }  # numbers", "FUS4001" },
        { Layers("[desne: 3]"), Layers("[dense: 3]"), "FUS1004" },
        { Layers("[dense:3]"), Layers("[dense: 3]"), "FUS1004" },
        { "modalities: { A: {vector:3} }\nheads: { H: { regress: A } }", "modalities: { A: {vector: 3} }\nheads: { H: { regress: A } }", "FUS1004" },
        { Layers("[dense: { width: 3, bais: false }]"), Layers("[dense: { width: 3, bias: false }]"), "FUS1005" },
        { Series("\n      - flatten\n      - reul # active\n    "), Series("\n      - flatten\n      - relu # active\n    "), "FUS1004" },
        { Small("train: { epohcs: 3 }"), Small("train: { epochs: 3 }"), "FUS1004" },
        { Small("train: { stages: [{ name: a, train: ['Hh'] }] }"), Small("train: { stages: [{ name: a, train: [H] }] }"), "FUS5051" },
        { Small("data: { sources: { A: { file: a.csv, columns: [x, y, z] }, Hh: { file: a.csv, column: t } } }"),
            Small("data: { sources: { A: { file: a.csv, columns: [x, y, z] }, H: { file: a.csv, column: t } } }"), "FUS4001" },
        { Classes("classWeights: { Aess: 2 }"), Classes("classWeights: { Aes: 2 }"), "FUS5010" },
        // Values.
        { "modalities: { A: { vector: 3, standardize: yes } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3, standardize: true } }\nheads: { H: { regress: A } }", "FUS2005" },
        { "modalities: { A: { vector: 3, optional: Off } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3, optional: false } }\nheads: { H: { regress: A } }", "FUS1007" },
        { "modalities: { A: { vector: '3' } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS1007" },
        { "modalities: { A: { vector: 3, pca: 5 } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3, pca: 3 } }\nheads: { H: { regress: A } }", "FUS3012" },
        { Layers("[batchNorm]", "train: { batchSize: 2 }\n"), Layers("[batchNorm]", "train: { batchSize: 3 }\n"), "FUS5002" },
        { Series("[conv1d: { channels: 2, kernel: 23, padding: 1 }, flatten]"), Series("[conv1d: { channels: 2, kernel: 22, padding: 1 }, flatten]"), "FUS3002" },
        { Series("[maxPool: { kernel: 4, padding: 3 }, flatten]"), Series("[maxPool: { kernel: 4, padding: 2 }, flatten]"), "FUS3002" },
        // Layers.
        { Series("[relu, dense: 3]"), Series("[relu, flatten, dense: 3]"), "FUS3001" },
        { Series("\n      - relu  # positive\n      - dense: 3\n    "), Series("\n      - relu  # positive\n      - flatten\n      - dense: 3\n    "), "FUS3001" },
        { Series("[relu]"), "modalities: { M: { series: 20, channels: 3 } }\nencoders:\n  E:\n    from: M\n    layers: [relu]\nheads: { H: { regress: E, layers: [flatten] } }", "FUS3001" },
        { "modalities: { A: { series: 5 } }\nheads:\n  H:\n    regress: A   # a series\n", "modalities: { A: { series: 5 } }\nheads:\n  H:\n    regress: A   # a series\n    layers: [flatten]\n", "FUS3001" },
        { "modalities: { A: { series: 5 }, B: { vector: 2 } }\nencoders: { E: { from: A, layers: [relu] } }\nfusions: { F: { bilinear: [E, B] } }\nheads: { H: { regress: F } }",
            "modalities: { A: { series: 5 }, B: { vector: 2 } }\nencoders: { E: { from: A, layers: [relu, flatten] } }\nfusions: { F: { bilinear: [E, B] } }\nheads: { H: { regress: F } }", "FUS3005" },
        // Rates.
        { Rates("{ series: 20, hertz: 100 }"), Rates("{ series: 20, hertz: 100, resample: 50 }"), "FUS3010" },
        { Rates("\n    series: 20\n    hertz: 100   # fast\n"), Rates("\n    series: 20\n    hertz: 100   # fast\n    resample: 50\n"), "FUS3010" },
        { Rates("{ series: 20, hertz: 100, resample: 80 }"), Rates("{ series: 20, hertz: 100, resample: 50 }"), "FUS3010" },
        { Rates("{ series: 10, hertz: 50, resample: 80 }"), Rates("{ series: 10, hertz: 50 }"), "FUS3010" },
        { "modalities: { A: { series: 5, hertz: 50, resample: 50 } }\nheads: { H: { regress: A, layers: [flatten] } }", "modalities: { A: { series: 5, hertz: 50 } }\nheads: { H: { regress: A, layers: [flatten] } }", "FUS3011" },
        // What is too much.
        { "modalities: { A: { vector: 3, oneHot: true } }\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS3001" },
        { "modalities: { A: { vector: 3 }, B: { vector: 3 } }\nfusions: { F: { concat: [A, B, A] } }\nheads: { H: { regress: F } }", "modalities: { A: { vector: 3 }, B: { vector: 3 } }\nfusions: { F: { concat: [A, B] } }\nheads: { H: { regress: F } }", "FUS4008" },
        { "modalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, X, Y] } }", "modalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, Y] } }", "FUS5004" },
        { "modalities: { A: { vector: 3 } }\nheads:\n  H:\n    classify: A\n    enum: K\n    classes:\n      - X\n      - X   # again\n      - Y\n", "modalities: { A: { vector: 3 } }\nheads:\n  H:\n    classify: A\n    enum: K\n    classes:\n      - X\n      - Y\n", "FUS5004" },
        { Small("train: { modalityDropout: 0.2, epochs: 3 }"), Small("train: { epochs: 3 }"), "FUS5040" },
        { Small("train: { epochs: 3, modalityDropout: 0.2 }"), Small("train: { epochs: 3 }"), "FUS5040" },
        { Small("train:\n  epochs: 3\n  # takes it away\n  modalityDropout: 0.2   # often\n  patience: 3\n"), Small("train:\n  epochs: 3\n  # takes it away\n  patience: 3\n"), "FUS5040" },
        { Small("train: { adam: 0.001, oneCycleSchedule: 0.1, warmup: 5 }"), Small("train: { adam: 0.001, oneCycleSchedule: 0.1 }"), "FUS5024" },
        { Small("data: { split: { validation: 0.2 } }\ntrain: { epochs: 3 }"), Small("train: { epochs: 3 }"), "FUS6009" },
        { Small("data: { sources: { A: { file: a.csv, columns: [x, y, z] }, H: { file: a.csv, column: t } }, split: { column: part, seed: 3 } }"),
            Small("data: { sources: { A: { file: a.csv, columns: [x, y, z] }, H: { file: a.csv, column: t } }, split: { column: part } }"), "FUS6005" },
        { Layers("[relu]", "", ", learningRate: 0.5"), Layers("[relu]"), "FUS5050" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_with_one_way_out_is_mended(string before, string after, string rule)
    {
        var spec = _folder.Write("net.fusion.yaml", "model: Net   # the net\n" + before);
        var run = ToolRun.Of("check", "--fix", spec);
        Assert.Equal("model: Net   # the net\n" + after, File.ReadAllText(spec));
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Matches($@"^{spec.Replace(".", @"\.")}\(\d+,\d+\): mended {rule}: ", run.Out);
        Assert.EndsWith("1 spec: 0 errors, 0 warnings\n", run.Out);
        // As if it had been mended by hand.
        Assert.Equal((0, "1 spec: 0 errors, 0 warnings\n"), (ToolRun.Of("check", spec).Exit, ToolRun.Of("check", "--fix", spec).Out));
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void Line_ends_and_byte_order_marks_stay(string before, string after, string rule)
    {
        _ = rule;
        var spec = _folder.In("net.fusion.yaml");
        File.WriteAllText(spec, ("model: Net\n" + before).Replace("\n", "\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(0, ToolRun.Of("check", "--fix", spec).Exit);
        Assert.Equal([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(("model: Net\n" + after).Replace("\n", "\r\n"))], File.ReadAllBytes(spec));
    }

    [Fact]
    public void Several_mistakes_are_mended_though_one_hides_another()
    {
        var spec = _folder.Write("net.fusion.yaml",
            "model: Net\nmodalities: { A: { series: 9, standardize: yes } }\nencoders: { E: { from: A, layers: [conv1d: { channels: 3, kernl: 12 }, desne: 2] } }\nheads: { H: { regress: Ee } }\n");
        var run = ToolRun.Of("check", "--fix", spec);
        Assert.Equal(
            "model: Net\nmodalities: { A: { series: 9, standardize: true } }\nencoders: { E: { from: A, layers: [conv1d: { channels: 3, kernel: 9 }, flatten, dense: 2] } }\nheads: { H: { regress: E } }\n",
            File.ReadAllText(spec));
        Assert.Equal(
            ["FUS2005: Replace by 'true'", "FUS1004: Replace by 'dense'", "FUS4001: Replace by 'E'", "FUS1005: Replace by 'kernel'", "FUS3002: Replace by '9'", "FUS3001: Put Flatten before it"],
            run.Out.Split('\n')[..^2].Select(line => line[(line.IndexOf("mended ", StringComparison.Ordinal) + 7)..]));
    }

    [Fact]
    public void A_mistake_with_a_choice_is_left_to_its_author()
    {
        const string text = "model: Net\nmodalities: { A: { vector: 3, standardize: true, minMax: true } }\nheads: { H: { regress: A } }\n";
        var spec = _folder.Write("net.fusion.yaml", text);
        var before = File.GetLastWriteTimeUtc(spec);
        var run = ToolRun.Of("check", "--fix", spec);
        Assert.Equal(1, run.Exit);
        Assert.Contains("error FUS1025", run.Out);
        Assert.Equal((text, before), (File.ReadAllText(spec), File.GetLastWriteTimeUtc(spec)));
    }

    [Fact]
    public void Without_the_option_it_says_what_it_would_mend_and_touches_nothing()
    {
        const string text = "model: Net\nmodalities: { A: { vectr: 3 } }\nheads: { H: { regress: A } }\n";
        var spec = _folder.Write("net.fusion.yaml", text);
        Assert.EndsWith("1 spec: 1 error, 0 warnings (--fix mends 1)\n", ToolRun.Of("check", spec).Out);
        Assert.Equal("Replace by 'vector'", (string)JsonNode.Parse(ToolRun.Of("check", "--format", "json", spec).Out)!.AsArray().Single()!["mend"]!);
        Assert.Equal(text, File.ReadAllText(spec));
    }

    [Fact]
    public void As_json_what_was_mended_is_no_finding()
    {
        var spec = _folder.Write("net.fusion.yaml", "model: Net\nmodalities: { A: { vectr: 3 } }\nheads: { H: { regress: A } }\n");
        var run = ToolRun.Of("check", "--fix", "--format", "json", spec);
        Assert.Equal((0, "[]\n", $"{spec}(2,20): mended FUS1004: Replace by 'vector'\n"), (run.Exit, run.Out, run.Error));
    }

    private static string Layers(string layers, string more = "", string setting = "") =>
        $"{more}modalities: {{ A: {{ vector: 3 }} }}\nencoders:\n  E: {{ from: A{setting}, layers: {layers} }}\nheads: {{ H: {{ regress: E }} }}";

    private static string Series(string layers) =>
        $"modalities: {{ M: {{ series: 20, channels: 3 }} }}\nencoders:\n  E:\n    from: M\n    layers: {layers}\nheads: {{ H: {{ regress: E }} }}".Replace("layers: \n", "layers:\n");

    private static string Rates(string modality) =>
        $"modalities:\n  A: {modality}\n  B: {{ series: 10, hertz: 50 }}\nfusions: {{ F: {{ concat: [A, B], layers: [flatten] }} }}\nheads: {{ H: {{ regress: F }} }}".Replace("A: \n", "A:\n");

    private static string Small(string more) => $"modalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}\n{more}";

    private static string Classes(string more) => $"modalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: Cipher, classes: [Aes, Present], {more} }} }}";
}
