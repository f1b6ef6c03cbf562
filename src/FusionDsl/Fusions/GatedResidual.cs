using FusionDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// u_i = P_i h_i + tanh(g_i) ⊙ W_i[P_j h_j]_{j≠i}; the result is [u_1; …; u_M]. The gates g begin at 0, as in Flamingo (Alayrac et al.,
/// 2022), so that every operand passes unchanged at first; W_i, <c>others.{i}.weight</c>, learns from the moment that its gate has moved.
/// </summary>
public sealed class GatedResidual : FeatureModule
{
    private readonly ModuleList<Linear> _others;
    [ComponentName(Name = "gates")] private readonly Parameter _gates;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public GatedResidual(long[] widths, long width) : base(nameof(GatedResidual), widths, width)
    {
        register_parameter("gates", _gates = Owned.Parameter(zeros(widths.Length, width, dtype: ScalarType.Float32)));
        register_module("others", _others = [.. widths.Select(_ => nn.Linear((widths.Length - 1) * width, width, hasBias: false))]);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var open = _gates.tanh();                                // [operand, width]
        return cat([.. same.Select((one, i) => one.add(_others[i].call(cat(Others(same, i), 1)).mul(open[i])))], 1);
    }

    private static Tensor[] Others(Tensor[] operands, int except) => [.. operands.Where((_, i) => i != except)];
}
