namespace FusionDsl.Generator.Tests;

/// <summary>What does not fit an operator, in both languages.</summary>
public class FusionRuleTests : RuleTests
{
    private const string Nodes =
        "[Vector(3)] public partial class V; [Vector(4)] public partial class W; [Series(5, channels: 4)] public partial class S; [Series(6, channels: 4)] public partial class T;"
        + "[Tokens(5, 9)] public partial class K; [Image(4, 4)] public partial class I;";

    [Theory, Covers("FUS3005")]
    [InlineData("Sum<V, [|S|]>", "Sum cannot join 'V' [feature 3] with 'S' [channel 4, time 5]: expected features, or equal shapes; bring both to one shape")]
    [InlineData("Mean<S, [|T|]>", "'S' [channel 4, time 5] with 'T' [channel 4, time 6]: expected features, or equal shapes")]
    [InlineData("Max<V, [|K|]>", "expected real numbers; put an encoder with Embedding between the tokens and the fusion")]
    [InlineData("Min<[|K|], V>", "Min cannot join 'V' [feature 3] with 'K' [time 5]: expected real numbers")]
    [InlineData("WeightedSum<V, [|S|]>", "expected [feature]; end the encoder in Flatten, a pooling or a recurrent layer")]
    [InlineData("AttentionSum<[|S|], T>", "'T' [channel 4, time 6] with 'S' [channel 4, time 5]: expected [feature]")]
    [InlineData("Gated<V, W, [|I|]>", "Gated cannot join 'V' [feature 3] with 'I' [channel 3, height 4, width 4]: expected [feature]")]
    [InlineData("GatedBimodal<V, [|S|]>", "expected [feature]")]
    [InlineData("GatedResidual<V, [|S|]>", "expected [feature]")]
    [InlineData("Film<S, [|T|]>", "'S' [channel 4, time 5] with 'T' [channel 4, time 6]: expected [feature] as conditioner; end its encoder in Flatten")]
    [InlineData("Film<[|K|], V>", "expected real numbers")]
    [InlineData("Bilinear<V, [|S|]>", "expected [feature]")]
    [InlineData("TensorFusion<V, [|S|]>", "expected [feature]")]
    [InlineData("LowRankFusion<V, [|S|]>(2)", "expected [feature]")]
    [InlineData("Comparator<V, [|S|]>", "expected [feature]")]
    [InlineData("DeepSets<V, [|S|]>", "expected [feature]")]
    [InlineData("DeepFusion<V, [|S|]>(2)", "expected [feature]")]
    [InlineData("ProductOfExperts<V, [|S|]>", "expected [feature]")]
    [InlineData("Evidential<V, [|W|]>", "'V' [feature 3] with 'W' [feature 4]: expected equal widths: a number per class; end each encoder in a Dense to the number of classes")]
    [InlineData("CrossAttention<V, [|I|]>(1)", "expected [feature] or [channel, time]; end the encoder in Flatten or a pooling")]
    [InlineData("CrossAttention<V, [|W|]>(1)", "expected two tokens or more to attend to, since one gets all attention whatever the weights are; let the encoder keep time")]
    [InlineData("CrossAttention<[|V|], S>(1)", "CrossAttention cannot join 'S' [channel 4, time 5] with 'V' [feature 3]: expected two tokens or more")]
    [InlineData("MulT<S, [|W|]>(1)", "expected [channel, time] with a time of at least 2; let its encoder keep time")]
    [InlineData("TokenTransformer<V, [|K|]>(1)", "expected real numbers")]
    [InlineData("Perceiver<V, [|I|]>(2)", "expected [feature] or [channel, time]")]
    [InlineData("Bottleneck<[|I|], V>(2)", "expected [feature] or [channel, time]")]
    public void Operands_that_an_operator_cannot_join(string fusion, string message)
    {
        var read = System.Text.RegularExpressions.Regex.Matches(fusion, @"\b[VWSTKI]\b").Select(match => match.Value).ToHashSet();
        var modalities = string.Concat(Nodes.Split(';').Where(node => node.Length > 0 && read.Contains(node[^1].ToString())).Select(node => node + ";"));
        InClass($"{modalities} [{fusion}, Flatten] public partial class F; [Regression<F>] public partial class H;", "FUS3005", message);
    }

    [Fact, Covers("FUS3005")]
    public void Operands_that_do_not_fit_in_a_spec()
    {
        InFusion("sum: [V, [|S|]]", "FUS3005", "Sum cannot join 'V' [feature 3] with 'S' [channel 4, time 5]");
        InFusion("film: S, conditioner: [|T|]", "FUS3005", "expected [feature] as conditioner");
        InFusion("min: [[|S|], U], width: 3", "FUS3005", "expected features to bring to width 3; leave 'width' out");
    }

    [Theory, Covers("FUS3003")]
    [InlineData("crossAttention: [S, T], heads: [|3|]", "CrossAttention(3) of S [channel 4, time 5], T [channel 4, time 6]: width 4 cannot be shared out evenly among 3 heads; expected a divisor of 4")]
    [InlineData("mulT: [S, T], heads: [|4|], width: 6", "MulT(4, width: 6) of S [channel 4, time 5], T [channel 4, time 6]: width 6 cannot be shared out evenly among 4 heads")]
    [InlineData("tokenTransformer: [S, V], heads: [|3|]", "width 4 cannot be shared out evenly among 3 heads")]
    [InlineData("bottleneck: [S, V], tokens: 2, heads: [|3|]", "width 4 cannot be shared out evenly among 3 heads")]
    [InlineData("perceiver: [S, V], latents: 2, heads: [|3|]", "width 4 cannot be shared out evenly among 3 heads")]
    public void Heads_that_cannot_share_the_width_out(string fusion, string message) => InFusion(fusion, "FUS3003", message);

