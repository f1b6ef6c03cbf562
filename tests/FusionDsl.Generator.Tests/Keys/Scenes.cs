using FusionDsl.Architecture;
using Words = FusionDsl.Architecture.Catalogue;

namespace FusionDsl.Generator.Tests;

/// <summary>A scene for every keyword, and a value for every parameter that is not its default.</summary>
internal static class Scenes
{
    private const string Vectors = "[Vector(4)] public partial class A; [Vector(4)] public partial class B; ";
    private const string VectorKeys = "modalities: { A: { vector: 4 }, B: { vector: 4 } }\n";

    private const string Serieses = "[Series(6, channels: 4)] public partial class A; [Series(6, channels: 4)] public partial class B; ";
    private const string SeriesKeys = "modalities: { A: { series: 6, channels: 4 }, B: { series: 6, channels: 4 } }\n";

    private const string Branches =
        "[Vector(3)] public partial class A; [Vector(4)] public partial class B; [Encoder<A>, Dense(2)] public partial class Ea; "
        + "[Encoder<B>, Dense(2)] public partial class Eb; [Classifier<Ea, Kind>] public partial class Ha; [Classifier<Eb, Kind>] public partial class Hb;";
    private const string BranchKeys =
        "modalities: { A: { vector: 3 }, B: { vector: 4 } }\nencoders: { Ea: { from: A, layers: [dense: 2] }, Eb: { from: B, layers: [dense: 2] } }\n"
        + "heads: { Ha: { classify: Ea, enum: Kind, classes: [A, B] }, Hb: { classify: Eb, enum: Kind, classes: [A, B] } }\n";

    private const string Small = "[Vector(6)] public partial class M; [Regression<M>] public partial class H;";
    private const string SmallKeys = "modalities: { M: { vector: 6 } }\nheads: { H: { regress: M } }\n";

    private const string Loaded = "[Vector(2), Source(\"a.csv\", \"x\", \"y\")] public partial class M; [Classifier<M, Kind>, Source(\"a.csv\", \"z\")] public partial class H;";
    private const string LoadedKeys = "modalities: { M: { vector: 2 } }\nheads: { H: { classify: M, enum: Kind, classes: [A, B] } }\n";
    private const string Sources = "sources: { M: { file: a.csv, columns: [x, y] }, H: { file: a.csv, column: z } }";

    /// <summary>Parameters that the others need, or that have to be given.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Given = new()
    {
        ["Vector"] = new() { ["length"] = "6" },
        ["Tokens"] = new() { ["length"] = "5", ["vocabulary"] = "9" },
        ["Series"] = new() { ["length"] = "12", ["hertz"] = "100" },
        ["Image"] = new() { ["height"] = "6", ["width"] = "5" },
        ["Resample"] = new() { ["hertz"] = "50" },
        ["Pca"] = new() { ["components"] = "2" },
        ["Dense"] = new() { ["width"] = "3" },
        ["Conv1d"] = new() { ["channels"] = "3", ["kernel"] = "3" },
        ["Conv2d"] = new() { ["channels"] = "3", ["kernel"] = "3" },
        ["Embedding"] = new() { ["width"] = "4" },
        ["Lstm"] = new() { ["units"] = "3", ["layers"] = "2" },
        ["Gru"] = new() { ["units"] = "3", ["layers"] = "2" },
        ["TransformerEncoder"] = new() { ["heads"] = "2" },
        ["Dropout"] = new() { ["rate"] = "0.5" },
        ["MaxPool"] = new() { ["kernel"] = "2" },
        ["AvgPool"] = new() { ["kernel"] = "2" },
        ["LowRankFusion"] = new() { ["rank"] = "2" },
        ["CrossAttention"] = new() { ["heads"] = "2" },
        ["MulT"] = new() { ["heads"] = "2" },
        ["TokenTransformer"] = new() { ["heads"] = "2" },
        ["Bottleneck"] = new() { ["tokens"] = "2" },
        ["Perceiver"] = new() { ["latents"] = "2" },
        ["DeepFusion"] = new() { ["depth"] = "2" },
        ["Adam"] = new() { ["learningRate"] = "0.001" },
        ["AdamW"] = new() { ["learningRate"] = "0.001" },
        ["Sgd"] = new() { ["learningRate"] = "0.001", ["momentum"] = "0.9" },
        ["StepSchedule"] = new() { ["every"] = "5" },
        ["OneCycleSchedule"] = new() { ["maximum"] = "0.1" },
        ["Warmup"] = new() { ["steps"] = "5" },
        ["ModalityDropout"] = new() { ["probability"] = "0.1" },
        ["GradientBlending"] = new() { ["every"] = "2" },
        ["LearningRate"] = new() { ["factor"] = "0.5" },
        ["Autoencoder"] = new() { ["latent"] = "2" },
        ["Stage"] = new() { ["name"] = "first" },
        ["Source"] = new() { ["file"] = "a.csv", ["columns"] = "[x, y]" },
        ["ClassWeight"] = new() { ["name"] = "A", ["weight"] = "2" },
    };

