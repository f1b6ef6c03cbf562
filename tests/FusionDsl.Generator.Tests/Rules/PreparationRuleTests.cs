namespace FusionDsl.Generator.Tests;

/// <summary>Preparations on what they do not fit, and series whose rates differ.</summary>
public class PreparationRuleTests : RuleTests
{
    private const string Rest = " [Encoder<M>, Flatten, Dense(2)] public partial class E; [Regression<E>] public partial class H;";

    [Fact, Covers("FUS3001")]
    public void Token_ids_are_no_numbers()
    {
        const string rest = " [Encoder<M>, Embedding(2), Flatten] public partial class E; [Regression<E>] public partial class H;";
        InClass("[Tokens(3, 4), [|Standardize|]] public partial class M;" + rest, "FUS3001",
            "M [time 3] → Standardize: expected real numbers, found [time 3] of token ids below 4; token ids are names: put OneHot on it as well, or leave them to Embedding");
        InClass("[Tokens(3, 4), [|MinMax|]] public partial class M;" + rest, "FUS3001", "M [time 3] → MinMax: expected real numbers");
        InClass("[Tokens(3, 4), [|Pca|](2)] public partial class M;" + rest, "FUS3001", "M [time 3] → Pca(2): expected real numbers");
        InModality("{ tokens: 3, vocabulary: 4, [|standardize|]: true }", "FUS3001", "M [time 3] → Standardize: expected real numbers");
    }

    [Fact, Covers("FUS3001")]
    public void OneHot_takes_tokens_and_Resample_series()
    {
        InClass("[Vector(3), [|OneHot|]] public partial class M;" + Rest, "FUS3001", "M [feature 3] → OneHot: expected token ids, found [feature 3]; OneHot belongs on a Tokens modality");
        InModality("{ series: 9, [|oneHot|]: true }", "FUS3001", "expected token ids, found [channel 1, time 9]");
        InClass("[Image(4, 4), [|Resample|](50)] public partial class M;" + Rest, "FUS3001", "M [channel 3, height 4, width 4] → Resample(50): expected [channel, time]");
        InModality("{ vector: 9, [|resample|]: 50 }", "FUS3001", "M [feature 9] → Resample(50): expected [channel, time], found [feature 9]; Resample belongs on a Series");
    }

    [Fact, Covers("FUS3001")]
    public void Mistakes_further_on_show_what_the_preparations_made() => InClass(
        "[Tokens(6, 4), OneHot, Pca(3)] public partial class M; [Encoder<M>, [|Conv1d|](2, kernel: 3), Flatten] public partial class E; [Regression<E>] public partial class H;",
        "FUS3001", "M [feature 3] → Conv1d(2, kernel: 3): expected [channel, time], found [feature 3]");

    [Theory, Covers("FUS3011")]
    [InlineData("[Series(9), [|Resample|](50)]", "M [channel 1, time 9] → Resample(50): the rate of the series is not known; say how many steps per second it has: Hertz on the Series, hertz: beside series: in YAML")]
    [InlineData("[Series(9, Hertz = 50), Resample([|50|])]", "the series already has 50 Hz; remove Resample, or choose another rate")]
    [InlineData("[Series(9, Hertz = 100), Resample([|5|])]", "9 steps at 100 Hz are less than one at 5 Hz; choose a higher rate, or longer samples")]
    public void Rates_that_make_no_sense(string attributes, string message) => InClass($"{attributes} public partial class M;" + Rest, "FUS3011", message);

    [Theory, Covers("FUS3011")]
    [InlineData("{ series: 9, [|resample|]: 50 }", "the rate of the series is not known")]
    [InlineData("{ series: 9, hertz: 50, resample: [|50.0|] }", "already has 50 Hz")]
    [InlineData("{ series: 9, hertz: 100, resample: { hertz: [|5|] } }", "9 steps at 100 Hz are less than one at 5 Hz")]
    public void Rates_that_make_no_sense_in_a_spec(string modality, string message) => InModality(modality, "FUS3011", message);

