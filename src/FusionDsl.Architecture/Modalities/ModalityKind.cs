namespace FusionDsl.Architecture;

/// <summary>A kind of modality.</summary>
public sealed record ModalityKind(string Name, string Summary, EquatableArray<Parameter> Parameters, Func<Arguments, ModalityContent> Create)
    : Keyword(Name, Summary, Parameters)
{
    /// <summary>A parameter of every kind.</summary>
    public static Parameter Optional { get; } = Parameter.Flag("optional", "Whether a sample may be without it: what is missing has a trained token.", false);
}

/// <summary>What one sample of a modality carries.</summary>
/// <param name="Kind">Name of the kind: <c>Vector</c>.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="Hertz">Steps per second where time runs and the rate is known.</param>
/// <param name="Truncate">Whether longer token lists are cut when they are loaded.</param>
public sealed record ModalityContent(string Kind, Shape Shape, double? Hertz = null, bool Truncate = false);
