using Microsoft.Extensions.Logging;

namespace FusionDsl.Training;

/// <summary>Hands what the trainer tells to a logger: every epoch as information, with its numbers as named values.</summary>
/// <param name="logger">Where it goes.</param>
public sealed partial class LoggingProgress(ILogger logger) : IProgress<TrainingProgress>
{
    private string? _stage;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Stage is not null && value.Stage != _stage) LogStage(_stage = value.Stage);
        switch (value)
        {
            case StepProgress step:
                LogStep(step.Epoch, step.Epochs, step.Samples, step.SamplesPerEpoch);
                break;
            case EpochReport epoch:
                LogEpoch(
                    epoch.Epoch, epoch.Epochs, epoch.TrainLoss, epoch.Validation.Loss, epoch.Validation, epoch.LearningRate, epoch.Elapsed.TotalSeconds,
                    epoch.IsBest);
                break;
            case ResumeReport resumed:
                LogResumed(resumed.Epoch, resumed.Epochs, resumed.Batches);
                break;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Trace, Message = "Epoch {Epoch} of {Epochs}: {Samples} of {SamplesPerEpoch} samples")]
    private partial void LogStep(int epoch, int epochs, long samples, long samplesPerEpoch);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information,
        Message = "Epoch {Epoch} of {Epochs}: training loss {TrainLoss}, validation loss {ValidationLoss} ({Validation}), learning rate {LearningRate}, "
            + "{Seconds} s, best so far: {IsBest}")]
    private partial void LogEpoch(
        int epoch, int epochs, double trainLoss, double validationLoss, Evaluation validation, double learningRate, double seconds, bool isBest);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Stage {Stage}")]
    private partial void LogStage(string stage);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Going on in epoch {Epoch} of {Epochs}, behind {Batches} batches")]
    private partial void LogResumed(int epoch, int epochs, int batches);
}
