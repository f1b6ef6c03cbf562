namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A defect of the generator.</summary>
    public static Rule InternalError { get; } = new(9001, "FusionDsl has a defect",
        "FusionDsl failed on '{0}': {1}. This is a defect of FusionDsl, not of your model; please report it with the model's declaration",
        RuleLanguages.None);
}
