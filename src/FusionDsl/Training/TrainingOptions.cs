namespace FusionDsl.Training;

/// <summary>Everything about a run that is not the model. A model's own defaults: <c>Model.Trainer.Defaults</c>.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training data, of each stage that does not say otherwise; at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples per step; at least 1 (3 where the model has a BatchNorm).</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer and its settings.</summary>
    public required OptimizerOptions Optimizer { get; init; }

    /// <summary>Epochs without a lower validation loss before training stops; 0: never.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>
    /// Decides the order of the samples in every epoch, and with it (dropout, first weights) everything random about the run.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads of libtorch; null: measured at the start.</summary>
    public int? Threads { get; init; }

    /// <summary>Where the run keeps itself, so that it can go on after whatever stops it; null: nowhere.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Where the gradients come from. Both give the same up to rounding.</summary>
    public GradientSource Gradients { get; init; } = GradientSource.Generated;

    /// <summary>How the learning rate changes over the run; null: it does not.</summary>
    public ScheduleOptions? Schedule { get; init; }

    /// <summary>How the learning rate rises at the beginning, before the schedule; null: it does not.</summary>
    public WarmupOptions? Warmup { get; init; }

    /// <summary>Greatest L2 norm of all gradients together, above 0: longer ones are shortened; null: none is.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Greatest amount of any single gradient, above 0, instead of <see cref="ClipNorm"/>; null: they are as they are.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Batches per step of the optimizer, which is then as if they were one; at least 1.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>
    /// How probable it is that a sample in training loses a modality, each on its own; it always keeps one. At least 0 and below 1; above 0 only
    /// for a model that declares it.
    /// </summary>
    public double ModalityDropout { get; init; }

    /// <summary>Nodes that learn faster or slower than the rest, each with its factor of the learning rate.</summary>
    public IReadOnlyList<NodeRate> LearningRates { get; init; } = [];

    /// <summary>What learns after what, each stage with its own optimizer, schedule and best weights; empty: everything at once.</summary>
    public IReadOnlyList<TrainingStage> Stages { get; init; } = [];

    /// <summary>How the weights of the heads follow what they gain and how they overfit; null: they stay as they are.</summary>
    public BlendingOptions? GradientBlending { get; init; }

    /// <summary>How branches that lead are held back; null: not at all.</summary>
    public ModulationOptions? OgmGe { get; init; }

    /// <summary>The options of one stage.</summary>
    internal TrainingOptions Of(TrainingStage stage) => this with
    {
        Epochs = stage.Epochs ?? Epochs,
        Patience = stage.Patience ?? Patience,
        Optimizer = stage.LearningRate is { } rate ? Optimizer with { LearningRate = rate } : Optimizer,
        Stages = [],
    };

    /// <summary>Fails where a setting is out of its range; the optimizer's own settings are checked when it is made.</summary>
    /// <param name="smallestBatch">What the model needs: 3 with a BatchNorm, else 1.</param>
    /// <param name="samples">How many there are to learn from; null where that is not known yet.</param>
    /// <param name="losesModalities">Whether the model has stand-ins for modalities that are taken away.</param>
    /// <param name="hasStages">Whether the model's trainer knows stages.</param>
    /// <param name="hasBlending">Whether it knows Gradient-Blending.</param>
    /// <param name="hasModulation">Whether it knows OGM-GE.</param>
    /// <exception cref="FusionException">Names the setting, its value and its range; or there are too few samples.</exception>
    public void ThrowIfInvalid(int smallestBatch = 1, int? samples = null, bool losesModalities = false, bool hasStages = false, bool hasBlending = false,
        bool hasModulation = false)
    {
        if (samples == 0) throw new FusionException("There are no training samples. Choose a split that leaves some.");
        if (samples == 1 && smallestBatch > 1)
            throw new FusionException("There is 1 training sample; expected at least 2, because the model has a BatchNorm: one sample has no variance.");
        AtLeast(nameof(Epochs), Epochs, 1, null);
        AtLeast(nameof(BatchSize), BatchSize, smallestBatch, smallestBatch > 1 ? "The model has a BatchNorm, which needs them." : null);
        AtLeast(nameof(Patience), Patience, 0, "0 means: never stop early.");
        AtLeast(nameof(Threads), Threads ?? 1, 1, "Leave it out to have it measured.");
        AtLeast(nameof(Accumulate), Accumulate, 1, "1 means: every batch is a step.");
        AboveZero(nameof(ClipNorm), ClipNorm);
        AboveZero(nameof(ClipValue), ClipValue);
        if (ClipNorm is not null && ClipValue is not null)
            throw new FusionException("Training: both ClipNorm and ClipValue are given; expected one of them. ClipNorm keeps the direction.");
        if (ModalityDropout is not (>= 0 and < 1))
            throw new FusionException(FormattableString.Invariant(
                $"Training: ModalityDropout is {ModalityDropout}; expected a probability of at least 0 and below 1."));
        if (ModalityDropout > 0 && !losesModalities)
            throw new FusionException(
                "Training: ModalityDropout takes modalities away, but the model has nothing to put in their place. "
                + "Declare it: [ModalityDropout(0.2)], or modalityDropout: 0.2 below train.");
        ScheduleOptions.ThrowIfInvalid(this);
        NeedsDeclaration(nameof(Stages), Stages.Count > 0, hasStages);
        NeedsDeclaration(nameof(GradientBlending), GradientBlending is not null, hasBlending);
        NeedsDeclaration(nameof(OgmGe), OgmGe is not null, hasModulation);
        foreach (var stage in Stages) ThrowIfInvalid(stage, smallestBatch);

        static void AtLeast(string setting, int value, int least, string? hint)
        {
            if (value < least)
                throw new FusionException($"Training: {setting} is {value}; expected at least {least}.{(hint is null ? "" : " " + hint)}");
        }

        static void AboveZero(string setting, double? value)
        {
            if (value is not null and not (> 0 and < double.PositiveInfinity))
                throw new FusionException(FormattableString.Invariant(
                    $"Training: {setting} is {value}; expected a number above 0. Leave it out to clip nothing."));
        }
    }

    private static void NeedsDeclaration(string setting, bool isGiven, bool isDeclared)
    {
        if (isGiven && !isDeclared)
            throw new FusionException($"Training: {setting} is given, but the model was declared without. Declare it, so that its trainer knows of it.");
    }

    private void ThrowIfInvalid(TrainingStage stage, int smallestBatch)
    {
        if (Stages.Count(other => other.Name == stage.Name) > 1)
            throw new FusionException($"Training: two stages are called '{stage.Name}'. Give each another name.");
        try
        {
            // What needs a declaration was checked with the options of the run.
            (Of(stage) with { GradientBlending = null, OgmGe = null, ModalityDropout = 0 }).ThrowIfInvalid(smallestBatch);
        }
        catch (FusionException mistake)
        {
            throw new FusionException($"Stage '{stage.Name}': {mistake.Message}", mistake);
        }
    }
}

/// <summary>Where the gradients of training come from.</summary>
public enum GradientSource
{
    /// <summary>The steps that were generated for the model, many times faster for small layers; autograd where there are none, or not on the CPU.</summary>
    Generated,

    /// <summary>The autograd of libtorch.</summary>
    Autograd,
}

/// <summary>An optimizer and its settings.</summary>
/// <param name="LearningRate">Greater than 0.</param>
public abstract record OptimizerOptions(double LearningRate);

/// <summary>Adam (Kingma and Ba, 2015).</summary>
public sealed record AdamOptions(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
    : OptimizerOptions(LearningRate);

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
public sealed record AdamWOptions(
    double LearningRate, double WeightDecay = 1e-2, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
    : OptimizerOptions(LearningRate);

/// <summary>Stochastic gradient descent, with momentum if wished (Sutskever et al., 2013).</summary>
public sealed record SgdOptions(double LearningRate, double Momentum = 0, bool Nesterov = false, double WeightDecay = 0)
    : OptimizerOptions(LearningRate);
