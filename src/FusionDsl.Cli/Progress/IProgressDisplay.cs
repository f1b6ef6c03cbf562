using FusionDsl.Training;

namespace FusionDsl.Cli.Progress;

/// <summary>Shows a training while it runs.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs <paramref name="training"/> and shows what it tells.</summary>
    T Show<T>(Func<IProgress<TrainingProgress>, T> training);
}

/// <summary>Hands a report to several, in order, on the thread that trains.</summary>
internal sealed class Several(params IProgress<TrainingProgress>[] receivers) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        foreach (var receiver in receivers) receiver.Report(value);
    }
}
