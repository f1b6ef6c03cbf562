namespace FusionDsl.Training;

/// <summary>
/// What the trainer tells while it works: a <see cref="StepProgress"/> now and then, an <see cref="EpochReport"/> after every epoch.
/// </summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">How many there will be at most; of all stages together.</param>
public abstract record TrainingProgress(int Epoch, int Epochs)
{
    /// <summary>The stage that is running; null where the run has none.</summary>
    public string? Stage { get; init; }
}

/// <summary>How far the running epoch is; at most ten a second.</summary>
/// <param name="Samples">Samples of this epoch learned so far.</param>
/// <param name="SamplesPerEpoch">Samples of a whole epoch.</param>
/// <param name="Elapsed">Since the epoch began.</param>
public sealed record StepProgress(int Epoch, int Epochs, long Samples, long SamplesPerEpoch, TimeSpan Elapsed)
    : TrainingProgress(Epoch, Epochs);

/// <summary>What came of an epoch.</summary>
/// <param name="TrainLoss">
/// Mean over the samples, in nats (for a regression: in squared units); with weights of classes and smoothed labels where the declaration has them,
/// which the validation loss never has.
/// </param>
/// <param name="Validation">Of the weights at the end of this epoch; its loss is that of the heads that count in the stage.</param>
/// <param name="Samples">Samples learned.</param>
/// <param name="Training">Time of the training part, without validation.</param>
/// <param name="Elapsed">Time of the whole epoch.</param>
/// <param name="IsBest">Every epoch of its stage before it had a higher validation loss.</param>
/// <param name="LearningRate">Of the last step of this epoch; nodes with a factor of their own have that times their factor.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double TrainLoss, Evaluation Validation, long Samples, TimeSpan Training, TimeSpan Elapsed, bool IsBest,
    double LearningRate)
    : TrainingProgress(Epoch, Epochs)
{
    /// <summary>What the loss of each head weighed in training, where that changes; else null.</summary>
    public IReadOnlyDictionary<string, double>? HeadWeights { get; init; }
}

/// <summary>The first that is told of a run that goes on from a <see cref="Checkpoint"/>.</summary>
/// <param name="Reports">Of the epochs that are over; whoever listens may have heard of fewer of them, or of more that count no longer.</param>
/// <param name="Batches">Batches of <see cref="TrainingProgress.Epoch"/> that are learned already.</param>
public sealed record ResumeReport(int Epoch, int Epochs, IReadOnlyList<EpochReport> Reports, int Batches)
    : TrainingProgress(Epoch, Epochs);

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All declared epochs are done.</summary>
    AllEpochs,

    /// <summary>The validation loss did not get lower for as many epochs as the patience allows.</summary>
    NoImprovement,

    /// <summary>The caller asked for it.</summary>
    Cancelled,
}

/// <summary>The model now has the weights of <see cref="BestEpoch"/>.</summary>
/// <param name="Epochs">A report per epoch.</param>
/// <param name="BestEpoch">The epoch with the lowest validation loss, of the last stage; 0 if no epoch was finished.</param>
/// <param name="Stopped">Why it ended.</param>
/// <param name="Threads">Threads of libtorch that were used.</param>
public sealed record TrainingResult(IReadOnlyList<EpochReport> Epochs, int BestEpoch, StopReason Stopped, int Threads);
