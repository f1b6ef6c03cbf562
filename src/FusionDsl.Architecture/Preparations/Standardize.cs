namespace FusionDsl.Architecture;

/// <summary>Takes the mean from every feature or channel and divides it by its deviation, both of the training rows.</summary>
public sealed record Standardize : Preparation
{
    /// <summary>Name and parameters.</summary>
    public static PreparationKind Definition { get; } = new(
        "Standardize", "Zero mean and unit variance for every feature or channel, by the training rows.", [], _ => new Standardize());

    /// <inheritdoc/>
    public override PreparationKind Kind => Definition;

    /// <inheritdoc/>
    public override Prepared? Infer(Prepared input, ShapeReport report) => PreparationRules.Numbers(input, report);

    /// <inheritdoc/>
    public override PreparationCode Code(Prepared input) => new("standardizer", "Standardizer", $"new({input.Shape.Width.Invariant()})");

    /// <inheritdoc/>
    public override RescaleCode? Rescale => new("standardizer", "Standard", "StandardizeStep", "Standardizer", "standardized");
}
