using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS502x: schedules, warm-up and clipping that do not go together.</summary>
public class ScheduleRuleTests : RuleTests
{
    [Fact, Covers("FUS5020")]
    public void Two_schedules()
    {
        OnClass(", CosineSchedule, [|StepSchedule|](3)", A + Head, "FUS5020", "'Net' already follows CosineSchedule; found StepSchedule as well");
        InSmallSpec("train: { plateauSchedule: 0.5, [|oneCycleSchedule|]: 0.1 }", "FUS5020", "already follows PlateauSchedule; found OneCycleSchedule as well");
    }

    [Fact, Covers("FUS5021")]
    public void A_minimum_that_is_not_below_the_rate_or_a_maximum_that_is_not_above_it()
    {
        OnClass(", Sgd(0.1), CosineSchedule([|0.1|])", A + Head, "FUS5021",
            "'minimum' of CosineSchedule is 0.1; expected a rate below the learning rate of Sgd, 0.1, from which the schedule starts");
        OnClass(", AdamW(1e-4), PlateauSchedule(Minimum = [|1e-3|])", A + Head, "FUS5021", "'minimum' of PlateauSchedule is 0.001", "learning rate of AdamW, 0.0001");
        OnClass(", OneCycleSchedule([|1e-3|])", A + Head, "FUS5021", "'maximum' of OneCycleSchedule is 0.001; expected a rate above the learning rate of Adam, 0.001");
        InSmallSpec("train: { adam: 1e-2, oneCycleSchedule: { rise: 0.2, maximum: [|5e-3|] } }", "FUS5021", "'maximum' of OneCycleSchedule is 0.005");
    }

    [Theory, Covers("FUS5022")]
    [InlineData(7)]
    [InlineData(8)]
    public void A_plateau_that_waits_longer_than_training_does(int patience)
    {
        OnClass($", Train(Patience = 7), PlateauSchedule(0.5, patience: [|{patience}|])", A + Head, "FUS5022", $"PlateauSchedule waits {patience} epochs, but training stops after 7");
        InSmallSpec("train: { patience: 5, [|plateauSchedule|]: 0.5 }", "FUS5022", "waits 5 epochs, but training stops after 5");
    }

    [Fact, Covers("FUS5023")]
    public void A_warm_up_of_no_length_or_of_two()
    {
        OnClass(", [|Warmup|]", A + Head, "FUS5023", "Warmup takes 'steps' or 'epochs'; found neither");
        OnClass(", [|Warmup|](200, epochs: 2)", A + Head, "FUS5023", "found both");
        InSmallSpec("train: { [|warmup|]: {} }", "FUS5023", "found neither");
    }

    [Fact, Covers("FUS5024")]
    public void A_warm_up_of_what_warms_up_by_itself()
    {
        OnClass(", [|Warmup|](200), OneCycleSchedule(0.1)", A + Head, "FUS5024", "OneCycleSchedule rises from a low rate by itself; found Warmup as well");
        InSmallSpec("train: { oneCycleSchedule: 0.1, [|warmup|]: 10 }", "FUS5024");
    }

    [Theory, Covers("FUS5025")]
    [InlineData(4)]
    [InlineData(5)]
    public void A_warm_up_as_long_as_the_run(int epochs)
    {
        OnClass($", Train(Epochs = 4), Warmup(epochs: [|{epochs}|])", A + Head, "FUS5025", $"A warm-up of {epochs} epochs leaves nothing of a run of 4");
        InSmallSpec($"train: {{ epochs: 4, warmup: {{ epochs: [|{epochs}|] }} }}", "FUS5025");
    }

    [Fact, Covers("FUS5026")]
    public void Two_ways_of_clipping()
    {
        OnClass(", Train(ClipNorm = 1, ClipValue = [|0.5|])", A + Head, "FUS5026", "'clipNorm' is already 1; found 'clipValue' of 0.5 as well");
        InSmallSpec("train: { clipValue: [|0.5|], clipNorm: 1 }", "FUS5026");
    }

    [Theory]
    [InlineData("StepSchedule([|0|])", "stepSchedule: [|0|]", "'every' of StepSchedule takes an integer of at least 1")]
    [InlineData("StepSchedule(3, factor: [|1|])", "stepSchedule: { every: 3, factor: [|1|] }", "'factor' of StepSchedule takes a number above 0 and below 1")]
    [InlineData("CosineSchedule([|-1|])", "cosineSchedule: [|-1|]", "'minimum' of CosineSchedule takes a number of at least 0")]
    [InlineData("OneCycleSchedule([|0|])", "oneCycleSchedule: [|0|]", "'maximum' of OneCycleSchedule takes a number above 0")]
    [InlineData("OneCycleSchedule(1, Rise = [|1|])", "oneCycleSchedule: { maximum: 1, rise: [|1|] }", "'rise' of OneCycleSchedule takes a number above 0 and below 1")]
    [InlineData("OneCycleSchedule(1, FinalFactor = [|0|])", "oneCycleSchedule: { maximum: 1, finalFactor: [|0|] }", "'finalFactor' of OneCycleSchedule takes a number above 0")]
    [InlineData("PlateauSchedule([|0|])", "plateauSchedule: [|0|]", "'factor' of PlateauSchedule takes a number above 0 and below 1")]
    [InlineData("PlateauSchedule(patience: [|0|])", "plateauSchedule: { patience: [|0|] }", "'patience' of PlateauSchedule takes an integer of at least 1")]
    [InlineData("PlateauSchedule(Threshold = [|1|])", "plateauSchedule: { threshold: [|1|] }", "'threshold' of PlateauSchedule takes a number of at least 0 and below 1")]
    [InlineData("Warmup([|0|])", "warmup: [|0|]", "'steps' of Warmup takes an integer of at least 1")]
    [InlineData("Warmup(epochs: [|0|])", "warmup: { epochs: [|0|] }", "'epochs' of Warmup takes an integer of at least 1")]
    [InlineData("Train(ClipNorm = [|0|])", "clipNorm: [|0|]", "'clipNorm' of Train takes a number above 0")]
    [InlineData("Train(ClipValue = [|-1|])", "clipValue: [|-1|]", "'clipValue' of Train takes a number above 0")]
    [InlineData("Train(Accumulate = [|0|])", "accumulate: [|0|]", "'accumulate' of Train takes an integer of at least 1")]
    public void A_number_out_of_bounds(string attribute, string key, string message)
    {
        OnClass(", " + attribute, A + Head, "FUS1008", message);
        InSmallSpec($"train: {{ {key} }}", "FUS1008", message);
    }

    [Fact]
    public void A_plateau_may_wait_where_training_never_stops_early() =>
        DiagnosticAssert.None(Generation.Quick(Generation.Net(A + Head, ", Train(Patience = 0), PlateauSchedule(patience: 50)")));
}
