namespace FusionDsl.Architecture;

/// <summary>How a model is trained unless its user says otherwise.</summary>
public sealed record TrainSettings(
    int Epochs, int BatchSize, int Patience, int Seed, int? Threads, OptimizerSettings Optimizer,
    ScheduleSettings? Schedule, WarmupSettings? Warmup, double? ClipNorm, double? ClipValue, int Accumulate)
{
    /// <summary>How probable it is that a sample in training loses a modality; it always keeps one.</summary>
    public double ModalityDropout { get; init; }

    /// <summary>What learns after what; empty: everything at once.</summary>
    public EquatableArray<StageSettings> Stages { get; init; } = [];

    /// <summary>Epochs after which Gradient-Blending weighs the heads anew; null: never.</summary>
    public int? BlendEvery { get; init; }

    /// <summary>How branches that lead are held back; null: not at all.</summary>
    public ModulationSettings? Modulation { get; init; }

    /// <summary>Whether a setting was written and not left to its default: of those that stages may say as well.</summary>
    public EquatableArray<string> Written { get; init; } = [];

    /// <summary>The settings as they are in one stage.</summary>
    public TrainSettings Of(StageSettings stage) => this with
    {
        Epochs = stage.Epochs ?? Epochs,
        Patience = stage.Patience ?? Patience,
        Optimizer = stage.LearningRate is { } rate ? Optimizer with { LearningRate = rate } : Optimizer,
    };
}

/// <summary>A part of the run, as it was written; what follows from it is in a <see cref="StagePlan"/>.</summary>
/// <param name="Train">Nodes that learn; empty: all.</param>
/// <param name="Freeze">Nodes that do not, instead.</param>
/// <param name="Losses">Heads whose losses count; empty: all that come from something that learns.</param>
public sealed record StageSettings(
    string Name, EquatableArray<string> Train, EquatableArray<string> Freeze, EquatableArray<string> Losses, int? Epochs, double? LearningRate,
    int? Patience);

/// <summary>An optimizer.</summary>
public abstract record OptimizerSettings(double LearningRate);

/// <summary>Adam (Kingma and Ba, 2015).</summary>
public sealed record AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon) : OptimizerSettings(LearningRate);

/// <summary>AdamW (Loshchilov and Hutter, 2019).</summary>
public sealed record AdamWSettings(double LearningRate, double WeightDecay, double Beta1, double Beta2, double Epsilon) : OptimizerSettings(LearningRate);

/// <summary>Stochastic gradient descent.</summary>
public sealed record SgdSettings(double LearningRate, double Momentum, bool Nesterov, double WeightDecay) : OptimizerSettings(LearningRate);

/// <summary>A learning-rate schedule.</summary>
public abstract record ScheduleSettings;

/// <summary>Step decay.</summary>
public sealed record StepScheduleSettings(int Every, double Factor) : ScheduleSettings;

/// <summary>Cosine annealing.</summary>
public sealed record CosineScheduleSettings(double Minimum) : ScheduleSettings;

/// <summary>One cycle.</summary>
public sealed record OneCycleScheduleSettings(double Maximum, double Rise, double FinalFactor, bool Linear) : ScheduleSettings;

/// <summary>Reduction on a plateau of the validation loss.</summary>
public sealed record PlateauScheduleSettings(double Factor, int Patience, double Threshold, double Minimum) : ScheduleSettings;

/// <summary>A linear rise at the beginning, over steps or epochs.</summary>
public sealed record WarmupSettings(int? Steps, int? Epochs);

/// <summary>How the loss of a classifier treats its classes in training. Evaluation knows nothing of it.</summary>
/// <param name="Balance">Whether a class counts by how rare it is among the training rows.</param>
/// <param name="Weights">How much a class counts, in the order of the logits; empty: all the same, or balanced.</param>
/// <param name="Smoothing">Part of a label that is spread over all classes.</param>
public sealed record LossSettings(bool Balance, EquatableArray<double> Weights, double Smoothing);

/// <summary>Where a model's samples come from.</summary>
/// <param name="Memory">Bytes that their values may take in memory; null: half of what the process may use.</param>
public sealed record DataSettings(string? Key, string? Reader, long? Memory, SplitSettings Split);

/// <summary>Where the values of one node come from.</summary>
public sealed record SourceSettings(string File, EquatableArray<string> Columns);

/// <summary>How samples are dealt to training, validation and test.</summary>
public sealed record SplitSettings(double Validation, double Test, string? Stratify, string? Group, string? Column, int Seed);

/// <summary>How an autoencoder learns.</summary>
/// <param name="Latent">Features that it keeps.</param>
/// <param name="Noise">Of the input in training, as a factor of its standard deviation.</param>
/// <param name="FineTune">Whether its encoder goes on learning afterwards.</param>
public sealed record AutoencoderSettings(int Latent, double Noise, bool FineTune, int? Epochs, int? Patience);

/// <summary>OGM-GE (Peng et al., 2022).</summary>
public sealed record ModulationSettings(double Alpha, bool Noise);
