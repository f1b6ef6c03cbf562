using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// One operand gates another (Kiela et al., 2018): W(σ(U g) ⊙ V h), operands h and g. U is <c>gate.weight</c>, V <c>value.weight</c>, W
/// <c>out.weight</c>.
/// </summary>
public sealed class GatedBimodal : FusionModule
{
    private readonly Linear _gate, _value, _out;

    /// <param name="widths">Features of h and of the gate g.</param>
    /// <param name="width">Features of the result.</param>
    public GatedBimodal(long[] widths, long width) : base(nameof(GatedBimodal))
    {
        register_module("gate", _gate = nn.Linear(widths[1], width, hasBias: false));
        register_module("value", _value = nn.Linear(widths[0], width, hasBias: false));
        register_module("out", _out = nn.Linear(width, width, hasBias: false));
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var open = _gate.call(operands[1]).sigmoid();            // [batch, width]
        return _out.call(_value.call(operands[0]).mul(open));
    }
}