    /// <summary>Values where not any other one would fit.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["TransformerEncoder.heads"] = "4", ["CrossAttention.heads"] = "4", ["MulT.heads"] = "4", ["TokenTransformer.heads"] = "4",
        ["TokenTransformer.width"] = "8", ["CrossAttention.width"] = "8", ["MulT.width"] = "8", ["Resample.hertz"] = "25", ["Bottleneck.heads"] = "2", ["Perceiver.heads"] = "2", ["CosineSchedule.minimum"] = "0.0001", ["PlateauSchedule.minimum"] = "0.0001",
        ["OneCycleSchedule.maximum"] = "0.2", ["Stage.name"] = "other", ["Stage.train"] = "[Ea, Ha, Hb]", ["Stage.freeze"] = "[Eb]", ["Stage.losses"] = "[Ha]",
        ["Data.key"] = "id", ["Data.reader"] = "My.Reader", ["Data.memory"] = "2 GB", ["Source.file"] = "b.csv", ["Source.columns"] = "[y, x]",
        ["ClassWeight.name"] = "B", ["Split.stratify"] = "H", ["Split.group"] = "build", ["Split.column"] = "part",
    };

    public static IReadOnlyList<Scene> All { get; } = [.. Words.All.Select(word => Of(word) with { Given = Given.GetValueOrDefault(word.Name, []) })];

    /// <summary>A value that the parameter does not have where nothing is said.</summary>
    public static string Other(Scene scene, Parameter parameter)
    {
        if (scene.Word is DecisionKind && parameter.Name == DecisionKind.Labels.Name) return "Hb";
        if (Others.TryGetValue($"{scene.Word.Name}.{parameter.Name}", out var other)) return other;
        var now = scene.Given.TryGetValue(parameter.Name, out var given) ? given : parameter.Default?.ToString();
        return parameter.Kind switch
        {
            ParameterKind.Flag => parameter.Default is true ? "false" : "true",
            ParameterKind.Integer => now is null ? "3" : (int.Parse(now, System.Globalization.CultureInfo.InvariantCulture) + 1).Invariant(),
            ParameterKind.Real => now == "0.25" ? "0.35" : "0.25",
            _ => throw new InvalidOperationException($"No other value is known for {scene.Word.Name}.{parameter.Name}: add one to {nameof(Others)}."),
        };
    }

    private static Scene Of(Keyword word) => word switch
    {
        ModalityKind => Modality(word),
        PreparationKind => Preparation(word),
        LayerKind => Layer(word),
        OperatorKind { Role: { } role } => new(word, $"{Vectors}[{word.Name}<A, B>§] public partial class F; [Regression<F>] public partial class H;",
            $"{VectorKeys}fusions: {{ F: {{ {word.Key}: A, {role}: B¤ }} }}\nheads: {{ H: {{ regress: F }} }}"),
        // What weighs by reliability asks a head of each operand.
        OperatorKind when word.Name == "ReliableSum" => new(word,
            $"{Vectors}[Classifier<A, Kind>] public partial class Ha; [Classifier<B, Kind>] public partial class Hb; [{word.Name}<A, B>§] public partial class F; [Regression<F>] public partial class H;",
            $"{VectorKeys}fusions: {{ F: {{ {word.Key}: [A, B]¤ }} }}\nheads: {{ Ha: {{ classify: A, enum: Kind, classes: [A, B] }}, Hb: {{ classify: B, enum: Kind, classes: [A, B] }}, H: {{ regress: F }} }}"),
        // What attends needs several tokens to attend to.
        OperatorKind when word.Name is "CrossAttention" or "MulT" => new(word, $"{Serieses}[{word.Name}<A, B>§, Flatten] public partial class F; [Regression<F>] public partial class H;",
            $"{SeriesKeys}fusions: {{ F: {{ {word.Key}: [A, B]¤, layers: [flatten] }} }}\nheads: {{ H: {{ regress: F }} }}"),
        OperatorKind => new(word, $"{Vectors}[{word.Name}<A, B>§] public partial class F; [Regression<F>] public partial class H;",
            $"{VectorKeys}fusions: {{ F: {{ {word.Key}: [A, B]¤ }} }}\nheads: {{ H: {{ regress: F }} }}"),
        HeadKind when word == HeadKind.Classifier => new(word, "[Vector(6)] public partial class M; [Classifier<M, Kind>§] public partial class H;",
            "modalities: { M: { vector: 6 } }\nheads: { H: { classify: M, enum: Kind, classes: [A, B]¤ } }"),
        HeadKind => new(word, "[Vector(6)] public partial class M; [Regression<M>§] public partial class H;", "modalities: { M: { vector: 6 } }\nheads: { H: { regress: M¤ } }"),
        DecisionKind => new(word, $"{Branches} [{word.Name}<Ha, Hb>§] public partial class D;", $"{BranchKeys}decisions: {{ D: {{ {word.Key}: [Ha, Hb]¤ }} }}"),
        OptimizerKind or ScheduleKind => Training(word, Small, SmallKeys),
        _ => Setting(word),
    };

    private static Scene Modality(Keyword word) => word.Name switch
    {
        // What hertz says is needed by whoever resamples, and whether lists are cut, by whoever loads.
        "Series" => new(word, "[Series§, Resample(50)] public partial class M; [Encoder<M>, Flatten] public partial class E; [Regression<E>] public partial class H;",
            "modalities: { M: { series: §, resample: 50 } }\nencoders: { E: { from: M, layers: [flatten] } }\nheads: { H: { regress: E } }"),
        "Tokens" => new(word,
            "[Tokens§, Source(\"a.csv\", \"x\")] public partial class M; [Encoder<M>, Embedding(2), Flatten] public partial class E; [Regression<E>, Source(\"a.csv\", \"z\")] public partial class H;",
            "modalities: { M: { tokens: § } }\nencoders: { E: { from: M, layers: [embedding: 2, flatten] } }\nheads: { H: { regress: E } }\n"
            + "data: { sources: { M: { file: a.csv, column: x }, H: { file: a.csv, column: z } } }"),
        _ => new(word, $"[{word.Name}§] public partial class M; [Encoder<M>, Flatten] public partial class E; [Regression<E>] public partial class H;",
            $"modalities: {{ M: {{ {word.Key}: § }} }}\nencoders: {{ E: {{ from: M, layers: [flatten] }} }}\nheads: {{ H: {{ regress: E }} }}"),
    };

    private static Scene Preparation(Keyword word)
    {
        var (attribute, keys) = word.Name switch
        {
            "OneHot" => ("Tokens(3, 5)", "tokens: 3, vocabulary: 5"),
            "Resample" => ("Series(12, Hertz = 100)", "series: 12, hertz: 100"),
            _ => ("Vector(6)", "vector: 6"),
        };
        var value = word.Parameters.Count == 0 ? "true" : "§";
        return new(word, $"[{attribute}⟦, {word.Name}§⟧] public partial class M; [Encoder<M>, Flatten] public partial class E; [Regression<E>] public partial class H;",
            $"modalities: {{ M: {{ {keys}⟦, {word.Key}: {value}⟧ }} }}\nencoders: {{ E: {{ from: M, layers: [flatten] }} }}\nheads: {{ H: {{ regress: E }} }}");
    }

    private static Scene Layer(Keyword word)
    {
        var (attribute, keys) = word.Name switch
        {
            "Dense" => ("Vector(6)", "vector: 6"),
            "Embedding" => ("Tokens(5, 9)", "tokens: 5, vocabulary: 9"),
            "Conv2d" => ("Image(6, 5)", "image: { height: 6, width: 5 }"),
            _ => ("Series(12, channels: 4)", "series: 12, channels: 4"),
        };
        return new(word, $"[{attribute}] public partial class M; [Encoder<M>, ⟦{word.Name}§, ⟧LayerNorm, Flatten, Dense(2)] public partial class E; [Regression<E>] public partial class H;",
            $"modalities: {{ M: {{ {keys} }} }}\nencoders: {{ E: {{ from: M, layers: [⟦{word.Key}: §, ⟧layerNorm, flatten, dense: 2] }} }}\nheads: {{ H: {{ regress: E }} }}");
    }

    private static Scene Training(Keyword word, string nodes, string keys) =>
        new(word, nodes, $"{keys}⟦train: {{ {word.Key}: § }}⟧") { Attributes = $"⟦, {word.Name}§⟧" };

    private static Scene Setting(Keyword word) => word.Name switch
    {
        "Train" => new(word, Small, $"{SmallKeys}⟦train: §⟧") { Attributes = "⟦, Train§⟧" },
        "Warmup" => Training(word, Small, SmallKeys),
        "ModalityDropout" or "GradientBlending" or "OgmGe" => Training(word, Branches, BranchKeys),
        // A last stage trains whoever the first leaves out.
        "Stage" => new(word, Branches, $"{BranchKeys}⟦train: {{ stages: [§, {{ name: last }}] }}⟧") { Attributes = "⟦, Stage§, Stage(\"last\")⟧" },
        "Data" => new(word, Loaded, $"{LoadedKeys}data: {{ {Sources}⟦¤⟧ }}") { Attributes = "⟦, Data§⟧" },
        "Split" => new(word, Loaded, $"{LoadedKeys}data: {{ {Sources}⟦, split: §⟧ }}") { Attributes = "⟦, Split§⟧" },
        "Source" => new(word, "[Vector(2)⟦, Source§⟧] public partial class M; [Regression<M>, Source(\"a.csv\", \"z\")] public partial class H; ",
            "modalities: { M: { vector: 2 } }\nheads: { H: { regress: M } }\ndata: { key: id, sources: { H: { file: a.csv, column: z }⟦, M: §⟧ } }") { Attributes = ", Data(Key = \"id\")" },
        "ClassWeight" => new(word, "[Vector(6)] public partial class M; [Classifier<M, Kind>⟦, ClassWeight§⟧] public partial class H;",
            "modalities: { M: { vector: 6 } }\nheads: { H: { classify: M, enum: Kind, classes: [A, B]⟦, classWeights: §⟧ } }")
        {
            Written = arguments => $"{{ {arguments["name"]}: {arguments["weight"]} }}",
        },
        "LearningRate" => new(word, "[Vector(6)] public partial class M; [Encoder<M>⟦, LearningRate§⟧, Dense(2)] public partial class E; [Regression<E>] public partial class H;",
            "modalities: { M: { vector: 6 } }\nencoders: { E: { from: M⟦, learningRate: §⟧, layers: [dense: 2] } }\nheads: { H: { regress: E } }"),
        "Independent" => new(word, $"{Branches} [Concat<Ea, Eb>⟦, Independent⟧] public partial class F; [Regression<F>] public partial class H;",
            $"{BranchKeys.Replace("heads: {", "heads: { H: { regress: F },")}fusions: {{ F: {{ concat: [Ea, Eb]⟦, independent: true⟧ }} }}"),
        "Encoder" => new(word, "[Vector(6)] public partial class M; [⟦Encoder<M>, ⟧Dense(2)] public partial class E; [Regression<E>] public partial class H;",
            "modalities: { M: { vector: 6 } }\nencoders: { E: { ⟦from: M, ⟧layers: [dense: 2] } }\nheads: { H: { regress: E } }"),
        "Autoencoder" => new(word, "[Vector(6)] public partial class M; [Autoencoder<M>§] public partial class E; [Regression<E>] public partial class H;",
            "modalities: { M: { vector: 6 } }\nencoders: { E: { autoencoder: M¤ } }\nheads: { H: { regress: E } }"),
        _ => throw new InvalidOperationException($"There is no scene for {word.Name}: add one."),
    };
}
