namespace FusionDsl.Architecture;

/// <summary>Parameters that several operators have.</summary>
internal static class FusionParameters
{
    public static Parameter Width { get; } = Parameter.Integer(
        "width", "The common width that operands of another width are projected to; without it that of the widest operand.",
        atLeast: 1, otherwise: null);

    public static Parameter Heads { get; } =
        Parameter.Integer("heads", "Attention heads; they share the width out among them.", atLeast: 1);

    public static Parameter HeadsOrOne { get; } =
        Parameter.Integer("heads", "Attention heads; they share the width out among them.", atLeast: 1, otherwise: 1);

    public static Parameter Dropout { get; } =
        Parameter.Real("dropout", "Probability that a value is zeroed in training.", 0) with { AtLeast = 0, Below = 1 };

    // Not 'layers': in a spec that is the list of what stands behind the fusion.
    public static Parameter Depth(int otherwise) =>
        Parameter.Integer("depth", "Blocks on top of each other.", atLeast: 1, otherwise: otherwise);
}
