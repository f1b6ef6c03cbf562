using System.Text.RegularExpressions;
using FusionDsl.Architecture;
using FusionDsl.Cli.Comparisons;
using FusionDsl.Cli.Comparisons.Families;
using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Specs;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Generator;

namespace FusionDsl.Cli.Tests.Comparisons;

/// <summary>The specs of variants: what they say, and that the compiler takes them.</summary>
public sealed class VariantTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Behind the fusion there is a network, and a head reads it; another head reads an encoder.
    private static readonly string WithTail = Views.Spec
        .Replace("fusions:\n", "  Mixer: { from: Joint, layers: [dense: 7, tanh] }\n\nfusions:\n")
        .Replace("classify: Joint", "classify: Mixer")
        .Replace("heads:\n", "heads:\n  Ears: { regress: EarNet, layers: [dense: 3, relu], weight: 0.5 }\n")
        .Replace("    Side: {", "    Ears: { file: views.csv, column: ear0 }\n    Side: {")
        .Replace("split: { validation: 0.2, test: 0.3, seed: 4 }", "split: { validation: 0.2, test: 0.3, seed: 4, stratify: Side }");

    // Early fusion: no modality has a network of its own.
    private const string Early = """
        model: EarlyNet
        namespace: Toys
        modalities:
          Ear: { vector: 4, standardize: true }
          Wind: { vector: 5 }
        encoders:
          Net: { from: All, layers: [dense: 9, batchNorm, relu, dropout: 0.1] }
        fusions:
          All: { concat: [Ear, Wind] }
        heads:
          Side: { classify: Net, enum: Sides, classes: [LeftLow, LeftHigh, RightLow, RightHigh] }
        data:
          sources:
            Ear: { file: "views.csv", columns: ear0..ear3 }
            Wind: { file: 'views.csv', columns: wind0..wind4 }
            Side: { file: views.csv, column: side }

        """;

    private ComparedSpec Compared(string text)
    {
        var spec = SpecFile.Read(Views.Write(_folder, text));
        var plan = SpecPlan.Of(spec.Path, text);
        Assert.True(plan is not null, ToolRun.Of("check", spec.Path).Out);
        return new(spec, plan);
    }

    private static IEnumerable<Variant> All(ComparedSpec spec)
    {
        var tree = new Lazy<FusionTree>(() => FusionTree.Of(spec.Modalities, (one, other) => one[0] == other[0] ? 0.9 : 0.1));
        IFamily[] families =
        [
            new Alone(), new Early(), new Late(), new Independent(), new Intermediate(tree), new DecisionLevel(),
            new Operators(Catalogue.Operators),
        ];
        return families.SelectMany(family => family.Of(spec));
    }

    private Variant One(string text, string name) => All(Compared(text)).First(variant => variant.Name == name);

    public static TheoryData<string> Specs =>
        [Views.Spec, WithTail, Early, Views.Spec.Replace("    layers:\n      - dense: 12   # twelve\n      - relu\n", "")];

    [Theory]
    [MemberData(nameof(Specs))]
    public void Every_variant_is_a_spec_without_mistakes_with_all_heads(string text)
    {
        var spec = Compared(text);
        var variants = All(spec).ToList();
        Assert.Equal(variants.Count, variants.Select(variant => variant.FileName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var taken = 0;
        foreach (var variant in variants.Where(variant => variant.Text is not null))
        {
            var check = ToolRun.Of("check", _folder.Write($"{variant.FileName}.fusion.yaml", variant.Text!));
            // What an operator does not take says the compiler.
            if (check.Exit != 0 && Regex.IsMatch(check.Out, $@"error FUS\d+: \w+ cannot join .*\n(.*: note: .*\n)*1 spec: 1 error, 0 warnings\n$")) continue;
            Assert.True(check.Exit == 0 && check.Out.Contains("0 errors, 0 warnings"), $"{check}\n{variant.Text}");
            taken++;
            var plan = SpecPlan.Of("variant", variant.Text!)!;
            Assert.Equal(
                spec.Targets.Select(target => target.Name),
                plan.Model.Answers.Select(answer => answer.Name).Where(answer => !variant.Labels.ContainsKey(answer)));
            Assert.Equal(spec.Plan.Model.Train, plan.Model.Train);
            if (variant.Name.StartsWith("decision", StringComparison.Ordinal)) Assert.Equal(spec.Targets.Count, plan.Model.Decisions.Count);
        }
        Assert.True(taken > 25, $"only {taken} variants");
        Assert.All(variants, variant => Assert.True(variant.Text is null != variant.Reason is null));
    }

    [Fact]
    public void Alone_a_modality_keeps_its_encoders_and_the_layers_behind_the_fusion()
    {
        var text = One(WithTail, "Ear alone").Text!;
        Assert.Contains(
            "encoders:\n  EarNet: { from: Ear, layers: [dense: 6, relu] }\n  JointAlone: { from: EarNet, layers: [dense: 12, relu] }\n"
            + "  Mixer: { from: JointAlone, layers: [dense: 7, tanh] }\n", text);
        Assert.Contains("  Ears: { regress: JointAlone, layers: [dense: 3, relu], weight: 0.5 }\n", text);
        Assert.Contains("  Side: { classify: Mixer, enum: Sides,", text);
        Assert.DoesNotContain("Eye", text);
        Assert.DoesNotContain("fusions:", text);
    }

    [Fact]
    public void Early_the_modalities_meet_as_flat_vectors_before_the_longest_flat_network_of_the_spec()
    {
        Assert.Contains(
            "  Joint: { concat: [Ear, EyeFlat, HandFlat, Wind, WordFlat], layers: [dense: 6, relu, dense: 12, relu] }\n",
            One(Views.Spec, "early").Text);
        Assert.Contains("  WordFlat: { from: Word, layers: [embedding: 3, flatten] }\n", One(Views.Spec, "early").Text);
        Assert.Contains("  All: { concat: [Ear, Wind], layers: [dense: 9, batchNorm, relu, dropout: 0.1] }\n", One(Early, "early").Text);
    }

    [Fact]
    public void Late_the_spec_is_what_it_was_and_makes_the_networks_that_it_has_not()
    {
        var late = SpecPlan.Of("late", One(Views.Spec, "late").Text!)!;
        var plan = Compared(Views.Spec).Plan;
        Assert.Equal(plan.Model with { Data = null }, late.Model with { Data = null });

        var made = One(Early, "late").Text!;
        Assert.Contains("  EarNet: { from: Ear, layers: [dense: 9, batchNorm, relu, dropout: 0.1] }\n", made);
        Assert.Contains("  All: { concat: [EarNet, WindNet] }\n", made);
    }

    [Fact]
    public void Independent_each_branch_has_heads_of_its_own_with_the_labels_of_the_spec()
    {
        var variant = One(WithTail, "independent");
        Assert.Contains("independent: true, layers: [dense: 12, relu] }\n", variant.Text);
        Assert.Contains("  SideOfWord: { classify: WordNet, enum: Sides,", variant.Text);
        Assert.Contains("  EarsOfEar: { regress: EarNet, layers: [dense: 3, relu], weight: 0.5 }\n", variant.Text);
        Assert.Contains("    SideOfWord: { file: views.csv, column: side }\n", variant.Text);
        Assert.Equal(10, variant.Labels.Count);
        Assert.Equal("Ears", variant.Labels["EarsOfWord"]);
    }

    [Fact]
    public void Operators_join_the_branches_with_what_they_need_to_be_told()
    {
        const string Branches = "[EarNet, EyeNet, HandNet, WindNet, WordNet]";
        Assert.Contains($"  Joint: {{ gated: {Branches}, layers: [dense: 12, relu] }}\n", One(Views.Spec, "gated").Text);
        Assert.Contains($"  Joint: {{ lowRankFusion: {Branches}, rank: 4, layers: [dense: 12, relu] }}\n", One(Views.Spec, "lowRankFusion").Text);
        // The widest branch has 8 numbers, which four heads share.
        Assert.Contains($"  Joint: {{ crossAttention: {Branches}, heads: 4, layers:", One(Views.Spec, "crossAttention").Text);
        Assert.Contains("  All: { film: EarNet, conditioner: WindNet }\n", One(Early, "film").Text);
        Assert.Equal("it joins two nodes, and there are 5 modalities", One(Views.Spec, "film").Reason);
        Assert.Contains("  EyeEvidence: { from: EyeNet, layers: [dense: 4] }\n", One(Views.Spec, "evidential").Text);
        Assert.Equal("it fuses evidence for the classes of one classifier, and there are other heads", One(WithTail, "evidential").Reason);
    }

    [Fact]
    public void Decisions_merge_heads_of_each_modality_and_average_numbers()
    {
        var text = One(WithTail, "decision vote").Text!;
        Assert.Contains("  Side: { vote: [SideOfEar, SideOfEye, SideOfHand, SideOfWind, SideOfWord] }\n", text);
        Assert.Contains("  Ears: { average: [EarsOfEar, EarsOfEye, EarsOfHand, EarsOfWind, EarsOfWord] }\n", text);
        Assert.Contains("stratify: SideOfEar }\n", text);   // The decision has no labels of its own.
        Assert.Contains("  EarJoint: { from: EarNet, layers: [dense: 12, relu] }\n", text);
    }

    [Fact]
    public void Of_a_spec_that_decides_the_decision_is_compared_and_not_its_heads()
    {
        var decided = One(Views.Spec, "decision average").Text!;
        var spec = Compared(decided);
        Assert.Equal([("Side", "SideOfEar")], spec.Targets.Select(target => (target.Name, target.Head.Name)));
        var late = All(spec).First(variant => variant.Name == "late");
        Assert.Contains("  Side: { classify: Joint, enum: Sides,", late.Text);
        Assert.Contains("    Side: { file: views.csv, column: side }\n", late.Text);
        Assert.Equal("SideOfEar", Assert.Single(late.Labels).Value);
    }

    [Fact]
    public void What_supposes_the_nodes_of_the_spec_is_left_out_of_training()
    {
        const string Stages = "stages: [{ name: first, train: [EarNet, Joint, Side] }, { name: rest }]";
        var spec = Compared(Views.Spec.Replace("threads: 1 }", $"threads: 1, modalityDropout: 0.1, {Stages} }}"));
        Assert.Equal(["stages"], spec.LeftOut);
        var (alone, late) = (All(spec).First(), All(spec).First(variant => variant.Name == "late"));
        Assert.Contains("threads: 1, modalityDropout: 0.1 }\n", late.Text);
        Assert.Contains("threads: 1 }\n", alone.Text);   // Of one modality none can be taken away.
    }

    [Fact]
    public void Intermediate_the_tree_is_followed_and_two_modalities_have_none()
    {
        var text = One(Views.Spec, "intermediate").Text!;
        Assert.Contains("  EarEye: { concat: [EarNet, EyeNet], layers: [dense: 8, relu] }\n", text);
        Assert.Contains("  WindWord: { concat: [WindNet, WordNet], layers: [dense: 6, relu] }\n", text);
        var none = One(Early, "intermediate");
        Assert.Equal((null, "two modalities can be merged in one way only"), (none.Text, none.Reason));
    }

    [Fact]
    public void What_fits_on_no_line_between_brackets_is_quoted()
    {
        var text = One(
            Views.Spec.Replace("column: word }", "column: 'word' }").Replace("model: ViewNet", "model: ViewNet\nnamespace: My.Views"),
            "late").Text!;
        Assert.Contains("    Word: { file: views.csv, column: 'word' }\n", text);
        Assert.Contains("\nnamespace: My.Views\n", text);
    }
}
