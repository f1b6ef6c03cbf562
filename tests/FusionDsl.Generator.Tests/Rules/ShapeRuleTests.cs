namespace FusionDsl.Generator.Tests;

/// <summary>FUS3xxx: shapes that do not fit. Messages show the whole way from the input to the mistake.</summary>
public class ShapeRuleTests : RuleTests
{
    [Fact, Covers("FUS3001")]
    public void A_layer_behind_the_wrong_shape()
    {
        InLayers("[conv1d: { channels: 4, kernel: 3 }, [|dense|]: 2]", "FUS3001",
            ["M [channel 3, time 20] → Conv1d(4, kernel: 3) [channel 4, time 18] → Dense(2): expected [feature], found [channel 4, time 18]; put Flatten, a global pooling or a recurrent layer before Dense"]);
        InClass("[Tokens(7, 50)] public partial class T; [Encoder<T>, [|Conv1d|](4, kernel: 3), Flatten] public partial class E; [Regression<E>] public partial class H;", "FUS3001",
            "T [time 7] → Conv1d(4, kernel: 3): expected [channel, time], found [time 7] of token ids below 50; put Embedding before Conv1d");
    }

    [Theory, Covers("FUS3001")]
    [InlineData("[[|relu|], flatten]", "{ tokens: 5, vocabulary: 9 }", "expected real numbers, found [time 5] of token ids below 9; put Embedding before it")]
    [InlineData("[[|embedding|]: 4, flatten]", "{ vector: 5 }", "expected [time] of token ids, found [feature 5]; use Embedding directly behind a Tokens modality")]
    [InlineData("[[|conv2d|]: { channels: 4, kernel: 3 }, flatten]", "{ series: 5 }", "expected [channel, height, width], found [channel 1, time 5]")]
    [InlineData("[[|maxPool|]: 2, flatten]", "{ vector: 5 }", "expected [channel, time] or [channel, height, width], found [feature 5]")]
    [InlineData("[flatten, [|lstm|]: 2]", "{ series: 5 }", "M [channel 1, time 5] → Flatten [feature 5] → Lstm(2): expected [channel, time], found [feature 5]")]
    [InlineData("[flatten, [|transformerEncoder|]: 2]", "{ series: 5 }", "expected [channel, time], found [feature 5]")]
    public void Each_layer_says_what_it_expects(string layers, string modality, string message) => InLayers(layers, "FUS3001", [message], modality);

    [Fact, Covers("FUS3001")]
    public void A_head_that_reads_no_features()
    {
        InClass("[Series(5)] public partial class A; [Regression<[|A|]>] public partial class H;", "FUS3001", "A [channel 1, time 5] → Dense(1): expected [feature], found [channel 1, time 5]");
        InSpec("model: Net\nmodalities: { A: { series: 5 } }\nheads: { H: { regress: [|A|] } }", "FUS3001", "expected [feature], found [channel 1, time 5]");
    }

    [Theory, Covers("FUS3002")]
    [InlineData("[conv1d: { channels: 4, kernel: [|21|] }, flatten]", "M [channel 3, time 20] → Conv1d(4, kernel: 21): kernel 21 exceeds time 20; use a kernel of at most 20, or a padding")]
    [InlineData("[conv1d: { channels: 4, kernel: [|23|], padding: 1 }, flatten]", "kernel 23 exceeds time 20 with padding 1 (22); use a kernel of at most 22, or a larger padding")]
    [InlineData("[conv1d: { channels: 4, kernel: [|6|], dilation: 4 }, flatten]", "kernel 6 with dilation 4 (21 steps) exceeds time 20; use a kernel of at most 5")]
    [InlineData("[maxPool: [|21|], flatten]", "MaxPool(21): kernel 21 exceeds time 20")]
    [InlineData("[maxPool: { kernel: 4, padding: [|3|] }, flatten]", "padding 3 exceeds half of kernel 4; use a padding of at most 2")]
    public void A_window_longer_than_its_axis(string layers, string message) => InLayers(layers, "FUS3002", [message]);

