namespace FusionDsl.Architecture.Tests;

/// <summary>What each layer makes of a shape, at the bounds of what fits, against plain formulas.</summary>
public class LayerShapeTests
{
    private static readonly Shape Features = Shape.Features(5);
    private static readonly Shape Series = Shape.Series(3, 10);
    private static readonly Shape Image = Shape.Image(3, 10, 12);
    private static readonly Shape Tokens = Shape.Tokens(7, 100);

    [Theory]
    [InlineData(10, 10, 1, 0, 1, 1)]    // the kernel is as long as the series
    [InlineData(10, 1, 1, 0, 1, 10)]
    [InlineData(10, 3, 1, 1, 1, 10)]    // "same"
    [InlineData(10, 4, 1, 0, 1, 7)]
    [InlineData(10, 4, 2, 0, 1, 4)]
    [InlineData(10, 4, 7, 0, 1, 1)]     // the second window would not fit
    [InlineData(10, 4, 6, 0, 1, 2)]     // and here it just does
    [InlineData(10, 4, 100, 0, 1, 1)]
    [InlineData(10, 4, 1, 0, 3, 1)]     // 3·(4 − 1) + 1 = 10
    [InlineData(10, 12, 1, 1, 1, 1)]    // only the padding makes it fit
    [InlineData(1, 1, 1, 0, 1, 1)]
    [InlineData(256, 16, 1, 0, 1, 241)]
    public void Conv1d_slides_over_time(int time, int kernel, int stride, int padding, int dilation, int expected)
    {
        var layer = new Conv1d(6, kernel, stride, padding, dilation, Bias: true);
        Assert.Equal(Shape.Series(6, expected), Fits(layer, Shape.Series(3, time)));
        Assert.Equal(expected, CountWindows(time, kernel, stride, padding, dilation));
    }

    [Fact]
    public void Windows_agree_with_counting_them_for_every_small_case()
    {
        for (var size = 1; size <= 9; size++)
            for (var kernel = 1; kernel <= 6; kernel++)
                for (var stride = 1; stride <= 4; stride++)
                    for (var padding = 0; padding <= 3; padding++)
                        for (var dilation = 1; dilation <= 3; dilation++)
                        {
                            var counted = CountWindows(size, kernel, stride, padding, dilation);
                            var conv1d = new Conv1d(2, kernel, stride, padding, dilation, Bias: false).Infer(Shape.Series(1, size), new());
                            var conv2d = new Conv2d(2, kernel, stride, padding, dilation, Bias: false).Infer(Shape.Image(1, size, 9), new());
                            Assert.Equal(counted == 0 ? null : Shape.Series(2, counted), conv1d);
                            if (conv2d is not null) Assert.Equal(counted, conv2d[Axis.Height]);
                            if (dilation > 1 || padding * 2 > kernel) continue;
                            Assert.Equal(counted == 0 ? null : Shape.Series(4, counted), new MaxPool(kernel, stride, padding).Infer(Shape.Series(4, size), new()));
                            Assert.Equal(counted == 0 ? null : Shape.Image(4, counted, counted), new AvgPool(kernel, stride, padding).Infer(Shape.Image(4, size, size), new()));
                        }
    }

    [Fact]
    public void Conv2d_slides_over_both_axes() =>
        Assert.Equal(Shape.Image(6, 4, 5), Fits(new Conv2d(6, Kernel: 3, Stride: 2, Padding: 0, Dilation: 1, Bias: true), Image));

    [Fact]
    public void Dense_replaces_features() => Assert.Equal(Shape.Features(8), Fits(new Dense(8, Bias: true), Features));

    [Fact]
    public void Embedding_puts_a_channel_axis_before_time() => Assert.Equal(Shape.Series(8, 7), Fits(new Embedding(8), Tokens));

    [Fact]
    public void Flatten_keeps_every_number()
    {
        Assert.Equal(Shape.Features(5), Fits(new Flatten(), Features));
        Assert.Equal(Shape.Features(30), Fits(new Flatten(), Series));
        Assert.Equal(Shape.Features(360), Fits(new Flatten(), Image));
    }

