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
    public static IReadOnlyList<OperatorKind> Operators { get; } =
    [
        Concat.Definition, Sum.Definition, Mean.Definition, Max.Definition, Min.Definition, Product.Definition,
        WeightedSum.Definition, ReliableSum.Definition, AttentionSum.Definition, Gated.Definition, GatedBimodal.Definition, GatedResidual.Definition, Film.Definition,
        Bilinear.Definition, TensorFusion.Definition, LowRankFusion.Definition, Comparator.Definition,
        CrossAttention.Definition, MulT.Definition, TokenTransformer.Definition, Bottleneck.Definition, Perceiver.Definition,
        DeepSets.Definition, DeepFusion.Definition, Evidential.Definition, ProductOfExperts.Definition,
    ];

    /// <summary>What is learned.</summary>
    public static IReadOnlyList<HeadKind> Heads { get; } = [HeadKind.Classifier, HeadKind.Regression];

    /// <summary>How heads become one answer. Product and Max are operators as well: what they read tells them apart.</summary>
    public static IReadOnlyList<DecisionKind> Decisions { get; } =
    [
        AverageDecision.Definition, WeightedDecision.Definition, ProductDecision.Definition, MaxDecision.Definition, VoteDecision.Definition,
        StackingDecision.Definition,
    ];

    /// <summary>How it is learned.</summary>
    public static IReadOnlyList<OptimizerKind> Optimizers { get; } = [OptimizerKind.Adam, OptimizerKind.AdamW, OptimizerKind.Sgd];

    /// <summary>How the learning rate changes.</summary>
    public static IReadOnlyList<ScheduleKind> Schedules { get; } = [ScheduleKind.Step, ScheduleKind.Cosine, ScheduleKind.OneCycle, ScheduleKind.Plateau];

    /// <summary>What stands beneath <c>train:</c> in a spec, beside the parameters of Train.</summary>
    public static IReadOnlyList<Keyword> Training { get; } = [.. Optimizers, .. Schedules, SettingKind.Warmup, SettingKind.ModalityDropout, SettingKind.GradientBlending, SettingKind.OgmGe];

    /// <summary>A network from one node to features.</summary>
    public static SettingKind Encoder { get; } = new("Encoder", "A network from one node to features.", []) { Key = "from" };

    /// <summary>A network from one node to features from which the node can be made again.</summary>
    public static SettingKind Autoencoder { get; } = new(
        "Autoencoder", "A network from one node to a few features from which a mirrored decoder makes the node again; it learns that before all else.",
        [
            Parameter.Integer("latent", "How many features.", atLeast: 1),
            Parameter.Real("noise", "Standard deviation of the noise that training adds to the input, as a factor of the input's own.", 0) with { AtLeast = 0 },
            Parameter.Flag("fineTune", "Whether the encoder goes on learning with the rest of the model; else it is frozen.", false),
            Parameter.Integer("epochs", "Passes over the training data; without it as many as Train says.", atLeast: 1, otherwise: null),
            Parameter.Integer("patience", "Epochs without a lower validation error before it is done, 0: never; without it as Train says.", atLeast: 0, otherwise: null),
        ]);

    /// <summary>Settings of an encoder, fusion or head beside its layers.</summary>
    public static IReadOnlyList<SettingKind> NodeSettings { get; } = [SettingKind.LearningRate];

    /// <summary>Settings of the model as a whole.</summary>
    public static IReadOnlyList<SettingKind> Settings { get; } = [SettingKind.Train, SettingKind.Warmup, SettingKind.ModalityDropout, SettingKind.Stage, SettingKind.GradientBlending, SettingKind.OgmGe, SettingKind.Data, SettingKind.Split];

    /// <summary>Every word there is.</summary>
    public static IEnumerable<Keyword> All =>
        [
            .. Modalities, .. Preparations, .. Layers, .. Operators, .. Heads, .. Decisions, .. Optimizers, .. Schedules, Encoder, Autoencoder, .. Settings,
            .. NodeSettings, SettingKind.Source, SettingKind.ClassWeight, SettingKind.Independent,
        ];
}
