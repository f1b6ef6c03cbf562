namespace FusionDsl.Generator;

/// <summary>Names of the pipeline's steps; tests find them by reflection and check that each is cached when nothing it reads has changed.</summary>
public static class StepNames
{
    /// <summary>A class with [FusionModel], read.</summary>
    public const string Declared = nameof(Declared);

    /// <summary>The text of a spec.</summary>
    public const string SpecText = nameof(SpecText);

    /// <summary>A spec, read.</summary>
    public const string Specified = nameof(Specified);

    /// <summary>A draft, lowered to a model with its source map.</summary>
    public const string Lowered = nameof(Lowered);

    /// <summary>The model alone: what was meant, without places.</summary>
    public const string Model = nameof(Model);

    /// <summary>The model, analysed.</summary>
    public const string Analysis = nameof(Analysis);

    /// <summary>What code is generated from.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>Broken rules, with their places.</summary>
    public const string Findings = nameof(Findings);

    /// <summary>Names of all models, to find two of one name.</summary>
    public const string ModelNames = nameof(ModelNames);
}
