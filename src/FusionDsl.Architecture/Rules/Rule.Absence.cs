namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>Tokens that may be absent, and nobody who could stand in for them.</summary>
    public static Rule AbsentTokens { get; } = new(4020, "Token ids have no stand-in",
        "The tokens '{0}' may be absent, and '{1}' reads them as they are: between token ids there is nothing to learn. "
        + "Put an encoder between them, which learns what to say where they are missing");

    /// <summary>A part that no loss reaches.</summary>
    public static Rule Untrained { get; } = new(4021, "A part learns from nobody",
        "'{0}' has weights, but learns from no head: '{1}' is independent and sends no gradient back. "
        + "Give '{0}' a head of its own, or remove 'independent'");

    /// <summary>An independent fusion of what never learns.</summary>
    public static Rule NothingIndependent { get; } = new(4022, "Independent without anything to learn",
        "'{0}' is independent, but none of its operands has weights that could learn from it. Remove 'independent'");

    /// <summary>Dropout of the only modality.</summary>
    public static Rule DropoutOfOne { get; } = new(5040, "Modality dropout needs two modalities",
        "ModalityDropout takes a modality away from a sample that keeps another; found only '{0}'. Remove it");
}
