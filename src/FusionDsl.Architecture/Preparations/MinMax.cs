namespace FusionDsl.Architecture;

/// <summary>Brings every feature or channel to 0 to 1 by the least and the greatest value of the training rows.</summary>
public sealed record MinMax : Preparation
{
    /// <summary>Name and parameters.</summary>
    public static PreparationKind Definition { get; } = new(
        "MinMax", "From 0 to 1 for every feature or channel, by the least and the greatest value of the training rows.",
        [], _ => new MinMax());

    /// <inheritdoc/>
    public override PreparationKind Kind => Definition;

    /// <inheritdoc/>
    public override Prepared? Infer(Prepared input, ShapeReport report) => PreparationRules.Numbers(input, report);

    /// <inheritdoc/>
    public override PreparationCode Code(Prepared input) => new("minMax", "MinMaxScaler", $"new({input.Shape.Width.Invariant()})");

    /// <inheritdoc/>
    public override RescaleCode? Rescale => new("minMax", "Scaled", "MinMaxStep", "MinMax", "from 0 to 1");
}
