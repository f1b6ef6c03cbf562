namespace FusionDsl.Training;

/// <summary>
/// One cycle over the run (Smith and Topin, 2018): up from the learning rate of the optimizer to a maximum, then down to far below where it
/// began. As torch's <c>OneCycleLR</c> with two phases, whose <c>div_factor</c> is maximum / learning rate.
/// </summary>
/// <param name="Maximum">The highest rate; above the learning rate of the optimizer.</param>
/// <param name="Rise">Part of the run in which the rate rises; above 0 and below 1.</param>
/// <param name="FinalFactor">The last rate, as a fraction of the learning rate of the optimizer; above 0 and at most 1.</param>
/// <param name="Linear">Whether both ways are straight lines instead of half waves of the cosine.</param>
public sealed record OneCycleScheduleOptions(double Maximum, double Rise = 0.3, double FinalFactor = 1e-4, bool Linear = false)
    : ScheduleOptions
{
    /// <inheritdoc/>
    public override Schedule Create(double learningRate, RunLength run) => new OneCycleSchedule(this, learningRate, run);

    /// <inheritdoc/>
    protected internal override void Check(TrainingOptions training)
    {
        var rate = training.Optimizer.LearningRate;
        Require(double.IsFinite(Maximum) && Maximum > rate, nameof(Maximum), Maximum,
            FormattableString.Invariant($"a number above the learning rate of the optimizer, {rate}, which it rises from"));
        Require(Rise is > 0 and < 1, nameof(Rise), Rise, "a number above 0 and below 1");
        Require(FinalFactor is > 0 and <= 1, nameof(FinalFactor), FinalFactor, "a number above 0 and of at most 1");
        if (training.Warmup is not null)
            throw new FusionException("OneCycleSchedule rises from a low rate by itself; expected no Warmup beside it. Remove one of them.");
    }
}

/// <summary>Up to the peak, where rise · all steps are done, and down to the last step.</summary>
internal sealed class OneCycleSchedule(OneCycleScheduleOptions options, double rate, RunLength run) : Schedule
{
    private readonly Func<double, double, double, double> _way = options.Linear ? Annealing.Linear : Annealing.Cosine;

    // Numbers of steps, counted from 0. A run of very few steps begins at its peak.
    private readonly double _peak = Math.Max(0, options.Rise * run.Steps - 1);
    private readonly double _last = run.Steps - 1;

    public override double RateAt(long steps)
    {
        if (steps < _peak) return _way(rate, options.Maximum, steps / _peak);
        var done = _last > _peak ? Math.Min(1, (steps - _peak) / (_last - _peak)) : 0;
        return _way(options.Maximum, rate * options.FinalFactor, done);
    }
}
