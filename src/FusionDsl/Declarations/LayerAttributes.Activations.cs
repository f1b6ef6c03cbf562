namespace FusionDsl;

/// <summary>max(0, x).</summary>
public sealed class ReluAttribute : LayerAttribute;

/// <summary>x where positive, else slope·x (Maas et al., 2013).</summary>
/// <param name="slope">Factor below zero; 0 to below 1.</param>
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>Factor below zero.</summary>
    public double Slope { get; } = slope;
}

/// <summary>x where positive, else alpha·(eˣ − 1) (Clevert et al., 2016).</summary>
/// <param name="alpha">Where it ends towards minus infinity, negated; above 0.</param>
public sealed class EluAttribute(double alpha = 1) : LayerAttribute
{
    /// <summary>Where it ends towards minus infinity, negated.</summary>
    public double Alpha { get; } = alpha;
}

/// <summary>x·Φ(x), with the error function (Hendrycks and Gimpel, 2016).</summary>
public sealed class GeluAttribute : LayerAttribute;

/// <summary>x·σ(x) (Elfwing et al., 2018).</summary>
public sealed class SiluAttribute : LayerAttribute;

/// <summary>Hyperbolic tangent.</summary>
public sealed class TanhAttribute : LayerAttribute;

/// <summary>1 / (1 + e⁻ˣ).</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>eˣ divided by its sum over features or channels. A head needs none: its loss works on logits.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
