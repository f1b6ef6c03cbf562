namespace FusionDsl.Training;

/// <summary>Half a wave of the cosine, from the learning rate down to a minimum (Loshchilov and Hutter, 2017; without restarts).</summary>
/// <param name="Minimum">
/// The rate at the end of the run: at least 0, below the learning rate of the optimizer. The last step is the one before, so that even
/// with 0 no step is lost.
/// </param>
public sealed record CosineScheduleOptions(double Minimum = 0) : ScheduleOptions
{
    /// <inheritdoc/>
    public override Schedule Create(double learningRate, RunLength run) => new CosineSchedule(this, learningRate, run);

    /// <inheritdoc/>
    protected internal override void Check(TrainingOptions training)
    {
        var rate = training.Optimizer.LearningRate;
        Require(Minimum >= 0 && Minimum < rate, nameof(Minimum), Minimum,
            FormattableString.Invariant($"at least 0 and below the learning rate of the optimizer, {rate}, which it starts from"));
    }
}

/// <summary>minimum + (rate − minimum) · (1 + cos(π · steps / all steps)) / 2</summary>
internal sealed class CosineSchedule(CosineScheduleOptions options, double rate, RunLength run) : Schedule
{
    public override double RateAt(long steps) =>
        Annealing.Cosine(rate, options.Minimum, Math.Min(1, (double)steps / run.Steps));
}

/// <summary>Ways from one rate to another.</summary>
internal static class Annealing
{
    /// <summary>Level at both ends, steepest in the middle.</summary>
    /// <param name="from">At the beginning.</param>
    /// <param name="to">At the end.</param>
    /// <param name="done">The part of the way behind us: 0 to 1.</param>
    public static double Cosine(double from, double to, double done) => to + (from - to) * (1 + Math.Cos(Math.PI * done)) / 2;

    /// <summary>Straight.</summary>
    public static double Linear(double from, double to, double done) => from + (to - from) * done;
}
