namespace FusionDsl.Architecture;

/// <summary>A preparation: takes the mean from every feature or channel and divides it by its deviation, both of the training rows.</summary>
public sealed record PreparationKind(string Name, string Summary, EquatableArray<Parameter> Parameters) : Keyword(Name, Summary, Parameters)
{
    /// <summary>Zero mean and unit variance by the training rows.</summary>
    public static PreparationKind Standardize { get; } = new(
        "Standardize", "Zero mean and unit variance for every feature or channel, by the training rows.", []);
}
