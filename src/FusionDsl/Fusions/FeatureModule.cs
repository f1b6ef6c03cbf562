using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>An operator on features at a common width, to which <c>projections.{m}.weight</c> bring operands of another one.</summary>
public abstract class FeatureModule : FusionModule
{
    private readonly Projections _projections;

    private protected FeatureModule(string name, long[] widths, long width) : base(name) =>
        register_module("projections", _projections = new(widths, width));

    /// <inheritdoc/>
    protected sealed override Tensor Join(Tensor[] operands) => Join(operands, _projections.call(operands));

    /// <summary>The formula.</summary>
    /// <param name="operands">h_m: [batch, widths[m]].</param>
    /// <param name="same">P_m h_m: [batch, width].</param>
    protected abstract Tensor Join(Tensor[] operands, Tensor[] same);
}
