namespace FusionDsl.Architecture;

/// <summary>All words of the language. A new layer, operator or setting is one file and one line here.</summary>
public static class Catalogue
{
    /// <summary>What a sample can carry.</summary>
    public static IReadOnlyList<ModalityKind> Modalities { get; } = [Vector.Definition, Tokens.Definition, Series.Definition, Image.Definition];

    /// <summary>What is done to a modality before a node reads it. In this order, whatever the order of writing.</summary>
    public static IReadOnlyList<PreparationKind> Preparations { get; } =
        [OneHot.Definition, Resample.Definition, MinMax.Definition, Standardize.Definition, Pca.Definition];

    /// <summary>What encoders, fusions and heads are made of.</summary>
    public static IReadOnlyList<LayerKind> Layers { get; } =
    [
        Dense.Definition, Conv1d.Definition, Conv2d.Definition, Embedding.Definition, PositionalEncoding.Definition,
        Lstm.Definition, Gru.Definition, TransformerEncoder.Definition,
        BatchNorm.Definition, LayerNorm.Definition, Dropout.Definition,
        Relu.Definition, LeakyRelu.Definition, Elu.Definition, Gelu.Definition, Silu.Definition,
        Tanh.Definition, Sigmoid.Definition, Softmax.Definition,
        MaxPool.Definition, AvgPool.Definition, GlobalAvgPool.Definition, GlobalMaxPool.Definition, Flatten.Definition,
    ];

    /// <summary>How nodes become one.</summary>
    public static IReadOnlyList<OperatorKind> Operators { get; } = [Concat.Definition];

    /// <summary>What is learned.</summary>
    public static IReadOnlyList<HeadKind> Heads { get; } = [HeadKind.Classifier, HeadKind.Regression];

    /// <summary>How it is learned.</summary>
    public static IReadOnlyList<OptimizerKind> Optimizers { get; } = [OptimizerKind.Adam, OptimizerKind.AdamW, OptimizerKind.Sgd];

    /// <summary>How the learning rate changes.</summary>
    public static IReadOnlyList<ScheduleKind> Schedules { get; } = [ScheduleKind.Step, ScheduleKind.Cosine, ScheduleKind.OneCycle, ScheduleKind.Plateau];

    /// <summary>What stands beneath <c>train:</c> in a spec, beside the parameters of Train.</summary>
    public static IReadOnlyList<Keyword> Training { get; } = [.. Optimizers, .. Schedules, SettingKind.Warmup, SettingKind.ModalityDropout];

    /// <summary>A network from one node to features.</summary>
    public static SettingKind Encoder { get; } = new("Encoder", "A network from one node to features.", []) { Key = "from" };

    /// <summary>Settings of the model as a whole.</summary>
    public static IReadOnlyList<SettingKind> Settings { get; } = [SettingKind.Train, SettingKind.Warmup, SettingKind.ModalityDropout, SettingKind.Data, SettingKind.Split];

    /// <summary>Every word there is.</summary>
    public static IEnumerable<Keyword> All =>
        [
            .. Modalities, .. Preparations, .. Layers, .. Operators, .. Heads, .. Optimizers, .. Schedules, Encoder, .. Settings,
            SettingKind.Source, SettingKind.ClassWeight, SettingKind.Independent,
        ];
}
