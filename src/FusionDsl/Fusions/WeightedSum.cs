using FusionDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Σ softmax(w)_m P_m h_m: a sum with trained weights, the same for all samples. They begin equal.
/// </summary>
public sealed class WeightedSum : FeatureModule
{
    [ComponentName(Name = "weights")] private readonly Parameter _weights;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public WeightedSum(long[] widths, long width) : base(nameof(WeightedSum), widths, width)
    {
        register_parameter("weights", _weights = Owned.Parameter(zeros(widths.Length, dtype: ScalarType.Float32)));
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var shares = _weights.softmax(0);                        // [operand]
        return stack(same, 2).matmul(shares);                    // [batch, width]
    }
}
