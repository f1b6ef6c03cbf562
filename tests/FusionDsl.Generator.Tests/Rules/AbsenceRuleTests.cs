using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>Modalities that may be absent, and fusions that teach their operands nothing.</summary>
public class AbsenceRuleTests : RuleTests
{
    [Fact, Covers("FUS4020")]
    public void Tokens_that_may_be_absent_and_are_read_as_they_are()
    {
        const string message = "The tokens 'T' may be absent, and 'H' reads them as they are";
        InClass("[Tokens(4, vocabulary: 9, Optional = [|true|])] public partial class T; [Regression<T>, Embedding(2), Flatten] public partial class H;", "FUS4020", message);
        InSpec("model: Net\nmodalities: { T: { tokens: 4, vocabulary: 9, optional: [|true|] } }\nheads: { H: { regress: T, layers: [embedding: 2, flatten] } }", "FUS4020", message);
    }

    [Fact, Covers("FUS4021")]
    public void A_part_that_only_an_independent_fusion_reads()
    {
        const string message = "'E' has weights, but learns from no head: 'F' is independent and sends no gradient back";
        InClass(A + "[Vector(3)] public partial class B; [Encoder<A>, Dense(2)] public partial class [|E|]; [Encoder<B>, Dense(2)] public partial class G; [Concat<E, G>, Independent] public partial class F; "
            + "[Regression<F>] public partial class H; [Regression<G>] public partial class K;", "FUS4021", message);
        InSpec("model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nencoders: { [|E|]: { from: A, layers: [dense: 2] } }\n"
            + "fusions: { F: { concat: [E, B], independent: true } }\nheads: { H: { regress: F } }", "FUS4021", message);
    }

    // What stands before two independent fusions in a row learns from neither.
    [Fact, Covers("FUS4021")]
    public void A_part_behind_which_every_way_is_independent() =>
        InSpec("model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nencoders: { E: { from: A, layers: [dense: 2] } }\n"
            + "fusions: { [|F|]: { concat: [E, B], layers: [dense: 2] }, G: { concat: [F, B], independent: true } }\nheads: { H: { regress: G }, K: { regress: E } }",
            "FUS4021", "'F' has weights, but learns from no head: 'G' is independent");

    [Fact, Covers("FUS4022")]
    public void Independent_of_raw_modalities() =>
        InSpec("model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nfusions: { F: { concat: [A, B], [|independent|]: true } }\nheads: { H: { regress: F } }",
            "FUS4022", "none of its operands has weights");

    [Fact, Covers("FUS5040")]
    public void Dropout_of_the_only_modality()
    {
        InSource("[FusionModel, [|ModalityDropout|](0.2)] public partial class Net { [Vector(3)] public partial class A; [Regression<A>] public partial class H; }", "FUS5040", "found only 'A'");
        InSmallSpec("train: { [|modalityDropout|]: 0.2 }", "FUS5040", "found only 'A'");
    }

    [Fact]
    public void A_probability_of_0_or_1_is_out_of_bounds()
    {
        InSmallSpec("train: { modalityDropout: [|1|] }", "FUS1008", "above 0 and below 1");
        InSmallSpec("train: { modalityDropout: [|0|] }", "FUS1008", "above 0 and below 1");
    }

    [Fact]
    public void An_encoder_is_not_independent() =>
        InClass(A + "[Encoder<A>, Dense(2), [|Independent|]] public partial class E; [Regression<E>] public partial class H;", "FUS1015", "Independent has no meaning on 'E', which is an encoder");
}