    [Theory]
    [Covers("FUS1005"), Covers("FUS1006"), Covers("FUS1007"), Covers("FUS1008")]
    [InlineData("{ series: 9, hertz: 50, resample: [|0|] }", "FUS1008", "'hertz' of Resample takes a number above 0; found 0")]
    [InlineData("{ series: 9, hertz: 50, resample: [|fast|] }", "FUS1007", "'hertz' of Resample takes a number above 0; found 'fast'")]
    [InlineData("{ series: 9, hertz: 50, [|resample|]: }", "FUS1006", "Resample needs 'hertz' (a number above 0). Add it: hertz: …")]
    [InlineData("{ vector: 9, pca: [|true|] }", "FUS1007", "'components' of Pca takes an integer of at least 1; found true")]
    [InlineData("{ vector: 9, pca: [|0|] }", "FUS1008", "'components' of Pca takes an integer of at least 1; found 0")]
    [InlineData("{ vector: 9, pca: { variance: [|1.5|] } }", "FUS1008", "'variance' of Pca takes a number above 0 and of at most 1; found 1.5")]
    [InlineData("{ vector: 9, pca: { [|component|]: 3 } }", "FUS1005", "Pca has no parameter 'component', did you mean 'components'?")]
    [InlineData("{ vector: 9, [|pca|]: { whiten: true } }", "FUS1006", "M [feature 9] → Pca(whiten: true) needs 'components' or 'variance'")]
    public void Parameters_of_preparations_are_checked_like_others(string modality, string id, string message) => InModality(modality, id, message);

    [Fact, Covers("FUS1006")]
    public void A_Pca_that_does_not_say_how_many() => InClass("[Vector(9), [|Pca|]] public partial class M;" + Rest, "FUS1006",
        "M [feature 9] → Pca() needs 'components' or 'variance' (an integer, or the part of the variance to show). Add it: Pca(8) or Pca(variance: 0.95)");

    [Theory, Covers("FUS3012")]
    [InlineData("[Vector(9), Pca([|10|])]", "M [feature 9] → Pca(10): 10 components exceed the 9 numbers of a sample; use at most 9")]
    [InlineData("[Series(5, channels: 2), Standardize, Pca(components: [|11|])]", "M [channel 2, time 5] → Standardize [channel 2, time 5] → Pca(11): 11 components exceed the 10 numbers of a sample")]
    [InlineData("[Image(100, 100), Pca(variance: [|0.9|])]", "Pca(variance: 0.9): 30,000 components exceed the 2,048 that are kept without being asked for; say how many there may be at most: components")]
    public void More_components_than_there_are(string attributes, string message) => InClass($"{attributes} public partial class M;" + Rest, "FUS3012", message);

    [Fact, Covers("FUS3012")]
    public void More_components_than_there_are_in_a_spec() => InModality("{ vector: 9, pca: { variance: 0.9, components: [|10|] } }", "FUS3012", "10 components exceed the 9 numbers of a sample");

    [Fact, Covers("FUS3004")]
    public void Preparations_beyond_all_bounds()
    {
        InModality("{ tokens: 100000, vocabulary: 100000, [|oneHot|]: true }", "FUS3004", "M [time 100000] → OneHot: 10,000,000,000 numbers per sample");
        InModality("{ series: 100000, hertz: 1, resample: [|100000|] }", "FUS3004", "10,000,000,000 numbers per sample");
        InModality("{ vector: 1000000, pca: [|5000|] }", "FUS3004", "5,000,000,000 numbers in the axes");
    }

    [Fact, Covers("FUS1025")]
    public void A_modality_is_scaled_once()
    {
        InClass("[Vector(9), MinMax, [|Standardize|]] public partial class M;" + Rest, "FUS1025", "'M' is already scaled by MinMax; found Standardize as well. Remove one of them");
        InClass("[Vector(9), Standardize, [|MinMax|]] public partial class M;" + Rest, "FUS1025", "'M' is already scaled by Standardize; found MinMax as well");
        InModality("{ vector: 9, standardize: true, [|minMax|]: true }", "FUS1025", "'M' is already scaled by Standardize; found MinMax as well");
    }

