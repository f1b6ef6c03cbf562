using FusionDsl.Training;

namespace FusionDsl.Cli.Progress;

/// <summary>How fast a training goes, from what its trainer tells.</summary>
internal sealed class TrainingPace
{
    private double _samplesDone, _seconds;   // Of the epochs that are over, validation included.

    /// <summary>Samples learned per second, without validation; 0 before anything is known.</summary>
    public double SamplesPerSecond { get; private set; }

    /// <summary>How much of all epochs is done, 0 to 1.</summary>
    public double Fraction { get; private set; }

    /// <summary>Until the last epoch, if training does not stop early; null before anything is known.</summary>
    public TimeSpan? Remaining { get; private set; }

    public void Add(TrainingProgress progress)
    {
        switch (progress)
        {
            case ResumeReport resumed:
                foreach (var report in resumed.Reports) Add(report);
                break;
            case StepProgress { Samples: > 0 } step:
                SamplesPerSecond = PerSecond(step.Samples, step.Elapsed);
                var epochsDone = step.Epoch - 1 + (double)step.Samples / step.SamplesPerEpoch;
                Estimate(step.Epochs, step.SamplesPerEpoch, epochsDone, step.Samples, step.Elapsed);
                break;
            case EpochReport { Samples: > 0 } epoch:
                SamplesPerSecond = PerSecond(epoch.Samples, epoch.Training);
                _samplesDone += epoch.Samples;
                _seconds += epoch.Elapsed.TotalSeconds;
                Estimate(epoch.Epochs, epoch.Samples, epoch.Epoch, 0, TimeSpan.Zero);
                break;
        }
    }

    private void Estimate(int epochs, long samplesPerEpoch, double epochsDone, long samplesSince, TimeSpan since)
    {
        Fraction = epochsDone / epochs;
        // Whole epochs tell best, for they count the validation too; within the first there is only the running one.
        var secondsPerSample = _samplesDone > 0 ? _seconds / _samplesDone : since.TotalSeconds / samplesSince;
        Remaining = TimeSpan.FromSeconds(Math.Max(0, (epochs - epochsDone) * samplesPerEpoch * secondsPerSample));
    }

    private static double PerSecond(long samples, TimeSpan time) => time > TimeSpan.Zero ? samples / time.TotalSeconds : 0;
}