    [Fact, Covers("FUS3004")]
    public void Fusions_beyond_all_bounds()
    {
        const string wide = "model: Net\nmodalities: { A: { vector: 99999 }, B: { vector: 99999 }, C: { vector: 99999 }, D: { vector: 99999 } }\n";
        InSpec(wide + "fusions: { [|F|]: { tensorFusion: [A, B, C] }, G: { sum: [A, D] } }\nheads: { H: { regress: F }, I: { regress: G } }", "FUS3004",
            "TensorFusion of A [feature 99999], B [feature 99999], C [feature 99999]: 1,000,000,000,000,000 numbers per sample; expected at most 2,147,483,647; use LowRankFusion");
        InSpec(wide + "fusions: { [|F|]: { tensorFusion: [A, B, C, D] } }\nheads: { H: { regress: F } }", "FUS3004", "more numbers per sample than can be counted", "use LowRankFusion");
        InSpec(wide + "fusions: { [|F|]: { bilinear: [A, B] }, G: { sum: [C, D] } }\nheads: { H: { regress: F }, I: { regress: G } }", "FUS3004", "weights; expected at most 2,147,483,647; make the operands narrower");
        InSpec(wide + "fusions: { [|F|]: { gatedResidual: [A, B], width: 2000000000 }, G: { sum: [C, D] } }\nheads: { H: { regress: F }, I: { regress: G } }", "FUS3004", "4,000,000,000 numbers per sample");
        InSpec(wide + "fusions: { [|F|]: { tokenTransformer: [A, B], heads: 1, width: 2147483647 }, G: { sum: [C, D] } }\nheads: { H: { regress: F }, I: { regress: G } }", "FUS3004", "more operations than can be counted");
    }

    [Fact, Covers("FUS2006")]
    public void A_part_that_nobody_plays()
    {
        InFusion("film: S", "FUS2006", "'F'", "'conditioner'", "film: A, conditioner: B");
        InFusion("gatedBimodal: V", "FUS2006", "'gate'", "gatedBimodal: A, gate: B");
    }

    [Fact, Covers("FUS1004")]
    public void Keys_that_an_operator_does_not_have()
    {
        InFusion("film: S, [|conditoner|]: V", "FUS1004", "'conditoner'", "did you mean 'conditioner'?");
        InFusion("gated: [V, W], [|conditioner|]: W", "FUS1004", "'conditioner'");
        InFusion("[|gatd|]: [V, W]", "FUS1004", "did you mean 'gated'?");
    }

    [Fact, Covers("FUS1008")]
    public void Numbers_out_of_bounds()
    {
        InFusion("perceiver: [S, V], latents: [|1|]", "FUS1008", "an integer of at least 2");
        InFusion("sum: [V, W], width: [|0|]", "FUS1008", "an integer of at least 1");
        InClass("[Vector(3)] public partial class V; [Vector(4)] public partial class W; [Sum<V, W>(Width = [|0|])] public partial class F; [Regression<F>] public partial class H;", "FUS1008", "'width' of Sum takes an integer of at least 1; found 0");
    }

    [Fact, Covers("FUS2005")]
    public void A_list_where_one_node_is_expected() => InFusion("film: [|[S, T]|], conditioner: V", "FUS2005", "takes one node, and 'conditioner' the other");

    [Theory, Covers("FUS3010")]
    [InlineData("sum")]
    [InlineData("mean")]
    [InlineData("product")]
    public void Rates_that_differ_where_places_must_be_times(string key) => InSpec(
        $"model: Net\nmodalities: {{ A: {{ series: 9, hertz: 10 }}, B: {{ series: 9, hertz: 20 }} }}\nfusions: {{ F: {{ {key}: [A, [|B|]], layers: [flatten] }} }}\nheads: {{ H: {{ regress: F }} }}",
        "FUS3010", "10", "20", "put Resample(10) on 'B'");

    private static void InFusion(string fusion, string id, params string[] message)
    {
        const string modalities = "V: { vector: 3 }, W: { vector: 4 }, S: { series: 5, channels: 4 }, T: { series: 6, channels: 4 }, U: { series: 5, channels: 4 }";
        var node = id == "FUS2006" ? "[|F|]" : "F";
        // Whatever the fusion leaves is read by another.
        InSpec($"model: Net\nmodalities: {{ {modalities} }}\nfusions: {{ {node}: {{ {fusion}, layers: [flatten] }} }}\n"
            + "encoders: { OfV: { from: V, layers: [dense: 1] }, OfW: { from: W, layers: [dense: 1] }, OfS: { from: S, layers: [flatten] }, OfT: { from: T, layers: [flatten] }, OfU: { from: U, layers: [flatten] } }\n"
            + "heads: { H: { regress: F }, Hv: { regress: OfV }, Hw: { regress: OfW }, Hs: { regress: OfS }, Ht: { regress: OfT }, Hu: { regress: OfU } }", id, message);
    }
}
