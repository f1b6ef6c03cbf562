using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// f_0 = mean_m P_m h_m, f_l = mean_m ReLU(H_m^l f_{l−1} + b_m^l) (Chen et al., 2017, MV3D). H_m^l is <c>layers.{l − 1}.{m}.weight</c>.
/// </summary>
public sealed class DeepFusion : FeatureModule
{
    private readonly ModuleList<ModuleList<Linear>> _layers;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    /// <param name="depth">How often the branches part and meet again.</param>
    public DeepFusion(long[] widths, long width, int depth) : base(nameof(DeepFusion), widths, width)
    {
        ModuleList<Linear> Layer() => [.. widths.Select(_ => nn.Linear(width, width, hasBias: true))];
        register_module("layers", _layers = [.. Enumerable.Range(0, depth).Select(_ => Layer())]);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same)
    {
        var fused = Mean.Of(same);
        foreach (var layer in _layers) fused = Mean.Of([.. layer.Select(branch => branch.call(fused).relu())]);
        return fused;
    }
}