    [Fact, Covers("FUS3010")]
    public void Two_rates_in_one_fusion()
    {
        const string rest = " [Encoder<F>, Conv1d(2, kernel: 3), GlobalMaxPool] public partial class E; [Regression<E>] public partial class H;";
        InClass("[Series(100, Hertz = 100)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Concat<A, [|B|]>] public partial class F;" + rest, "FUS3010",
            "Concat cannot join 'A' at 100 Hz with 'B' at 50 Hz: expected one rate, since equal places must be equal times; put Resample(50) on 'A'");
        // Of one length, they do not have one duration.
        InClass("[Series(50, Hertz = 20)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Concat<A, [|B|]>] public partial class F;" + rest, "FUS3010",
            "'A' at 20 Hz with 'B' at 50 Hz", "put Resample(20) on 'B'");
        InSpec(
            "model: Net\nmodalities: { A: { series: 50, hertz: 100, resample: 25 }, B: { series: 9 }, C: { series: 13, hertz: 20 } }\n"
            + "fusions: { F: { concat: [A, B, [|C|]], layers: [globalMaxPool] } }\nheads: { H: { regress: F } }",
            "FUS3010", "Concat cannot join 'A' at 25 Hz with 'C' at 20 Hz", "put Resample(20) on 'A'");
    }

    [Fact, Covers("FUS3010")]
    public void Rates_go_on_through_what_keeps_time()
    {
        // 100 Hz, every second step: 50 Hz. Of 40 Hz, the fusion of both knows as well.
        const string modalities = "[Series(100, Hertz = 100)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Series(50, Hertz = 40)] public partial class C; ";
        const string encoders = "[Encoder<A>, Conv1d(2, kernel: 3, stride: 2, padding: 1), Relu] public partial class EA; [Encoder<B>, Lstm(2, sequence: true)] public partial class EB; ";
        const string rest = " [Encoder<G>, GlobalMaxPool] public partial class E; [Regression<E>] public partial class H;";
        InClass(modalities + encoders + "[Concat<EA, EB>] public partial class F; [Concat<F, [|C|]>] public partial class G;" + rest, "FUS3010",
            "Concat cannot join 'F' at 50 Hz with 'C' at 40 Hz", "bring 'F' down to 40 Hz with Resample on what it reads, or with a stride");
        InClass(modalities + "[Encoder<A>, MaxPool(4)] public partial class EA; [Concat<B, C>] public partial class F0; [Concat<EA, F0>] public partial class G;" .Replace("Concat<B, C>", "Concat<B, [|C|]>") + rest,
            "FUS3010", "'B' at 50 Hz with 'C' at 40 Hz");
    }

    [Fact]
    public void Rates_that_agree_or_are_not_known_are_no_mistake()
    {
        DiagnosticAssertNone("[Series(100, Hertz = 100), Resample(50)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Concat<A, B>, GlobalMaxPool] public partial class F; [Regression<F>] public partial class H;");
        DiagnosticAssertNone("[Series(50)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Concat<A, B>, GlobalMaxPool] public partial class F; [Regression<F>] public partial class H;");
        DiagnosticAssertNone("[Series(50, Hertz = 100)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Encoder<A>, GlobalMaxPool] public partial class EA; [Encoder<B>, GlobalMaxPool] public partial class EB; [Concat<EA, EB>] public partial class F; [Regression<F>] public partial class H;");
        DiagnosticAssertNone("[Series(100, Hertz = 100)] public partial class A; [Series(50, Hertz = 50)] public partial class B; [Encoder<A>, AvgPool(2)] public partial class EA; [Concat<EA, B>, GlobalMaxPool] public partial class F; [Regression<F>] public partial class H;");
        DiagnosticAssertNone("[Series(20, Hertz = 100), Pca(4)] public partial class A; [Series(50, Hertz = 50), Pca(4)] public partial class B; [Concat<A, B>] public partial class F; [Regression<F>] public partial class H;");

        static void DiagnosticAssertNone(string nodes) => FusionDsl.Testing.DiagnosticAssert.None(Generation.Quick(Generation.Net(nodes)));
    }

    // A modality M, and what makes a whole spec of it.
    private static void InModality(string modality, string id, params string[] message) =>
        InSpec($"model: Net\nmodalities: {{ M: {modality} }}\nencoders: {{ E: {{ from: M, layers: [flatten, dense: 2] }} }}\nheads: {{ H: {{ regress: E }} }}\n", id, message);
}
