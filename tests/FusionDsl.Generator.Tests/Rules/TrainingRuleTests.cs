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
        InSource($"public enum One {{ Only }} [FusionModel] public partial class Net {{ {A} [Classifier<A, [|One|]>] public partial class H; }}", "FUS5003", "'H' has 1 class to choose from; expected at least 2");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: [|K|], classes: [X] } }", "FUS5003", "'H' has 1 class to choose from");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: [|K|], classes: [] } }", "FUS5003", "'H' has no class to choose from");
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

    private const string Colours = "public enum Colour { Red, Green, Blue } ";

    private static string Spec(string more) => $"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: K, classes: [Aes, Present], {more} }} }}";

    private static string Class(string head) => $"{Colours}[FusionModel] public partial class Net {{ {A} [{head}] public partial class H; }}";

    [Fact, Covers("FUS5010")]
    public void A_weight_for_an_unknown_class()
    {
        InSource(Class("Classifier<A, Colour>, ClassWeight([|\"Gren\"|], 2)"), "FUS5010", "'Gren' is no class of 'H', did you mean 'Green'? Expected one of: Red, Green, Blue");
        InSource(Class("Classifier<A, Colour>, ClassWeight([|nameof(System)|], 2)"), "FUS5010", "'System' is no class of 'H'. Expected one of");
        InSpec(Spec("classWeights: { [|Presnt|]: 2 }"), "FUS5010", "'Presnt' is no class of 'H', did you mean 'Present'? Expected one of: Aes, Present");
    }

    [Fact, Covers("FUS5011")]
    public void Classes_balanced_and_weighted_by_hand()
    {
        InSource(Class("Classifier<A, Colour>([|Balance|] = true), ClassWeight(nameof(Colour.Red), 2), ClassWeight(nameof(Colour.Blue), 3)"), "FUS5011",
            "'H' gives weights to its classes (Red, Blue); found 'balance' as well", "Keep one of them");
        InSpec(Spec("[|balance|]: true, classWeights: { Aes: 2 }"), "FUS5011", "'H' gives weights to its classes (Aes); found 'balance' as well");
    }

    [Fact, Covers("FUS5004")]
    public void A_class_weighted_twice()
    {
        InSource(Class("Classifier<A, Colour>, ClassWeight(nameof(Colour.Red), 2), ClassWeight([|\"Red\"|], 2)"), "FUS5004", "The class 'Red' is given twice");
        InSpec(Spec("classWeights: { Aes: 2, [|Aes|]: 2 }"), "FUS2002", "The key 'Aes' is given twice");
    }

    [Theory, Covers("FUS1008")]
    [InlineData("classWeights: { Aes: [|0|] }", "'weight' of ClassWeight takes a number of at least 1e-6 and of at most 1000000; found 0")]
    [InlineData("classWeights: { Aes: [|-2|] }", "found -2")]
    [InlineData("classWeights: { Aes: 2, Present: [|1e7|] }", "found 1e7")]
    [InlineData("labelSmoothing: [|1|]", "'labelSmoothing' of Classifier takes a number of at least 0 and below 1; found 1")]
    [InlineData("labelSmoothing: [|-0.1|]", "found -0.1")]
    public void A_weight_or_smoothing_out_of_bounds(string more, string message) => InSpec(Spec(more), "FUS1008", message);

    [Fact, Covers("FUS1008")]
    public void A_weight_or_smoothing_out_of_bounds_in_CSharp()
    {
        InSource(Class("Classifier<A, Colour>, ClassWeight(nameof(Colour.Red), [|-1|])"), "FUS1008", "'weight' of ClassWeight takes a number of at least 1e-6");
        InSource(Class("Classifier<A, Colour>(LabelSmoothing = [|1.5|])"), "FUS1008", "'labelSmoothing' of Classifier takes");
    }

    [Theory]
    [InlineData("classWeights: [|3|]", "FUS2005", "'classWeights' takes a map of classes and their weights, such as { Aes: 2 }; found '3'")]
    [InlineData("classWeights: [|[2, 1]|]", "FUS2005", "found a list")]
    [InlineData("classWeights: [|{}|]", "FUS2005", "found an empty map")]
    [InlineData("classWeights: { Aes: [|heavy|] }", "FUS1007", "'weight' of ClassWeight takes a number of at least 1e-6 and of at most 1000000; found 'heavy'")]
    [InlineData("balance: [|1|]", "FUS1007", "'balance' of Classifier takes true or false; found 1")]
    [InlineData("[|clasWeights|]: { Aes: 2 }", "FUS1004", "'clasWeights' is no key of a head, did you mean 'classWeights'?")]
    [InlineData("[|balanced|]: true", "FUS1004", "did you mean 'balance'?")]
    public void Weights_in_the_wrong_form(string more, string id, string message) => InSpec(Spec(more), id, message);

    [Fact]
    public void Weights_where_there_are_no_classes()
    {
        InClass(A + "[Regression<A>, [|ClassWeight|](\"X\", 2)] public partial class H;", "FUS1015", "ClassWeight has no meaning on 'H', which is a head");
        InClass(A + "[Encoder<A>, Dense(3), [|ClassWeight|](\"X\", 2)] public partial class E; [Regression<E>] public partial class H;", "FUS1015", "ClassWeight has no meaning on 'E'");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A, [|classWeights|]: { X: 2 } } }", "FUS1004", "'classWeights' is no key of a head");
    }

    [Fact]
    public void Two_heads_may_share_an_enum() => DiagnosticAssert.None(Generation.Run(Generation.Spec(
        "model: Net\nmodalities: { A: { vector: 3 } }\nheads: { G: { classify: A, enum: K, classes: [X, Y] }, H: { classify: A, enum: K, classes: [X, Y] } }")));

    [Fact, Covers("FUS5008")]
    public void A_look_ahead_by_no_momentum()
    {
        OnClass(", Sgd(0.1, Nesterov = [|true|])", $"{A} {Head}", "FUS5008", "Give it a 'momentum', for instance 0.9, or remove 'nesterov'");
        InSmallSpec("train: { sgd: { learningRate: 0.1, nesterov: [|true|] } }", "FUS5008", "that is 0");
    }
}
