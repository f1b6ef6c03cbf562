using FusionDsl.Training;

namespace FusionDsl.Cli.Progress;

/// <summary>A line per epoch: for files, pipes and build servers.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgressDisplay, IProgress<TrainingProgress>
{
    private readonly TrainingPace _pace = new();

    public T Show<T>(Func<IProgress<TrainingProgress>, T> training) => training(this);

    public void Report(TrainingProgress value)
    {
        _pace.Add(value);
        if (value is ResumeReport resumed) output.WriteLine(ProgressText.Resumed(resumed));
        if (value is not EpochReport epoch) return;
        var counter = $"{epoch.Epoch}/{epoch.Epochs}".PadLeft($"{epoch.Epochs}".Length * 2 + 1);
        output.WriteLine(
            $"epoch {counter}  {(epoch.Stage is null ? "" : $"{epoch.Stage}  ")}loss {ProgressText.Number(epoch.TrainLoss)}  validation loss {ProgressText.Number(epoch.Validation.Loss)}  "
            + $"{ProgressText.Heads(epoch.Validation)}  {ProgressText.Rate(_pace.SamplesPerSecond)}  "
            + $"{ProgressText.Time(_pace.Remaining)} left" + (epoch.IsBest ? "  best" : ""));
        output.Flush();
    }
}
