namespace FusionDsl;

/// <summary>Base of all layers; their order in the source is their order in the network.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : DeclarationAttribute;

/// <summary>Fully connected: [feature n] → [feature width], y = W x + b.</summary>
/// <param name="width">Number of outputs; at least 1.</param>
/// <param name="bias">Whether to add a trained bias; directly before a BatchNorm there is never one.</param>
public sealed class DenseAttribute(int width, bool bias = true) : LayerAttribute
{
    /// <summary>Number of outputs.</summary>
    public int Width { get; } = width;

    /// <summary>Whether to add a trained bias.</summary>
    public bool Bias { get; } = bias;
}

/// <summary>A trained vector per token: [time t] of token ids → [channel width, time t].</summary>
/// <param name="width">Numbers per token; at least 1.</param>
public sealed class EmbeddingAttribute(int width) : LayerAttribute
{
    /// <summary>Numbers per token.</summary>
    public int Width { get; } = width;
}

/// <summary>Adds sines and cosines that tell the place in time (Vaswani et al., 2017): [channel c, time t], unchanged.</summary>
public sealed class PositionalEncodingAttribute : LayerAttribute;

/// <summary>Zeroes each value with a probability in training and scales the rest (Srivastava et al., 2014).</summary>
/// <param name="rate">Probability that a value is zeroed; 0 to below 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>Probability that a value is zeroed.</summary>
    public double Rate { get; } = rate;
}

/// <summary>All numbers of a sample side by side: any shape → [feature n].</summary>
public sealed class FlattenAttribute : LayerAttribute;
