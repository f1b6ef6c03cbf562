using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS5xxx: training settings and classes.</summary>
public class TrainingRuleTests : RuleTests
{
    [Fact, Covers("FUS5001")]
    public void Two_optimizers()
    {
        OnClass(", Adam(1e-3), [|Sgd|](0.1)", A + Head, "FUS5001", "'Net' is already trained by Adam; found Sgd as well");
        InSmallSpec("train: { adam: 1e-3, [|adamW|]: 1e-3 }", "FUS5001", "'Net' is already trained by Adam; found AdamW as well");
    }

    [Theory, Covers("FUS5002")]
    [InlineData(1)]
    [InlineData(2)]
    public void A_batch_too_small_for_a_BatchNorm(int size)
    {
        OnClass($", Train(BatchSize = [|{size}|])", A + "[Encoder<A>, Dense(3), BatchNorm] public partial class E; [Regression<E>] public partial class H;", "FUS5002",
            $"A batch size of {size} is too small for the BatchNorm in 'E': expected at least 3");
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A, layers: [batchNorm] }} }}\ntrain: {{ batchSize: [|{size}|] }}", "FUS5002", "BatchNorm in 'H'");
    }

    [Fact]
    public void A_batch_of_three_or_a_model_without_BatchNorm_is_fine()
    {
        DiagnosticAssert.None(Generation.Quick(Generation.Net(A + "[Encoder<A>, Dense(3), BatchNorm] public partial class E; [Regression<E>] public partial class H;", ", Train(BatchSize = 3)")));
        DiagnosticAssert.None(Generation.Quick(Generation.Net(A + Head, ", Train(BatchSize = 1)")));
    }

    [Fact, Covers("FUS5003")]
    public void A_classifier_of_one_class()
    {
        InSource($"public enum One {{ Only }} [FusionModel] public partial class Net {{ {A} [Classifier<A, [|One|]>] public partial class H; }}", "FUS5003", "'H' tells 1 classes apart; expected at least 2");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: [|K|], classes: [X] } }", "FUS5003", "'H' tells 1 classes apart");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: [|K|], classes: [] } }", "FUS5003", "'H' tells 0 classes apart");
    }

    [Fact, Covers("FUS5004")]
    public void A_class_given_twice()
    {
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, Y, [|X|]] } }", "FUS5004", "The class 'X' is given twice");
        InSource($"public enum Two {{ One, Two, Uno = One }} [FusionModel] public partial class Net {{ {A} [Classifier<A, [|Two|]>] public partial class H; }}", "FUS5004", "The class 'One' is given twice");
    }

    // The compiler says that the type does not meet the constraint (CS0315); the generator adds what it is for.
    [Fact, Covers("FUS5005")]
    public void A_classifier_without_an_enum() => InClass(A + "[Classifier<A, [|int|]>] public partial class H;", "FUS5005", "'int' is no enum; expected one whose members are the classes of 'H'");

    [Fact, Covers("FUS5006")]
    public void An_enum_that_is_less_visible_than_its_model() =>
        InSource($"enum Secret {{ X, Y }} [FusionModel] public partial class Net {{ {A} [Classifier<A, [|Secret|]>] public partial class H; }}", "FUS5006",
            "'Secret' is internal, but 'Net' is public and shows it in its predictions. Make the enum public");

    [Fact]
    public void An_internal_enum_is_fine_in_an_internal_model() => DiagnosticAssert.None(Generation.Run(Generation.Source(
        $"using FusionDsl; enum Secret {{ X, Y }} [FusionModel] partial class Net {{ {A} [Classifier<A, Secret>] public partial class H; }}")));

    [Fact, Covers("FUS5007")]
    public void One_enum_with_different_classes() => InSpec(
        "model: Net\nmodalities: { A: { vector: 3 } }\nheads: { G: { classify: A, enum: K, classes: [X, Y] }, H: { classify: A, enum: [|K|], classes: [Y, X] } }", "FUS5007",
        "The enum 'K' has the classes X, Y in 'G', but Y, X in 'H'");

    [Fact]
    public void Two_heads_may_share_an_enum() => DiagnosticAssert.None(Generation.Run(Generation.Spec(
        "model: Net\nmodalities: { A: { vector: 3 } }\nheads: { G: { classify: A, enum: K, classes: [X, Y] }, H: { classify: A, enum: K, classes: [X, Y] } }")));
}
