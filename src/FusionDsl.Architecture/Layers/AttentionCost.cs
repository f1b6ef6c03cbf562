namespace FusionDsl.Architecture;

/// <summary>
/// What attention costs, wherever it is used: c channels, t tokens, s tokens that are attended to, h numbers in the network behind.
/// </summary>
internal static class AttentionCost
{
    /// <summary>Query, key, value and output, each with biases.</summary>
    public static long Parameters(long c) => checked(4 * c * (c + 1));

    /// <summary>The four projections, the products with keys and the sums of values.</summary>
    public static long Flops(long c, long t, long s) => checked(4 * t * c * c + 4 * s * c * c + 4 * t * s * c);

    /// <summary>Attention to itself and a network, each with a norm: <c>Layers.TransformerBlock</c>.</summary>
    public static long BlockParameters(long c, long h) => checked(Parameters(c) + Network(c, h) + 4 * c);

    /// <summary>A <c>Layers.TransformerBlock</c>.</summary>
    public static long BlockFlops(long c, long t, long h) => checked(Flops(c, t, t) + 4 * t * c * h);

    /// <summary>
    /// Attention to others and a network, with a norm for both sides and one before the network: <c>Layers.CrossBlock</c>.
    /// </summary>
    public static long CrossBlockParameters(long c, long h) => checked(Parameters(c) + Network(c, h) + 6 * c);

    /// <summary>A <c>Layers.CrossBlock</c>.</summary>
    public static long CrossBlockFlops(long c, long t, long s, long h) => checked(Flops(c, t, s) + 4 * t * c * h);

    private static long Network(long c, long h) => checked(h * (c + 1) + c * (h + 1));
}