    [Fact]
    public void Global_poolings_keep_the_channels()
    {
        foreach (var layer in new Layer[] { new GlobalAvgPool(), new GlobalMaxPool() })
        {
            Assert.Equal(Shape.Features(3), Fits(layer, Series));
            Assert.Equal(Shape.Features(3), Fits(layer, Image));
            Breaks(layer, Features, Rule.ShapeMismatch);
        }
    }

    [Fact]
    public void Poolings_without_a_stride_do_not_overlap()
    {
        Assert.Equal(Shape.Series(3, 3), Fits(Make("MaxPool", ("kernel", 3)), Series));
        Assert.Equal(Shape.Image(3, 3, 4), Fits(Make("AvgPool", ("kernel", 3)), Image));
        Assert.Equal(Shape.Series(3, 8), Fits(Make("MaxPool", ("kernel", 3), ("stride", 1)), Series));
    }

    [Fact]
    public void Padding_of_a_pooling_is_at_most_half_its_kernel()
    {
        Assert.Equal(Shape.Series(3, 6), Fits(new MaxPool(2, 2, Padding: 1), Series));
        var report = Breaks(new MaxPool(3, 3, Padding: 2), Series, Rule.WindowTooLarge);
        Assert.Equal("padding", report.Parameter);
    }

    [Theory]
    [InlineData(false, false, 4, 0)]
    [InlineData(true, false, 8, 0)]
    [InlineData(false, true, 4, 10)]
    [InlineData(true, true, 8, 10)]
    public void Recurrent_layers_end_in_features_or_keep_time(bool bidirectional, bool sequence, int width, int time)
    {
        var expected = time == 0 ? Shape.Features(width) : Shape.Series(width, time);
        Assert.Equal(expected, Fits(new Lstm(4, 2, bidirectional, sequence, 0), Series));
        Assert.Equal(expected, Fits(new Gru(4, 1, bidirectional, sequence, 0), Series));
    }

    [Fact]
    public void Transformer_heads_share_the_channels_out()
    {
        Assert.Equal(Series, Fits(new TransformerEncoder(3, 1, null, 0.1), Series));
        Assert.Equal(Series, Fits(new TransformerEncoder(1, 1, null, 0.1), Series));
        var report = Breaks(new TransformerEncoder(2, 1, null, 0.1), Series, Rule.NotDivisible);
        Assert.Equal("heads", report.Parameter);
    }

    public static TheoryData<string> Elementwise => [.. Catalogue.Layers.Select(layer => layer.Name).Where(name => name is
        "BatchNorm" or "LayerNorm" or "Dropout" or "Relu" or "LeakyRelu" or "Elu" or "Gelu" or "Silu" or "Tanh" or "Sigmoid" or "Softmax")];

    [Theory, MemberData(nameof(Elementwise))]
    public void Elementwise_layers_keep_any_shape_of_real_numbers(string name)
    {
        var layer = name == "Dropout" ? new Dropout(0.5) : Make(name);
        foreach (var shape in new[] { Features, Series, Image }) Assert.Equal(shape, Fits(layer, shape));
        Breaks(layer, Tokens, Rule.ShapeMismatch);
    }

    /// <summary>Every layer of the catalogue with arguments that suit the shapes above, and the ranks that it takes.</summary>
    public static TheoryData<string, string> Takes => new()
    {
        { "Dense", "features" }, { "Conv1d", "series" }, { "Conv2d", "image" }, { "Embedding", "tokens" }, { "PositionalEncoding", "series" },
        { "Lstm", "series" }, { "Gru", "series" }, { "TransformerEncoder", "series" }, { "BatchNorm", "features series image" },
        { "LayerNorm", "features series image" }, { "Dropout", "features series image" }, { "Relu", "features series image" },
        { "LeakyRelu", "features series image" }, { "Elu", "features series image" }, { "Gelu", "features series image" },
        { "Silu", "features series image" }, { "Tanh", "features series image" }, { "Sigmoid", "features series image" },
        { "Softmax", "features series image" }, { "MaxPool", "series image" }, { "AvgPool", "series image" },
        { "GlobalAvgPool", "series image" }, { "GlobalMaxPool", "series image" }, { "Flatten", "features series image" },
    };