    [Fact, Covers("FUS3002")]
    public void A_window_longer_than_an_image_names_the_axis()
    {
        InLayers("[conv2d: { channels: 4, kernel: [|7|] }, flatten]", "FUS3002", ["kernel 7 exceeds width 6"], "{ image: { height: 9, width: 6 } }");
        InClass("[Series(9)] public partial class A; [Encoder<A>, Conv1d(2, kernel: [|10|]), Flatten] public partial class E; [Regression<E>] public partial class H;", "FUS3002", "kernel 10 exceeds time 9");
    }

    [Fact, Covers("FUS3003")]
    public void Heads_that_cannot_share_the_channels_out()
    {
        InLayers("[transformerEncoder: [|2|], flatten]", "FUS3003",
            ["M [channel 3, time 20] → TransformerEncoder(2): channel 3 cannot be shared out evenly among 2 heads; expected a divisor of 3"]);
        InClass("[Series(9, channels: 6)] public partial class A; [Encoder<A>, TransformerEncoder([|4|]), Flatten] public partial class E; [Regression<E>] public partial class H;", "FUS3003",
            "channel 6 cannot be shared out evenly among 4 heads");
    }

    [Fact, Covers("FUS3013")]
    public void A_dropout_between_layers_that_are_not_there()
    {
        InLayers("[lstm: { units: 3, dropout: [|0.2|] }]", "FUS3013",
            ["M [channel 3, time 20] → Lstm(3): dropout 0.2 zeroes values between two layers, and there is one; give it 'layers' of 2 or more, or a Dropout behind it instead"]);
        InClass("[Series(9)] public partial class A; [Encoder<A>, Gru(3, dropout: [|0.1|])] public partial class E; [Regression<E>] public partial class H;", "FUS3013", "dropout 0.1");
    }

    [Theory, Covers("FUS3004")]
    [InlineData("[conv1d: { channels: 2147483647, kernel: 1 }, flatten]", "42,949,672,940 numbers per sample; expected at most 2,147,483,647")]
    [InlineData("[flatten, dense: 2147483647]", "weights; expected at most 2,147,483,647")]
    public void A_layer_beyond_all_bounds(string layers, string message)
    {
        var marked = layers.Replace("conv1d:", "[|conv1d|]:").Replace("dense:", "[|dense|]:");
        InLayers(marked, "FUS3004", [message]);
    }

    [Fact, Covers("FUS3004")]
    public void Sizes_beyond_all_bounds_in_other_places()
    {
        InSpec("model: Net\nmodalities: { [|A|]: { image: { height: 100000, width: 100000 } } }\nencoders: { E: { from: A, layers: [globalAvgPool] } }\nheads: { H: { regress: E } }", "FUS3004", "A [channel 3, height 100000, width 100000]: 30,000,000,000 numbers per sample");
        InLayers("[conv1d: { channels: 1, kernel: 1, padding: [|2147483647|] }, flatten]", "FUS3004", ["windows; expected at most 2,147,483,647; use a smaller padding"]);
        InLayers("[lstm: { units: [|2147483647|], bidirectional: true }]", "FUS3004", ["4,294,967,294 numbers per step"]);
    }

    [Fact, Covers("FUS3005")]
    public void Operands_of_different_rank()
    {
        InClass("[Series(5)] public partial class A; [Vector(3)] public partial class B; [Concat<B, [|A|]>, Dense(3)] public partial class C; [Regression<C>] public partial class H;", "FUS3005",
            "Concat cannot join 'B' [feature 3] with 'A' [channel 1, time 5]: expected the same axes; end the encoders in Flatten, a pooling or Dense");
        InSpec("model: Net\nmodalities: { A: { series: 5 }, B: { series: 6 } }\nfusions: { C: { concat: [A, [|B|]], layers: [flatten] } }\nheads: { H: { regress: C } }", "FUS3005",
            "Concat cannot join 'A' [channel 1, time 5] with 'B' [channel 1, time 6]: expected equal sizes behind the channels");
    }

    [Fact, Covers("FUS3005")]
    public void Tokens_in_a_fusion() => InClass(
        "[Tokens(5, 9)] public partial class A; [Vector(3)] public partial class B; [Concat<[|A|], B>, Dense(3)] public partial class C; [Regression<C>] public partial class H;", "FUS3005",
        "'A' [time 5]", "expected real numbers; put an encoder with Embedding between the tokens and the fusion");
}
