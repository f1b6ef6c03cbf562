namespace FusionDsl.Architecture;

/// <summary>A setting of the model as a whole, or of a node's data.</summary>
public sealed record SettingKind(string Name, string Summary, EquatableArray<Parameter> Parameters) : Keyword(Name, Summary, Parameters)
{
    /// <summary>How long and in what portions to train.</summary>
    public static SettingKind Train { get; } = new(
        "Train", "How long and in what portions to train.",
        [
            Parameter.Integer("epochs", "Passes over the training data.", atLeast: 1, otherwise: 50),
            Parameter.Integer("batchSize", "Samples per step.", atLeast: 1, otherwise: 64),
            Parameter.Integer("patience", "Epochs without a lower validation loss before training stops; 0: never.", atLeast: 0, otherwise: 10),
            Parameter.Integer("seed", "Decides the first weights, the order of the samples and dropout.", atLeast: 0, otherwise: 1),
            Parameter.Integer("threads", "Threads of libtorch; without it they are measured at the start.", atLeast: 1, otherwise: null),
            new Parameter("clipNorm", ParameterKind.Real, "Greatest L2 norm of all gradients together; without it they are not clipped.") { Above = 0 },
            new Parameter("clipValue", ParameterKind.Real, "Greatest amount of any single gradient, instead of clipNorm.") { Above = 0 },
            Parameter.Integer("accumulate", "Batches per step of the optimizer.", atLeast: 1, otherwise: 1),
        ]);

    /// <summary>How fast the weights of one node learn.</summary>
    public static SettingKind LearningRate { get; } = new(
        "LearningRate", "How fast the weights of one node learn, compared with the rest of the model.",
        [new Parameter("factor", ParameterKind.Real, "Factor of the model's learning rate.") { Required = true, Above = 0 }]);

    /// <summary>A part of the run in which some nodes learn and the others stay as they are.</summary>
    public static SettingKind Stage { get; } = new(
        "Stage", "A part of the run in which some nodes learn and the others stay as they are; stages follow each other as they are written.",
        [
            new Parameter("name", ParameterKind.Text, "Name for reports.") { Required = true },
            Parameter.Texts("train", "Encoders, fusions and heads that learn; without it all that the losses come from."),
            Parameter.Texts("freeze", "Encoders, fusions and heads that do not learn, instead of train."),
            Parameter.Texts("losses", "Heads whose losses count; without it all that come from something that learns."),
            Parameter.Integer("epochs", "Passes over the training data; without it as many as Train says.", atLeast: 1, otherwise: null),
            new Parameter("learningRate", ParameterKind.Real, "Size of a step; without it that of the optimizer.") { Above = 0 },
            Parameter.Integer("patience", "Epochs without a lower validation loss before the stage ends, 0: never; without it as Train says.", atLeast: 0, otherwise: null),
        ]) { Key = "stages" };

    /// <summary>Weights of the heads that follow what they gain and how they overfit.</summary>
    public static SettingKind GradientBlending { get; } = new(
        "GradientBlending", "Weighs the heads anew by what they gain and how they overfit (Wang et al., 2020).",
        [Parameter.Integer("every", "Epochs after which the weights are estimated anew.", atLeast: 1)]);

    /// <summary>Branches that lead are held back.</summary>
    public static SettingKind OgmGe { get; } = new(
        "OgmGe", "Lets the branch that is surest learn more slowly, so that the others catch up (OGM-GE; Peng et al., 2022).",
        [
            Parameter.Real("alpha", "How strongly a branch that leads is held back.", 0.3) with { Above = 0 },
            Parameter.Flag("noise", "Whether noise is added to the gradients of the branches.", false),
        ]);

    /// <summary>A rise of the learning rate before anything else.</summary>
    public static SettingKind Warmup { get; } = new(
        "Warmup", "Raises the learning rate from almost nothing at the beginning (Goyal et al., 2017).",
        [
            Parameter.Integer("steps", "Steps of the optimizer.", atLeast: 1, otherwise: null),
            Parameter.Integer("epochs", "Its length in epochs, instead of steps.", atLeast: 1, otherwise: null),
        ]);

    /// <summary>Samples that lose modalities in training.</summary>
    public static SettingKind ModalityDropout { get; } = new(
        "ModalityDropout", "Takes modalities from samples in training, never the last one, so that the model learns to do without (Neverova et al., 2016).",
        [new Parameter("probability", ParameterKind.Real, "How probable it is that a sample loses a modality.") { Required = true, Above = 0, Below = 1 }]);

    /// <summary>A fusion that teaches its operands nothing.</summary>
    public static SettingKind Independent { get; } = new(
        "Independent", "The operands of a fusion learn from heads of their own, and nothing from the fusion.", []);

    /// <summary>Where the samples are.</summary>
    public static SettingKind Data { get; } = new(
        "Data", "Where the samples are.",
        [
            Parameter.Text("key", "Column that identifies a sample in every file."),
            Parameter.Text("reader", "Assembly of the reader that turns an input of 'fusion predict' into rows."),
            Parameter.Text("memory", "What the values may take in memory, such as 2 GB; the rest lies in mapped files. Without it half of what the process may use."),
        ]);

    /// <summary>Where the values of a node are.</summary>
    public static SettingKind Source { get; } = new(
        "Source", "Where the values of a node are.",
        [
            new Parameter("file", ParameterKind.Text, "CSV, Parquet or JSON file, relative to the declaration.") { Required = true },
            new Parameter("columns", ParameterKind.Texts, "Column names in order; c000..c111 stands for a numbered range. A column for each number, or one whose cells are lists such as [1, 2, 3]; "
                + "of a series also one such column per channel, of an image one with the names of picture files, relative to the table. Numbers of an image go by channel, row and column.") { Required = true },
        ]);

    /// <summary>How much one class of a classifier counts in training.</summary>
    public static SettingKind ClassWeight { get; } = new(
        "ClassWeight", "How much one class of a classifier counts in training; a class without it counts 1.",
        [
            new Parameter("name", ParameterKind.Text, "Name of the class.") { Required = true },
            new Parameter("weight", ParameterKind.Real, "Factor of the loss of its samples.") { Required = true, AtLeast = 1e-6, AtMost = 1e6 },
        ]) { Key = "classWeights" };

    /// <summary>Who is trained on, who validates, who tests.</summary>
    public static SettingKind Split { get; } = new(
        "Split", "Who is trained on, who validates, who tests.",
        [
            Parameter.Real("validation", "Fraction of the samples.", 0.15) with { Above = 0, Below = 1 },
            Parameter.Real("test", "Fraction of the samples.", 0.15) with { AtLeast = 0, Below = 1 },
            Parameter.Text("stratify", "Classifier whose classes keep their proportions in every part."),
            Parameter.Text("group", "Column whose values never appear in two parts."),
            Parameter.Text("column", "Column that says train, validation or test for each row."),
            Parameter.Integer("seed", "Decides who goes where.", atLeast: 0, otherwise: 7),
        ]);
}
