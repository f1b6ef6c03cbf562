namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>Gradient-Blending of one head.</summary>
    public static Rule NothingToBlend { get; } = new(5080, "Gradient-Blending needs two heads",
        "GradientBlending weighs heads against each other, but {0}. Add a head for a branch, or remove GradientBlending");

    /// <summary>OGM-GE of one branch.</summary>
    public static Rule TooFewBranches { get; } = new(5081, "OgmGe needs two branches",
        "OgmGe balances branches: expected at least two modalities with weights that no other modality reaches, found {0}. Give the modalities encoders of their own, or remove OgmGe");

    /// <summary>A branch of which nobody knows how sure it is.</summary>
    public static Rule BranchWithoutClassifier { get; } = new(5082, "A branch needs a classifier",
        "OgmGe compares how sure branches are: expected one classifier that reads '{0}' and no other modality, found {1}. {2}");

    /// <summary>Branches that answer different questions.</summary>
    public static Rule BranchesOfOtherClasses { get; } = new(5083, "Branches tell other classes apart",
        "OgmGe compares how sure '{0}' ({1}) and '{2}' ({3}) are, which needs the same classes. Give both the same enum");
}
