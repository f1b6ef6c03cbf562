namespace FusionDsl.Architecture;

/// <summary>
/// A series at another rate over the same duration: [channel c, time t] → [channel c, time t · new rate / old rate], rounded half up.
/// What the new rate cannot carry is filtered out first.
/// </summary>
public sealed record Resample(double Hertz) : Preparation
{
    /// <summary>Name and parameters.</summary>
    public static PreparationKind Definition { get; } = new(
        "Resample",
        "A series at another rate over the same duration: time t → t · new rate / old rate, rounded half up; filtered before it goes down.",
        [new Parameter("hertz", ParameterKind.Real, "The new rate, in steps per second.") { Required = true, Above = 0 }],
        arguments => new Resample(arguments.Real("hertz")));

    /// <inheritdoc/>
    public override PreparationKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => $"Resample({Hertz.Invariant()})";

    /// <inheritdoc/>
    public override bool IsFitted => false;

    /// <inheritdoc/>
    public override Prepared? Infer(Prepared input, ShapeReport report)
    {
        if (!input.Shape.IsSeries)
        {
            report.Expected("[channel, time]", input.Shape, "Resample belongs on a Series");
            return null;
        }
        if (input.Hertz is not { } old)
        {
            report.NoRate(
                null, "the rate of the series is not known",
                "say how many steps per second it has: Hertz on the Series, hertz: beside series: in YAML");
            return null;
        }
        if (old == Hertz)
        {
            report.NoRate("hertz", $"the series already has {old.Invariant()} Hz", "remove Resample, or choose another rate", Mend.Removal);
            return null;
        }
        var length = Math.Floor(input.Shape[Axis.Time] * Hertz / old + 0.5);
        if (length < 1)
        {
            report.NoRate(
                "hertz", $"{input.Shape[Axis.Time].Invariant()} steps at {old.Invariant()} Hz are less than one at {Hertz.Invariant()} Hz",
                "choose a higher rate, or longer samples");
            return null;
        }
        if (length * input.Shape.Width > int.MaxValue)
        {
            var numbers = (long)Math.Min(length * input.Shape.Width, long.MaxValue / 2);
            report.Huge($"{numbers.Grouped()} numbers per sample", "choose a lower rate", "hertz");
            return null;
        }
        return new(input.Shape.With(Axis.Time, (int)length), Hertz);
    }

    /// <inheritdoc/>
    public override PreparationCode Code(Prepared input) => new(
        "resampler", "Resampler",
        $"new(length: {input.Shape[Axis.Time].Invariant()}, from: {input.Hertz!.Value.Invariant()}, to: {Hertz.Invariant()})");
}
