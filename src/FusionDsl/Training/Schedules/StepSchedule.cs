namespace FusionDsl.Training;

/// <summary>Step decay: every so many epochs the learning rate is multiplied by a factor.</summary>
/// <param name="Every">Epochs between two changes; at least 1.</param>
/// <param name="Factor">Above 0 and below 1.</param>
public sealed record StepScheduleOptions(int Every, double Factor = 0.1) : ScheduleOptions
{
    /// <inheritdoc/>
    public override Schedule Create(double learningRate, RunLength run) => new StepSchedule(this, learningRate, run);

    /// <inheritdoc/>
    protected internal override void Check(TrainingOptions training)
    {
        Require(Every >= 1, nameof(Every), Every, "at least 1");
        Require(Factor is > 0 and < 1, nameof(Factor), Factor, "a number above 0 and below 1");
    }
}

/// <summary>rate · factor^⌊epochs done / every⌋</summary>
internal sealed class StepSchedule(StepScheduleOptions options, double rate, RunLength run) : Schedule
{
    private readonly long _stepsPerChange = run.StepsPerEpoch * options.Every;

    public override double RateAt(long steps) => rate * Math.Pow(options.Factor, steps / _stepsPerChange);
}
