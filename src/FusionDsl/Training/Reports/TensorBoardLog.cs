using System.Diagnostics;

namespace FusionDsl.Training;

/// <summary>
/// Writes what the trainer tells as event files for TensorBoard: after every epoch the losses, the metrics of every head and the learning rate,
/// in between how many samples a second are learned. Buffered; the system gets it every few seconds and after every epoch that takes longer.
/// </summary>
public sealed class TensorBoardLog : IProgress<TrainingProgress>, IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(5);

    private readonly EventFile _file;
    private long _flushed = Stopwatch.GetTimestamp();
    private long _samples;

    /// <param name="folder">Is made if it is absent. Every run of the trainer adds a file of its own.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TensorBoardLog(string folder) => _file = new(folder);

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        switch (value)
        {
            case StepProgress step when step.Elapsed > TimeSpan.Zero:
                _file.Add(_samples + step.Samples, [("speed/samples_per_second", step.Samples / step.Elapsed.TotalSeconds)]);
                break;
            case EpochReport epoch:
                Add(epoch);
                break;
            case ResumeReport resumed:
                foreach (var epoch in resumed.Reports) Add(epoch);
                break;
        }
        if (Stopwatch.GetElapsedTime(_flushed) < FlushEvery) return;
        _file.Flush();
        _flushed = Stopwatch.GetTimestamp();
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Add(EpochReport epoch)
    {
        _samples += epoch.Samples;
        _file.Add(epoch.Epoch,
        [
            ("loss/train", epoch.TrainLoss), ("loss/validation", epoch.Validation.Loss), ("learning_rate", epoch.LearningRate),
            .. from head in epoch.Validation.Heads from metric in head.Metrics select ($"{head.Head}/{metric.Key}", metric.Value),
        ]);
    }
}
