namespace FusionDsl.Training;

/// <summary>
/// A linear rise from almost nothing to the learning rate of the optimizer (Goyal et al., 2017); the schedule, if there is one, begins
/// when it is over. Either steps or epochs are given.
/// </summary>
/// <param name="Steps">Steps of the optimizer; at least 1, and fewer than the run has.</param>
/// <param name="Epochs">At least 1, and fewer than the run has.</param>
public sealed record WarmupOptions(int? Steps = null, int? Epochs = null)
{
    /// <summary>Its length.</summary>
    /// <exception cref="FusionException">Nothing of the run would be left.</exception>
    internal long StepsOf(RunLength run)
    {
        var steps = Steps ?? Epochs!.Value * run.StepsPerEpoch;
        if (steps < run.Steps) return steps;
        throw new FusionException(
            $"Warmup: Steps is {steps}; expected less than the {run.Steps} steps of the run ({run.StepsPerEpoch} an epoch), "
            + "since the full rate would otherwise hardly be reached. Make it shorter, or train longer.");
    }

    internal void Check(TrainingOptions training)
    {
        if (Steps is null == Epochs is null)
            throw new FusionException($"Warmup: {(Steps is null ? "neither" : "both")} Steps and Epochs are given; expected one of them.");
        if (Steps < 1) throw new FusionException($"Warmup: Steps is {Steps}; expected at least 1.");
        if (Epochs < 1) throw new FusionException($"Warmup: Epochs is {Epochs}; expected at least 1.");
        if (Epochs >= training.Epochs)
            throw new FusionException(
                $"Warmup: Epochs is {Epochs}; expected less than the {training.Epochs} epochs of the run. Make it shorter, or train longer.");
    }
}

/// <summary>first rate · (steps + 1) / length, and then the schedule behind it.</summary>
internal sealed class Warmup(long length, Schedule then) : Schedule
{
    public override double RateAt(long steps) =>
        steps < length ? then.RateAt(0) * (steps + 1) / length : then.RateAt(steps - length);

    // An epoch that still warmed up says nothing about the rate.
    public override void Observe(long steps, double validationLoss)
    {
        if (steps > length) then.Observe(steps - length, validationLoss);
    }

    public override IReadOnlyList<double> State => then.State;

    public override void Resume(IReadOnlyList<double> state) => then.Resume(state);
}
