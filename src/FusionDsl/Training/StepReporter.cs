using System.Diagnostics;

namespace FusionDsl.Training;

/// <summary>Reports the steps of an epoch, at most ten a second, and keeps its time.</summary>
/// <param name="progress">Who listens; null: nobody.</param>
/// <param name="epochs">How many there will be at most.</param>
/// <param name="samplesPerEpoch">Samples of a whole epoch.</param>
public sealed class StepReporter(IProgress<TrainingProgress>? progress, int epochs, long samplesPerEpoch)
{
    private static readonly long Pause = Stopwatch.Frequency / 10;

    private int _epoch, _epochs = epochs;
    private string? _stage;
    private long _begin, _next;
    private (long Samples, TimeSpan Elapsed) _before;   // what an earlier run did of the epoch that begins next

    /// <summary>Samples of this epoch learned so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Since the epoch began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Counted from 1.</param>
    public void Begin(int epoch)
    {
        var now = Stopwatch.GetTimestamp();
        (_epoch, Samples, _begin) = (epoch, _before.Samples, now - (long)(_before.Elapsed.TotalSeconds * Stopwatch.Frequency));
        (_next, _before) = (Math.Max(_next, now), default);
    }

    /// <summary>Begins an epoch of a stage.</summary>
    /// <param name="epoch">Counted from 1, over all stages.</param>
    /// <param name="stages">Where the run is.</param>
    public void Begin(int epoch, StageSequence stages)
    {
        (_stage, _epochs) = (stages.Name, stages.Epochs);
        Begin(epoch);
    }

    /// <summary>The epoch that begins next was begun by an earlier run.</summary>
    internal void Resume(long samples, TimeSpan elapsed) => _before = (samples, elapsed);

    /// <summary>One batch is learned.</summary>
    /// <param name="rows">Its samples.</param>
    public void Step(long rows)
    {
        Samples += rows;
        if (progress is null) return;
        var now = Stopwatch.GetTimestamp();
        if (now < _next) return;
        _next = now + Pause;
        progress.Report(new StepProgress(_epoch, _epochs, Samples, samplesPerEpoch, Stopwatch.GetElapsedTime(_begin, now)) { Stage = _stage });
    }
}