    [Theory, MemberData(nameof(Takes))]
    public void A_layer_takes_its_shapes_and_says_what_it_expected_of_others(string name, string shapes)
    {
        var layer = Minimal(name);
        foreach (var (kind, shape) in new[] { ("features", Features), ("series", Series), ("image", Image), ("tokens", Tokens) })
        {
            if (shapes.Contains(kind, StringComparison.Ordinal)) Fits(layer, shape);
            else
            {
                var report = Breaks(layer, shape, Rule.ShapeMismatch);
                Assert.StartsWith(shape.ToString(), report.Arguments[1]);
                Assert.NotEqual("", report.Arguments[2]);
            }
        }
    }

    [Fact]
    public void Every_layer_of_the_catalogue_is_in_the_table_above() =>
        Assert.Equal(Catalogue.Layers.Select(layer => layer.Name).Order(), Takes.Select(row => (string)row[0]).Order());

    [Theory]
    [InlineData(11, 1, 0, 1)]
    [InlineData(6, 1, 0, 2)]     // reach 2·5 + 1 = 11
    [InlineData(13, 1, 1, 1)]    // 10 + 2·1 = 12
    public void A_window_longer_than_its_axis_is_named_with_the_kernel(int kernel, int stride, int padding, int dilation)
    {
        var report = Breaks(new Conv1d(2, kernel, stride, padding, dilation, Bias: true), Series, Rule.WindowTooLarge);
        Assert.Equal("kernel", report.Parameter);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue / 2)]
    public void A_padding_beyond_all_bounds_is_reported_and_does_not_overflow(int padding)
    {
        Breaks(new Conv1d(1, 1, 1, padding, 1, Bias: true), Series, Rule.HugeShape);
        Breaks(new Conv2d(1, 1, 1, padding, 1, Bias: true), Image, Rule.HugeShape);
        Breaks(new MaxPool(1, 1, padding), Series, Rule.WindowTooLarge);
    }

    [Fact]
    public void Units_beyond_all_bounds_are_reported() => Breaks(new Lstm(int.MaxValue, 1, true, false, 0), Series, Rule.HugeShape);

    private static Shape Fits(Layer layer, Shape input)
    {
        var report = new ShapeReport();
        var output = layer.Infer(input, report);
        Assert.True(report.Broken is null, string.Join(" | ", report.Arguments));
        return output!;
    }

    private static ShapeReport Breaks(Layer layer, Shape input, Rule rule)
    {
        var report = new ShapeReport();
        Assert.Null(layer.Infer(input, report));
        Assert.Equal(rule, report.Broken);
        return report;
    }

    private static int CountWindows(int size, int kernel, int stride, int padding, int dilation)
    {
        var count = 0;
        for (var start = -padding; start + (kernel - 1) * dilation < size + padding; start += stride) count++;
        return count;
    }

    private static Layer Minimal(string name) => name switch
    {
        "Dense" or "Embedding" => Make(name, ("width", 2)),
        "Conv1d" or "Conv2d" => Make(name, ("channels", 2), ("kernel", 2)),
        "Lstm" or "Gru" => Make(name, ("units", 2)),
        "TransformerEncoder" => Make(name, ("heads", 1)),
        "MaxPool" or "AvgPool" => Make(name, ("kernel", 2)),
        "Dropout" => new Dropout(0.5),
        _ => Make(name),
    };

    private static Layer Make(string name, params (string Name, int Value)[] values)
    {
        var kind = Catalogue.Layers.Single(layer => layer.Name == name);
        var arguments = new Arguments(kind);
        foreach (var (parameter, value) in values) arguments.Set(parameter, value);
        return kind.Create(arguments);
    }
}
