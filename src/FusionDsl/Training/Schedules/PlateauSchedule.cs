namespace FusionDsl.Training;

/// <summary>Lowers the learning rate whenever the validation loss has not become lower for some epochs.</summary>
/// <param name="Factor">What the rate is multiplied by; above 0 and below 1.</param>
/// <param name="Patience">
/// Epochs without a lower loss before the rate is lowered, counted as early stopping counts them: at least 1, and fewer than those
/// after which training stops. (torch's <c>ReduceLROnPlateau</c> waits one epoch more at the same number.)
/// </param>
/// <param name="Threshold">A loss is lower if it is so by this part of the lowest one; 0 to below 1.</param>
/// <param name="Minimum">The rate is never lowered below it: at least 0, below the learning rate of the optimizer.</param>
public sealed record PlateauScheduleOptions(double Factor = 0.1, int Patience = 5, double Threshold = 1e-4, double Minimum = 0)
    : ScheduleOptions
{
    /// <inheritdoc/>
    public override Schedule Create(double learningRate, RunLength run) => new PlateauSchedule(this, learningRate);

    /// <inheritdoc/>
    protected internal override void Check(TrainingOptions training)
    {
        var rate = training.Optimizer.LearningRate;
        Require(Factor is > 0 and < 1, nameof(Factor), Factor, "a number above 0 and below 1");
        Require(Patience >= 1, nameof(Patience), Patience, "at least 1");
        Require(training.Patience == 0 || Patience < training.Patience, nameof(Patience), Patience,
            $"less than the {training.Patience} epochs after which training stops: it would never come to lower the rate");
        Require(Threshold is >= 0 and < 1, nameof(Threshold), Threshold, "a number of at least 0 and below 1");
        Require(Minimum >= 0 && Minimum < rate, nameof(Minimum), Minimum,
            FormattableString.Invariant($"at least 0 and below the learning rate of the optimizer, {rate}, which it starts from"));
    }
}

/// <summary>rate · factor^(plateaus so far), at least the minimum.</summary>
internal sealed class PlateauSchedule(PlateauScheduleOptions options, double rate) : Schedule
{
    private double _rate = rate, _lowestLoss = double.PositiveInfinity;
    private int _waited;

    public override double RateAt(long steps) => _rate;

    public override void Observe(long steps, double validationLoss)
    {
        if (validationLoss < _lowestLoss * (1 - options.Threshold)) (_lowestLoss, _waited) = (validationLoss, 0);
        else if (++_waited == options.Patience) (_rate, _waited) = (Math.Max(_rate * options.Factor, options.Minimum), 0);
    }

    /// <summary>Rate, lowest loss (infinite before the first epoch) and epochs waited since.</summary>
    public override IReadOnlyList<double> State => [_rate, _lowestLoss, _waited];

    public override void Resume(IReadOnlyList<double> state)
    {
        if (state.Count != 3) throw Foreign(state.Count, 3);
        (_rate, _lowestLoss, _waited) = (state[0], state[1], (int)state[2]);
    }
}
