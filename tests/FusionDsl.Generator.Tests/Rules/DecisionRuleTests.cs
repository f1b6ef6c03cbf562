using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS404x: decisions.</summary>
public class DecisionRuleTests : RuleTests
{
    private const string Two = A + "[Classifier<A, Kind>] public partial class H; [Classifier<A, Kind>] public partial class G;";

    private const string Heads = "H: { classify: A, enum: K, classes: [X, Y] }, G: { classify: A, enum: K, classes: [X, Y] }";

    private static void InDecisions(string decisions, string id, params string[] message) =>
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ {Heads}, R: {{ regress: A }} }}\n{decisions}\n", id, message);

    [Fact, Covers("FUS4040")]
    public void A_decision_over_something_that_is_no_head()
    {
        InClass(Two + "[Vote<H, [|A|]>] public partial class D;", "FUS4040", "'A' is no head, and Vote merges what heads say. Expected some of: G, H");
        InDecisions("decisions: { D: { average: [H, [|A|]] } }", "FUS4040", "'A' is no head, and Average merges what heads say");
        InClass(A + Head + "[Encoder<A>, Dense(2)] public partial class E; [Regression<E>] public partial class R; [Stacking<[|E|], H>] public partial class D;",
            "FUS4040", "'E' is no head");
    }

    [Fact, Covers("FUS4001"), Covers("FUS4004")]
    public void A_decision_over_something_that_does_not_exist()
    {
        InDecisions("decisions: { D: { vote: [H, [|Gg|]] } }", "FUS4001", "There is no node 'Gg' in this model, did you mean 'G'? Expected one of: G, H, R");
        InClass(Two + "[Vote<H, [|string|]>] public partial class D;", "FUS4004", "'string' is no node of this model");
    }

    [Fact, Covers("FUS4041")]
    public void A_decision_that_is_read()
    {
        InClass(Two + "[Vote<H, G>] public partial class D; [Average<H, [|D|]>] public partial class F;", "FUS4041", "'D' is a decision, the last word of a model; Average reads heads. Give Average what 'D' reads");
        InClass(Two + "[Vote<H, G>] public partial class D; [Encoder<[|D|]>, Dense(2)] public partial class E; [Regression<E>] public partial class R;",
            "FUS4041", "Encoder reads modalities, encoders and fusions");
        InDecisions("decisions: { D: { vote: [H, G] } }\nfusions: { F: { concat: [A, [|D|]] } }", "FUS4041", "'D' is a decision");
    }

    [Fact, Covers("FUS4042")]
    public void Heads_that_answer_different_questions()
    {
        InSource($"public enum One {{ A, B }} public enum Two {{ A, B }} [FusionModel] public partial class Net {{ {A} [Classifier<A, One>] public partial class H; [Classifier<A, Two>] public partial class G; [Max<H, [|G|]>] public partial class D; }}",
            "FUS4042", "Max cannot merge 'H' (One: A, B) with 'G' (Two: A, B): expected the same classes in the same order");
        InDecisions("decisions: { D: { average: [H, G, [|R|]] } }", "FUS4042", "Average cannot merge 'H' (K: X, Y) with 'R' (1 number): expected classifiers alone, or regressions alone");
        InClass(A + Head + "[Regression<A>(3)] public partial class G; [Weighted<H, [|G|]>] public partial class D;", "FUS4042", "'H' (1 number) with 'G' (3 numbers): expected equally many targets");
    }

    [Fact, Covers("FUS4043")]
    public void Probabilities_of_a_regression()
    {
        InClass(A + Head + "[Regression<A>] public partial class G; [Product<[|H|], G>] public partial class D;",
            "FUS4043", "Product merges the probabilities of classes, and 'H' is a regression. Numbers can be merged by Average or Weighted");
        InDecisions("decisions: { D: { stacking: [H, [|R|]] } }", "FUS4043", "Stacking merges the probabilities of classes, and 'R' is a regression");
    }

    [Fact, Covers("FUS4044")]
    public void Labels_of_a_head_that_is_not_merged()
    {
        InClass(Two + "[Classifier<A, Kind>] public partial class F; [Vote<H, G>(Labels = [|nameof(F)|])] public partial class D;", "FUS4044", "'F' is no head that 'D' merges, did you mean 'G'? Expected one of: H, G");
        InDecisions("decisions: { D: { average: [H, G], labels: [|A|] } }", "FUS4044", "'A' is no head that 'D' merges");
    }

    [Fact, Covers("FUS4045")]
    public void A_truth_that_could_be_either_column()
    {
        const string data = "data: { sources: { A: { file: a.csv, columns: [a, b, c] }, H: { file: a.csv, column: h }, G: { file: a.csv, column: g } } }";
        const string net = "model: Net\nmodalities: { A: { vector: 3 } }\nheads: { " + Heads + " }\n";
        InSpec($"{net}decisions: {{ [|D|]: {{ average: [H, G] }} }}\n{data}", "FUS4045",
            "The heads of 'D' learn from several label columns (a.csv: h; a.csv: g), and one of them has to judge 'D'. Name the head whose labels are the truth: labels: H");
        DiagnosticAssert.None(Generation.Run(Generation.Spec($"{net}decisions: {{ D: {{ average: [H, G], labels: G }} }}\n{data}")));
        DiagnosticAssert.None(Generation.Run(Generation.Spec($"{net}decisions: {{ D: {{ average: [H, G] }} }}\n{data.Replace("column: g", "column: h")}")));
    }

    [Fact, Covers("FUS4007"), Covers("FUS4008")]
    public void A_decision_over_one_head()
    {
        InDecisions("decisions: { D: { [|average|]: [H] } }", "FUS4007", "Average joins at least two nodes; found 1");
        InClass(Two + "[Vote<H, [|H|]>] public partial class D;", "FUS4008", "'H' is given twice");
    }

    [Fact, Covers("FUS1015"), Covers("FUS1004"), Covers("FUS1008"), Covers("FUS6002")]
    public void What_a_decision_does_not_have()
    {
        InClass(Two + "[Vote<H, G>, [|Dense|](3)] public partial class D;", "FUS1015", "Dense has no meaning on 'D', which is a decision; expected its heads to have the layers");
        InDecisions("decisions: { D: { vote: [H, G], [|layers|]: [dense: 3] } }", "FUS1004", "'layers' is no key of a decision", "Expected one of: vote, labels");
        InDecisions("decisions: { D: { stacking: [H, G], [|fold|]: 3 } }", "FUS1004", "did you mean 'folds'?");
        InDecisions("decisions: { D: { stacking: [H, G], folds: [|1|] } }", "FUS1008", "'folds' of Stacking takes an integer of at least 2; found 1");
        InClass(Two + "[Vote<H, G>, [|Source|](\"a.csv\", \"d\")] public partial class D;", "FUS6002", "'D' is no modality and no head");
    }

    [Fact]
    public void A_head_need_not_be_read_and_a_decision_neither() => DiagnosticAssert.None(Generation.Run(Generation.Net(Two + "[Vote<H, G>] public partial class D;")));
}
