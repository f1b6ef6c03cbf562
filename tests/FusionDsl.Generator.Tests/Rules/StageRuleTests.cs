namespace FusionDsl.Generator.Tests;

/// <summary>FUS505x: who learns when, and how fast.</summary>
public class StageRuleTests : RuleTests
{
    [Fact, Covers("FUS5050")]
    public void A_learning_rate_of_what_has_no_weights()
    {
        InClass("[Vector(3)] public partial class A; [Vector(3)] public partial class B; [Concat<A, B>, [|LearningRate|](0.1)] public partial class C; [Regression<C>] public partial class H;",
            "FUS5050", "'C' has no weights, so there is nothing whose learning rate could be 0.1");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [relu], [|learningRate|]: 2 } }\nheads: { H: { regress: E } }\n",
            "FUS5050", "'E' has no weights");
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

    // Two branches with a head each, and one on both.
    private const string Branches =
        """
        [Vector(3)] public partial class A; [Vector(3)] public partial class B;
        [Encoder<A>, Dense(2)] public partial class Ea; [Encoder<B>, Dense(2)] public partial class Eb;
        [Concat<Ea, Eb>] public partial class J;
        [Regression<Ea>] public partial class Ha; [Regression<Eb>] public partial class Hb; [Regression<J>] public partial class Hj;
        """;

    private static void Stages(string stages, string id, params string[] message) => OnClass(", " + stages, Branches, id, message);

    private static void InStages(string stages, string id, params string[] message) => InSpec(
        "model: Net\nmodalities: { A: { vector: 3 }, B: { vector: 3 } }\nencoders: { Ea: { from: A, layers: [dense: 2] }, Eb: { from: B, layers: [dense: 2] } }\n"
        + "fusions: { J: { concat: [Ea, Eb] } }\nheads: { Ha: { regress: Ea }, Hb: { regress: Eb }, Hj: { regress: J } }\n"
        + $"train: {{ stages: {stages} }}\n", id, message);

    [Fact, Covers("FUS5051")]
    public void A_stage_that_names_an_unknown_node()
    {
        Stages("Stage(\"s\", Train = [nameof(Net.Ea), [|\"Ebb\"|]])", "FUS5051", "Stage 's': 'Ebb' is no encoder, fusion or head of this model, did you mean 'Eb'? Expected one of: Ea, Eb, Ha, Hb, Hj, J");
        Stages("Stage(\"s\", Freeze = new[] { [|\"A\"|] })", "FUS5051", "'A' is no encoder, fusion or head");
        Stages("Stage(\"s\", Losses = new string[] { \"Ha\", [|nameof(Net.Ea)|] })", "FUS5051", "'Ea' is no head of this model, did you mean 'Ha'? Expected one of: Ha, Hb, Hj");
        InStages("[{ name: s, train: [Ea, Ha, [|Foo|]] }]", "FUS5051", "'Foo' is no encoder, fusion or head of this model. Expected one of");
        InStages("[{ name: s, losses: [|Eb|] }]", "FUS5051", "'Eb' is no head");
    }

    [Fact]
    public void A_node_that_is_named_twice()
    {
        Stages("Stage(\"s\", Train = [\"Ea\", \"Ha\", [|\"Ea\"|]]), Stage(\"t\")", "FUS1019", "Ea is given twice on 's'");
        InStages("[{ name: s, losses: [Ha, [|Ha|]] }, { name: t }]", "FUS1019", "Ha is given twice");
    }

    [Fact, Covers("FUS5052")]
    public void Two_stages_of_one_name()
    {
        Stages("Stage(\"s\"), Stage([|\"s\"|])", "FUS5052", "There is already a stage 's'");
        InStages("[{ name: s }, { name: t }, { name: [|s|] }]", "FUS5052");
    }

    [Fact, Covers("FUS5053")]
    public void A_stage_that_trains_and_freezes()
    {
        Stages("Stage(\"s\", Train = [\"Ea\", \"Ha\"], Freeze = [|[\"Eb\"]|])", "FUS5053", "Stage 's' already names what it trains (Ea, Ha); found what it freezes (Eb) as well");
        InStages("[{ name: s, freeze: [|[Eb, Ea]|], train: [Ea] }]", "FUS5053");
    }

    [Fact, Covers("FUS5054")]
    public void A_stage_in_which_nothing_learns()
    {
        Stages("Stage(\"s\", Train = [\"Ea\", \"Ha\"], Losses = [|[\"Hb\"]|]), Stage(\"t\")", "FUS5054", "Stage 's' trains nothing: none of its losses (Hb) comes from weights that learn in it (Ea, Ha)");
        Stages("Stage(\"s\", Freeze = [|[\"Ea\", \"Eb\", \"Ha\", \"Hb\", \"Hj\"]|]), Stage(\"t\")", "FUS5054", "none of its losses (none) comes from weights that learn in it (none)");
        InStages("[{ name: s, train: [Ha], losses: [|Hj|] }, { name: t }]", "FUS5054");
    }

    [Fact, Covers("FUS5055")]
    public void A_node_that_learns_from_no_loss()
    {
        Stages("Stage(\"s\", Train = [\"Ea\", \"Ha\", [|\"Eb\"|]], Losses = [\"Ha\"]), Stage(\"t\")", "FUS5055", "Stage 's' trains 'Eb', but none of its losses (Ha) comes from it");
        InStages("[{ name: s, train: [Ea, [|Hj|]], losses: [Ha] }, { name: t }]", "FUS5055", "trains 'Hj'");
    }

    [Fact, Covers("FUS5056")]
    public void A_loss_that_comes_from_nothing_that_learns()
    {
        Stages("Stage(\"s\", Train = [\"Ea\", \"Ha\"], Losses = [\"Ha\", [|\"Hb\"|]]), Stage(\"t\")", "FUS5056", "Stage 's' counts the loss of 'Hb', which comes from nothing that learns in it (Ea, Ha)");
        InStages("[{ name: s, freeze: [Eb, Hb], losses: [[|Hb|], Ha] }, { name: t }]", "FUS5056", "(Ea, Ha, Hj)");
    }

    [Fact, Covers("FUS5057")]
    public void A_branch_that_no_optimizer_ever_sees()
    {
        OnClass(", Stage(\"s\", Losses = [\"Ha\", \"Hj\"])", Branches.Replace("class Hb", "class [|Hb|]"), "FUS5057", "No stage trains 'Hb'");
        OnClass(", Stage(\"s\", Freeze = [\"Eb\"]), Stage(\"t\", Freeze = [\"Ea\", \"Eb\"])", Branches.Replace("class Eb", "class [|Eb|]"), "FUS5057", "No stage trains 'Eb'");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { [|E|]: { from: A, layers: [dense: 2] } }\nheads: { H: { regress: E } }\ntrain: { stages: [{ name: s, train: [H] }] }\n", "FUS5057");
    }

    [Fact, Covers("FUS5058")]
    public void A_node_that_has_nothing_to_learn()
    {
        Stages("Stage(\"s\", Train = [\"Hj\", [|\"J\"|]]), Stage(\"t\")", "FUS5058", "Stage 's' names 'J', which has neither weights nor layers: there is nothing to train");
        InStages("[{ name: s, freeze: [[|J|]] }]", "FUS5058", "nothing to freeze");
    }

    [Fact, Covers("FUS5059")]
    public void A_setting_of_Train_that_every_stage_sets_itself()
    {
        OnClass(", Train(Epochs = [|5|]), Stage(\"s\", Epochs = 3), Stage(\"t\", Epochs = 4)", A + Head, "FUS5059", "'epochs' of Train has no effect: each stage has its own (3, 4)");
        InSmallSpec("train: { patience: [|5|], stages: [{ name: s, patience: 0 }] }", "FUS5059", "'patience' of Train has no effect: each stage has its own (0)");
    }

    [Fact]
    public void Schedules_have_to_fit_every_stage()
    {
        OnClass(", Adam(1e-2), CosineSchedule([|1e-3|]), Stage(\"s\"), Stage(\"t\", LearningRate = 1e-3)", A + Head, "FUS5021", "below the learning rate of Adam in stage 't', 0.001");
        OnClass(", PlateauSchedule(patience: [|5|]), Stage(\"s\"), Stage(\"t\", Patience = 4)", A + Head, "FUS5022", "stops after 4 without a lower validation loss in stage 't'");
        OnClass(", Warmup(epochs: [|3|]), Stage(\"s\", Epochs = 3), Stage(\"t\", Epochs = 2)", A + Head, "FUS5025", "takes 3 of 3 epochs in stage 's' and leaves nothing");
    }

    [Theory]
    [InlineData("Stage(\"s\", Epochs = [|0|])", "[{ name: s, epochs: [|0|] }]", "FUS1008", "'epochs' of Stage takes an integer of at least 1")]
    [InlineData("Stage(\"s\", LearningRate = [|0|])", "[{ name: s, learningRate: [|0|] }]", "FUS1008", "'learningRate' of Stage takes a number above 0")]
    [InlineData("Stage(\"s\", Patience = [|-1|])", "[{ name: s, patience: [|-1|] }]", "FUS1008", "'patience' of Stage takes an integer of at least 0")]
    [InlineData("Stage([|\"\"|])", "[{ name: [|''|] }]", "FUS1007", "'name' of Stage takes text")]
    [InlineData("Stage(\"s\", Train = [|[]|])", "[{ name: s, train: [|[]|] }]", "FUS1007", "'train' of Stage takes text or a list of texts")]
    public void A_wrong_value_in_a_stage(string attribute, string key, string id, string message)
    {
        OnClass(", " + attribute, A + Head, id, message);
        InSmallSpec($"train: {{ stages: {key} }}", id, message);
    }

    [Theory]
    [InlineData("[|3|]", "FUS2005", "'stages' takes a list of stages, such as [{ name: first, train: [Net] }]; found '3'")]
    [InlineData("[|[]|]", "FUS2005", "found an empty list")]
    [InlineData("[[|first|]]", "FUS2005", "'a stage' takes a map of keys and values; found 'first'")]
    [InlineData("[{ name: s, [|trains|]: [H] }]", "FUS1005", "Stage has no parameter 'trains', did you mean 'train'?")]
    [InlineData("[{ [|epochs|]: 3 }]", "FUS1006", "Stage needs 'name'")]
    public void A_list_of_stages_in_the_wrong_form(string stages, string id, string message) => InSmallSpec($"train: {{ stages: {stages} }}", id, message);
}
