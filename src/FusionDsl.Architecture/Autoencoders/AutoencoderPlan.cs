namespace FusionDsl.Architecture;

/// <summary>An autoencoder with its shapes: its layers, a Flatten where they do not end in features, a Dense to the latent ones; and the mirror.</summary>
internal static class AutoencoderPlan
{
    /// <returns>Null after an issue.</returns>
    public static PartPlan? Infer(EncoderNode node, AutoencoderSettings settings, Operand input, List<Issue> issues)
    {
        var shape = input.Shape;
        if (shape.Vocabulary is not null)
        {
            issues.Add(new(Rule.NoMirror, $"{node.Name}/reads/0", [node.Name, $"{input.Name} {shape}", "token ids have no order to be near in: prepare them by OneHot, or take an Encoder"]));
            return null;
        }
        var start = $"{input.Name} {shape}";
        if (Shapes.InferLayers(node, PartRole.Encoder, node.Layers, shape, start, issues) is not { } own) return null;
        var end = own.Count == 0 ? shape : own[own.Count - 1].Context.Output;
        EquatableArray<Layer> layers = end.IsFeatures ? [.. node.Layers, Latent(settings)] : [.. node.Layers, new Flatten(), Latent(settings)];
        if (Shapes.InferLayers(node, PartRole.Encoder, layers, shape, start, issues) is not { } plans) return null;
        if (settings.Latent >= shape.Count && settings.Noise == 0)
        {
            issues.Add(new(Rule.NoBottleneck, $"{node.Name}/latent", [node.Name, ((long)settings.Latent).Grouped(), shape.Count.Grouped()]));
            return null;
        }
        return Mirror.Of(node.Name, plans, issues) is not { } decoder ? null
            : new(node.Name, PartRole.Encoder, [input], null, shape, plans.ToEquatableArray()) { Decoder = decoder.ToEquatableArray() };
    }

    private static Dense Latent(AutoencoderSettings settings) => new(settings.Latent, Bias: true);
}
