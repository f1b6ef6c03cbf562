namespace FusionDsl;

/// <summary>Step decay: multiplies the learning rate by a factor every so many epochs.</summary>
/// <param name="every">Epochs between two changes; at least 1.</param>
/// <param name="factor">What the rate is multiplied by; above 0 and below 1.</param>
public sealed class StepScheduleAttribute(int every, double factor = 0.1) : DeclarationAttribute
{
    /// <summary>Epochs between two changes; at least 1.</summary>
    public int Every { get; } = every;

    /// <summary>What the rate is multiplied by; above 0 and below 1.</summary>
    public double Factor { get; } = factor;
}

/// <summary>
/// Lowers the learning rate over the run along half a cosine, from the rate of the optimizer to a minimum (Loshchilov and Hutter, 2017).
/// </summary>
/// <param name="minimum">Rate at the end; at least 0, below the learning rate of the optimizer.</param>
public sealed class CosineScheduleAttribute(double minimum = 0) : DeclarationAttribute
{
    /// <summary>Rate at the end; at least 0, below the learning rate of the optimizer.</summary>
    public double Minimum { get; } = minimum;
}

/// <summary>
/// Raises the learning rate from that of the optimizer to a maximum, and lowers it to almost nothing, once in the run
/// (Smith and Topin, 2018).
/// </summary>
/// <param name="maximum">Highest rate; above the learning rate of the optimizer.</param>
public sealed class OneCycleScheduleAttribute(double maximum) : DeclarationAttribute
{
    /// <summary>Highest rate; above the learning rate of the optimizer.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Part of the run in which the rate rises; above 0 and below 1.</summary>
    public double Rise { get; set; } = 0.3;

    /// <summary>Last rate, as a fraction of the learning rate of the optimizer; above 0 and at most 1.</summary>
    public double FinalFactor { get; set; } = 1e-4;

    /// <summary>Whether both ways are straight lines instead of half cosines.</summary>
    public bool Linear { get; set; }
}

/// <summary>Lowers the learning rate whenever the validation loss has not become lower for some epochs.</summary>
/// <param name="factor">What the rate is multiplied by; above 0 and below 1.</param>
/// <param name="patience">Epochs without a lower validation loss; at least 1, and fewer than those after which training stops.</param>
public sealed class PlateauScheduleAttribute(double factor = 0.1, int patience = 5) : DeclarationAttribute
{
    /// <summary>What the rate is multiplied by; above 0 and below 1.</summary>
    public double Factor { get; } = factor;

    /// <summary>Epochs without a lower validation loss; at least 1, and fewer than those after which training stops.</summary>
    public int Patience { get; } = patience;

    /// <summary>Part of the lowest loss by which another must be lower to count; 0 to below 1.</summary>
    public double Threshold { get; set; } = 1e-4;

    /// <summary>The rate is never lowered below it; at least 0, below the learning rate of the optimizer.</summary>
    public double Minimum { get; set; }
}

/// <summary>
/// Raises the learning rate linearly from almost nothing at the beginning (Goyal et al., 2017); the schedule, if there is one, begins when it
/// is over. Takes steps or epochs: <c>[Warmup(200)]</c>, <c>[Warmup(epochs: 2)]</c>.
/// </summary>
/// <param name="steps">Steps of the optimizer; at least 1, and fewer than the run has.</param>
/// <param name="epochs">Its length in epochs, instead of steps; at least 1, and fewer than the run has.</param>
public sealed class WarmupAttribute(int steps = 0, int epochs = 0) : DeclarationAttribute
{
    /// <summary>Steps of the optimizer.</summary>
    public int Steps { get; } = steps;

    /// <summary>Its length in epochs, instead of steps.</summary>
    public int Epochs { get; } = epochs;
}
