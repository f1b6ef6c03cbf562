namespace FusionDsl.Training;

/// <summary>
/// The learning rate of every step of a run: a plain function of the steps done, so that it can be asked for any step and in any order. Only
/// a schedule that looks at the validation loss remembers something, and hands it over as <see cref="State"/>.
/// </summary>
public abstract class Schedule
{
    /// <summary>The schedule that the options describe, behind its warm-up if there is one.</summary>
    /// <param name="options">Of the run; they are checked.</param>
    /// <param name="batchesPerEpoch">Batches of one pass over the training data; at least 1.</param>
    /// <exception cref="FusionException">A setting is out of its range, or does not go with the others.</exception>
    public static Schedule Create(TrainingOptions options, int batchesPerEpoch)
    {
        ScheduleOptions.ThrowIfInvalid(options);
        var stepsPerEpoch = (batchesPerEpoch + options.Accumulate - 1) / options.Accumulate;
        var run = new RunLength(stepsPerEpoch, (long)stepsPerEpoch * options.Epochs);
        if (options.Warmup is not { } warmup) return Create(options, run);

        var steps = warmup.StepsOf(run);
        return new Warmup(steps, Create(options, run with { Steps = run.Steps - steps }));
    }

    /// <summary>The learning rate of a step; after the end of the run that of its end.</summary>
    /// <param name="steps">Steps of the optimizer done before it; 0 for the first.</param>
    public abstract double RateAt(long steps);

    /// <summary>An epoch is over.</summary>
    /// <param name="steps">Steps of the optimizer done by now.</param>
    /// <param name="validationLoss">What came of it.</param>
    public virtual void Observe(long steps, double validationLoss) { }

    /// <summary>What it remembers, for a checkpoint; empty where the rate follows from the step alone.</summary>
    public virtual IReadOnlyList<double> State => [];

    /// <summary>Goes on where another run stopped.</summary>
    /// <param name="state">The <see cref="State"/> of then.</param>
    /// <exception cref="FusionException">It is of another schedule.</exception>
    public virtual void Resume(IReadOnlyList<double> state)
    {
        if (state.Count > 0) throw Foreign(state.Count, 0);
    }

    /// <summary>The state has another length than that of this schedule.</summary>
    protected static FusionException Foreign(int found, int expected) => new(
        $"The saved state of the schedule has {found} numbers; expected {expected}. Resume with the schedule that was saved.");

    private static Schedule Create(TrainingOptions options, RunLength run)
    {
        var rate = options.Optimizer.LearningRate;
        return options.Schedule?.Create(rate, run) ?? new ConstantSchedule(rate);
    }
}

/// <summary>How long a schedule runs, in steps of the optimizer.</summary>
/// <param name="StepsPerEpoch">At least 1.</param>
/// <param name="Steps">Of the whole run, without a warm-up.</param>
public sealed record RunLength(long StepsPerEpoch, long Steps);

/// <summary>The learning rate of the optimizer, from the first step to the last.</summary>
internal sealed class ConstantSchedule(double rate) : Schedule
{
    public override double RateAt(long steps) => rate;
}
