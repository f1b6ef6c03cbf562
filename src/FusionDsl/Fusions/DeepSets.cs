using FusionDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// MLP(Σ a_m P_m h_m) (Zaheer et al., 2017) with trained <c>factors</c> a_m, 1 at first, and the network Dense(hidden), ReLU, Dense(width).
/// </summary>
public sealed class DeepSets : FeatureModule
{
    private readonly Linear _widen, _narrow;
    [ComponentName(Name = "factors")] private readonly Parameter _factors;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    /// <param name="hidden">Numbers in the middle of the network.</param>
    public DeepSets(long[] widths, long width, long hidden) : base(nameof(DeepSets), widths, width)
    {
        register_parameter("factors", _factors = Owned.Parameter(ones(widths.Length, dtype: ScalarType.Float32)));
        register_module("linear1", _widen = nn.Linear(width, hidden, hasBias: true));
        register_module("linear2", _narrow = nn.Linear(hidden, width, hasBias: true));
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var sum = stack(same, 2).matmul(_factors);               // [batch, width]
        return _narrow.call(_widen.call(sum).relu());
    }
}
