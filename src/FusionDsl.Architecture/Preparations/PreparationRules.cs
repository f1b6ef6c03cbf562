namespace FusionDsl.Architecture;

/// <summary>What several preparations ask of a modality.</summary>
internal static class PreparationRules
{
    /// <summary>The same, unless it is token ids: these are names, not numbers.</summary>
    public static Prepared? Numbers(Prepared input, ShapeReport report)
    {
        if (input.Shape.Vocabulary is null) return input;
        report.Expected("real numbers", input.Shape, "token ids are names: put OneHot on it as well, or leave them to Embedding");
        return null;
    }
}
