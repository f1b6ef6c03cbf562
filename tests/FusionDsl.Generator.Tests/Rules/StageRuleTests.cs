namespace FusionDsl.Generator.Tests;

/// <summary>FUS504x: who learns when, and how fast.</summary>
public class StageRuleTests : RuleTests
{
    [Fact, Covers("FUS5040")]
    public void A_learning_rate_of_what_has_no_weights()
    {
        InClass("[Vector(3)] public partial class A; [Vector(3)] public partial class B; [Concat<A, B>, LearningRate([|0.1|])] public partial class C; [Regression<C>] public partial class H;",
            "FUS5040", "'C' has no weights, so there is nothing whose learning rate could be 0.1");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [relu], [|learningRate|]: 2 } }\nheads: { H: { regress: E } }\n",
            "FUS5040", "'E' has no weights");
    }

    [Theory]
    [InlineData("[|0|]")]
    [InlineData("[|-1|]")]
    public void A_learning_rate_out_of_bounds(string factor)
    {
        InClass($"{A} [Regression<A>, LearningRate({factor})] public partial class H;", "FUS1008", "'factor' of LearningRate takes a number above 0");
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A, learningRate: {factor} }} }}\n", "FUS1008", "'factor' of LearningRate");
    }

    [Fact]
    public void A_learning_rate_out_of_place()
    {
        InClass("[Vector(3), [|LearningRate|](0.1)] public partial class A; [Regression<A>] public partial class H;", "FUS1015", "LearningRate has no meaning on 'A', which is a modality");
        OnClass(", [|LearningRate|](0.1)", A + Head, "FUS1015", "LearningRate has no meaning on the model 'Net'");
        InSpec("model: Net\nmodalities: { A: { vector: 3, [|learningRate|]: 1 } }\nheads: { H: { regress: A } }\n", "FUS1004", "'learningRate' is no key of a modality");
    }
}
