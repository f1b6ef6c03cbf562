namespace FusionDsl.Architecture;

/// <summary>
/// The decoder that undoes an encoder, shape by shape: its layers in reverse, each with what leads back from its output to its input. What
/// stands behind a layer with weights (norm, activation) stands behind the layer that makes the same shape again; the last layer is linear, so
/// that any number can come out.
/// </summary>
internal static class Mirror
{
    /// <returns>The layers of the decoder; null after an issue at a layer that has no mirror.</returns>
    public static List<LayerPlan>? Of(string node, IReadOnlyList<LayerPlan> encoder, List<Issue> issues)
    {
        var layers = new List<(Layer Layer, Shape From, Shape To)>();
        for (var i = encoder.Count - 1; i >= 0; i--)
        {
            var (layer, context) = (encoder[i].Layer, encoder[i].Context);
            if (StaysBehind(layer)) continue;
            if (Back(layer, context) is not { } steps)
            {
                issues.Add(new(Rule.NoMirror, $"{node}/layers/{i.Invariant()}", [node, layer.Display, Mend(layer)]));
                return null;
            }
            var shape = context.Output;
            foreach (var (step, to) in steps)
            {
                layers.Add((step, shape, to));
                shape = to;
            }
            // What stood between the layer before and this one in the encoder stands between the same shapes here.
            var first = i;
            while (first > 0 && StaysBehind(encoder[first - 1].Layer)) first--;
            if (first == 0) break;
            layers.AddRange(encoder.Skip(first).Take(i - first).Where(between => between.Layer is not Dropout).Select(between => (between.Layer, shape, shape)));
        }
        return [.. layers.Select((step, i) => new LayerPlan(i, step.Layer, new(step.From, step.To, i + 1 < layers.Count && layers[i + 1].Layer.NeedsBatch)))];
    }

    // Changes no shape: norms, dropout and functions of single numbers.
    private static bool StaysBehind(Layer layer) =>
        layer is BatchNorm or LayerNorm or Dropout or Relu or LeakyRelu or Elu or Gelu or Silu or Tanh or Sigmoid or Softmax;

    private static (Layer Layer, Shape To)[]? Back(Layer layer, LayerContext context)
    {
        var (to, single) = (context.Input, Single(context.Input));
        return layer switch
        {
            Dense => [(new Dense(to.Width, Bias: true), to)],
            Flatten => [(new Unflatten(to), to)],
            Conv1d conv => [(new ConvTranspose1d(to, conv.Kernel, conv.Stride, conv.Padding, conv.Dilation), to)],
            Conv2d conv => [(new ConvTranspose2d(to, conv.Kernel, conv.Stride, conv.Padding, conv.Dilation), to)],
            MaxPool or AvgPool => [(new Upsample(to), to)],
            GlobalAvgPool or GlobalMaxPool => [(new Unflatten(single), single), (new Upsample(to), to)],
            _ => null,
        };
    }

    // One place per channel.
    private static Shape Single(Shape shape) => shape.Dimensions.Skip(1).Aggregate(shape, (single, dimension) => single.With(dimension.Axis, 1));

    private static string Mend(Layer layer) => layer switch
    {
        Embedding => "token ids have no order to be near in: prepare them by OneHot, or take an Encoder",
        Lstm or Gru or TransformerEncoder or PositionalEncoding => "use Conv1d with a stride, or Flatten and Dense",
        _ => "use Dense, Conv1d, Conv2d, poolings, norms and activations",
    };
}
