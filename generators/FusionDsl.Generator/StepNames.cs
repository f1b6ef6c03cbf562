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

    /// <summary>A draft after all rules: its plan, its findings.</summary>
    public const string Checked = nameof(Checked);

    /// <summary>What code is generated from. It knows no places.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>Broken rules, with their places.</summary>
    public const string Findings = nameof(Findings);

    /// <summary>The name of a model.</summary>
    public const string ModelName = nameof(ModelName);

    /// <summary>Names that more than one model has.</summary>
    public const string ModelNames = nameof(ModelNames);

    /// <summary>What is said about names that more than one model has.</summary>
    public const string ModelNameFindings = nameof(ModelNameFindings);

    /// <summary>Whether there are so many models that each gets a single file.</summary>
    public const string IsCrowded = nameof(IsCrowded);

    /// <summary>A plan whose name is unique: it becomes code.</summary>
    public const string EmittedPlan = nameof(EmittedPlan);
}
