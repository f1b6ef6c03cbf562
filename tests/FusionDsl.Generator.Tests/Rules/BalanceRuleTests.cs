namespace FusionDsl.Generator.Tests;

/// <summary>FUS508x: what Gradient-Blending and OGM-GE need.</summary>
public class BalanceRuleTests : RuleTests
{
    private const string Branches =
        """
        [Vector(3)] public partial class A; [Vector(3)] public partial class B;
        [Encoder<A>, Dense(2)] public partial class Ea; [Encoder<B>, Dense(2)] public partial class Eb;
        [Concat<Ea, Eb>] public partial class J; [Regression<J>] public partial class Hj;
        """;

    [Fact, Covers("FUS5080")]
    public void Gradient_blending_of_one_head()
    {
        OnClass(", [|GradientBlending|](3)", A + Head, "FUS5080", "GradientBlending weighs heads against each other, but there is only 'H'");
        InSmallSpec("train: { [|gradientBlending|]: 3 }", "FUS5080");
        OnClass(", [|GradientBlending|](3), Stage(\"s\", Losses = [\"H\"]), Stage(\"t\", Losses = [\"I\"])", A + Head + "[Regression<A>] public partial class I;", "FUS5080", "no stage counts the losses of two");
    }

    [Fact, Covers("FUS5081")]
    public void Modulation_of_one_branch()
    {
        OnClass(", [|OgmGe|]", "[Vector(3)] public partial class A; [Encoder<A>, Dense(2)] public partial class E; [Classifier<E, Kind>] public partial class H;", "FUS5081",
            "expected at least two modalities with weights that no other modality reaches, found A");
        InSmallSpec("train: { [|ogmGe|]: {} }", "FUS5081", "found none");
    }

    [Fact, Covers("FUS5082")]
    public void A_branch_without_a_classifier_or_with_two()
    {
        OnClass(", [|OgmGe|]", Branches + "[Classifier<Ea, Kind>] public partial class Ha;", "FUS5082",
            "expected one classifier that reads 'B' and no other modality, found none. Add one that reads 'Eb', or remove OgmGe");
        OnClass(", [|OgmGe|](0.1)", Branches + "[Classifier<Ea, Kind>] public partial class Ha; [Classifier<Eb, Kind>] public partial class Hb; [Classifier<Ea, Kind>] public partial class Ia;", "FUS5082",
            "reads 'A' and no other modality, found Ha, Ia. Keep one of them");
        OnClass(", [|OgmGe|](0.1)", Branches + "[Classifier<Ea, Kind>] public partial class Ha; [Regression<Eb>] public partial class Hb;", "FUS5082", "reads 'B'");
    }

    [Fact, Covers("FUS5083")]
    public void Branches_that_tell_other_classes_apart() => InSpec(
        "model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nencoders: { Ea: { from: A, layers: [dense: 2] }, Eb: { from: B, layers: [dense: 2] } }\n"
        + "heads: { Ha: { classify: Ea, enum: K, classes: [X, Y] }, Hb: { classify: Eb, enum: L, classes: [X, Z] } }\ntrain: { [|ogmGe|]: { alpha: 0.2 } }\n",
        "FUS5083", "OgmGe compares how sure 'Ha' (X, Y) and 'Hb' (X, Z) are");

    [Theory]
    [InlineData("GradientBlending([|0|])", "gradientBlending: [|0|]", "'every' of GradientBlending takes an integer of at least 1")]
    [InlineData("OgmGe([|0|])", "ogmGe: [|0|]", "'alpha' of OgmGe takes a number above 0")]
    public void A_number_out_of_bounds(string attribute, string key, string message)
    {
        OnClass(", " + attribute, A + Head, "FUS1008", message);
        InSmallSpec($"train: {{ {key} }}", "FUS1008", message);
    }
}
