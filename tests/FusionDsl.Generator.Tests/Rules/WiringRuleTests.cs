using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS4xxx: who reads whom.</summary>
public class WiringRuleTests : RuleTests
{
    [Fact, Covers("FUS4001")]
    public void A_node_that_does_not_exist()
    {
        InSpec("model: Net\nmodalities: { Counts: { vector: 3 } }\nheads: { H: { regress: [|Cuonts|] } }", "FUS4001", "There is no node 'Cuonts' in this model, did you mean 'Counts'? Expected one of: Counts");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: [|Xyz|], layers: [dense: 2] } }\nheads: { H: { regress: E }, G: { regress: A } }", "FUS4001", "There is no node 'Xyz' in this model. Expected one of: A");
        InSmallSpec("data: { sources: { A: { file: a.csv, columns: [a, b, c] }, H: { file: a.csv, column: h }, [|Hh|]: { file: a.csv, column: h } } }", "FUS4001", "There is no node 'Hh' in this model, did you mean 'H'?");
    }

    // The compiler says that there is no such type (CS0246); the generator adds which node was meant.
    [Fact, Covers("FUS4001")]
    public void A_node_that_does_not_exist_in_CSharp() =>
        InClass("[Vector(3)] public partial class Counts; [Regression<[|Count2|]>] public partial class H;", "FUS4001", "There is no node 'Count2' in this model, did you mean 'Counts'?");

    [Fact, Covers("FUS4002")]
    public void A_node_that_nobody_reads()
    {
        InClass(A + Head + "[Encoder<A>, Dense(3)] public partial class [|E|];", "FUS4002", "Nobody reads 'E': it would be computed for nothing");
        InSmallSpec("fusions: {}\nencoders: { [|E|]: { from: A, layers: [dense: 3] } }", "FUS4002", "Nobody reads 'E'");
    }

    [Fact, Covers("FUS4003")]
    public void Nodes_that_read_each_other()
    {
        InClass("[Vector(3)] public partial class A; [Encoder<[|F|]>, Dense(3)] public partial class E; [Encoder<E>, Dense(3)] public partial class F; [Concat<A, F>] public partial class G; [Regression<G>] public partial class H;",
            "FUS4003", "'E' reads itself: E → F → E. Break the circle");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: [|E|], layers: [dense: 3] } }\nheads: { H: { regress: E }, G: { regress: A } }", "FUS4003", "'E' reads itself: E → E");
    }

    [Fact, Covers("FUS4004")]
    public void A_type_that_is_no_node_of_the_model()
    {
        InClass(A + "[Regression<[|string|]>] public partial class H;", "FUS4004", "'string' is no node of this model; expected a class nested in 'Net'");
        InSource($"[FusionModel] public partial class Net {{ {A} {Head} }} [FusionModel] public partial class Other {{ [Vector(2)] public partial class B; [Regression<B>] public partial class G; [Regression<[|Net.A|]>] public partial class H; }}", "FUS4004", "'Net.A' is no node of this model; expected a class nested in 'Other'");
        InClass(A + "[Regression<[|Kind|]>] public partial class H;", "FUS4004", "'Demo.Kind' is no node of this model");
    }

    [Fact, Covers("FUS4005")]
    public void A_model_without_a_head()
    {
        InSource("[FusionModel] public partial class [|Net|] { [Vector(3)] public partial class A; }", "FUS4005", "'Net' has no head");
        InSpec("model: [|Net|]\nmodalities: { A: { vector: 3 } }", "FUS4005", "'Net' has no head", "Add a Classifier or a Regression");
    }

    [Fact, Covers("FUS4006")]
    public void A_head_that_is_read()
    {
        InClass(A + Head + "[Encoder<[|H|]>, Dense(2)] public partial class E; [Regression<E>] public partial class G;", "FUS4006", "'H' is a head; Encoder reads modalities, encoders and fusions");
        InSmallSpec("fusions: { F: { concat: [A, [|H|]] } }", "FUS4006", "'H' is a head; Concat reads modalities, encoders and fusions");
    }

    [Fact, Covers("FUS4007")]
    public void A_fusion_of_one()
    {
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nfusions: { F: { [|concat|]: [A] } }\nheads: { H: { regress: F } }", "FUS4007", "Concat joins at least two nodes; found 1");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nfusions: { F: { [|concat|]: A } }\nheads: { H: { regress: F } }", "FUS4007", "found 1");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nfusions: { F: { [|concat|]: [] } }\nheads: { H: { regress: F } }", "FUS4007", "found 0");
    }

    [Theory, Covers("FUS4007")]
    [InlineData("bilinear", "Bilinear")]
    [InlineData("comparator", "Comparator")]
    public void A_fusion_of_more_than_its_operator_is_defined_for(string key, string name)
    {
        const string modalities = "model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 }, C: { vector: 3 } }\n";
        InSpec($"{modalities}fusions: {{ F: {{ [|{key}|]: [A, B, C] }} }}\nheads: {{ H: {{ regress: F }} }}", "FUS4007", $"{name} joins two nodes; found 3");
        InSpec($"{modalities}fusions: {{ F: {{ [|{key}|]: [A] }}, G: {{ concat: [B, C] }} }}\nheads: {{ H: {{ regress: F }}, I: {{ regress: G }} }}", "FUS4007", $"{name} joins two nodes; found 1");
    }

    [Fact, Covers("FUS4008")]
    public void A_fusion_of_a_node_with_itself()
    {
        InClass(A + "[Concat<A, [|A|]>] public partial class F; [Regression<F>] public partial class H;", "FUS4008", "'A' is given twice");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nfusions: { F: { concat: [A, [|A|]] } }\nheads: { H: { regress: F } }", "FUS4008", "'A' is given twice");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nfusions: { F: { film: A, conditioner: [|A|] } }\nheads: { H: { regress: F } }", "FUS4008", "'A' is given twice");
    }

    [Fact, Covers("FUS4009")]
    public void An_encoder_without_layers()
    {
        InClass(A + "[Encoder<A>] public partial class [|E|]; [Regression<E>] public partial class H;", "FUS4009", "'E' has no layers, so it would hand on what it reads", "read 'A' directly");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { [|E|]: { from: A } }\nheads: { H: { regress: E } }", "FUS4009", "'E' has no layers");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { [|E|]: { from: A, layers: [] } }\nheads: { H: { regress: E } }", "FUS4009", "'E' has no layers");
    }

    [Fact, Covers("FUS4011")]
    public void An_operand_that_no_head_or_more_than_one_judges()
    {
        InClass(A + "[Vector(3)] public partial class B; [ReliableSum<A, [|B|]>] public partial class F; [Regression<F>] public partial class H; [Regression<A>] public partial class K;",
            "FUS4011", "'F' weighs 'B' by how well a head of its own does; expected one head that reads 'B', found none");
        InSpec("model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nfusions: { F: { reliableSum: [[|A|], B] } }\n"
            + "heads: { H: { regress: F }, K: { regress: A }, L: { regress: A }, M: { regress: B } }", "FUS4011", "found 'K', 'L'");
    }

    [Fact, Covers("FUS4010")]
    public void A_model_without_a_modality()
    {
        DiagnosticAssert.Exactly(Generation.Check(Generation.Source("using FusionDsl; [FusionModel] public partial class [|Net|];")), "FUS4010", "'Net' has no modality. Add a Vector, Tokens, Series or Image");
        InSpec("model: [|Net|]", "FUS4010", "'Net' has no modality");
        InSpec("model: [|Net|]\nheads: { H: { regress: A } }\ndata: { sources: { A: { file: a.csv, column: a } } }", "FUS4010", "'Net' has no modality");
    }
}
