namespace FusionDsl.Training;

/// <summary>Everything about a run that is not the model. A model's own defaults: <c>Model.Trainer.Defaults</c>.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training data; at least 1.</summary>
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

    /// <summary>Fails where a setting is out of its range; the optimizer's own settings are checked when it is made.</summary>
    /// <param name="smallestBatch">What the model needs: 3 with a BatchNorm, else 1.</param>
    /// <param name="samples">How many there are to learn from; null where that is not known yet.</param>
    /// <exception cref="FusionException">Names the setting, its value and its range; or there are too few samples.</exception>
    public void ThrowIfInvalid(int smallestBatch = 1, int? samples = null)
    {
        if (samples == 0) throw new FusionException("There are no training samples. Choose a split that leaves some.");
        if (samples == 1 && smallestBatch > 1)
            throw new FusionException("There is 1 training sample; expected at least 2, because the model has a BatchNorm: one sample has no variance.");
        AtLeast(nameof(Epochs), Epochs, 1, null);
        AtLeast(nameof(BatchSize), BatchSize, smallestBatch, smallestBatch > 1 ? "The model has a BatchNorm, which needs them." : null);
        AtLeast(nameof(Patience), Patience, 0, "0 means: never stop early.");
        AtLeast(nameof(Threads), Threads ?? 1, 1, "Leave it out to have it measured.");

        static void AtLeast(string setting, int value, int least, string? hint)
        {
            if (value < least)
                throw new FusionException($"Training: {setting} is {value}; expected at least {least}.{(hint is null ? "" : " " + hint)}");
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
