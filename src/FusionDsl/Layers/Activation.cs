namespace FusionDsl.Layers;

/// <summary>The activation inside a <see cref="TransformerBlock"/>.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x · Φ(x) with the exact normal distribution (Hendrycks and Gimpel, 2016).</summary>
    Gelu,
}
