using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Gated multimodal unit (Arevalo et al., 2017): Σ g_m ⊙ tanh(W_m h_m), g = softmax_m(W_g[h_1; …; h_M]); for two operands z ⊙ tanh(W_1
/// h_1) + (1 − z) ⊙ tanh(W_2 h_2), z = σ(W_z[h_1; h_2]). W_m is <c>branches.{m}.weight</c>; <c>gate.weight</c> has a block of width rows
/// per gate.
/// </summary>
public sealed class Gated : FusionModule
{
    private readonly long _width;
    private readonly Linear _gate;
    private readonly ModuleList<Linear> _branches;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">Features of the result.</param>
    public Gated(long[] widths, long width) : base(nameof(Gated))
    {
        _width = width;
        register_module("gate", _gate = nn.Linear(widths.Sum(), widths.Length == 2 ? width : widths.Length * width, hasBias: false));
        register_module("branches", _branches = [.. widths.Select(from => nn.Linear(from, width, hasBias: false))]);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var gates = _gate.call(cat(operands, 1));
        Tensor[] branches = [.. operands.Select((operand, i) => _branches[i].call(operand).tanh())];           // [batch, width]
        if (branches.Length == 2) return branches[1].lerp(branches[0], gates.sigmoid());
        var shares = gates.view(-1, branches.Length, _width).softmax(1);                                       // [batch, operand, width]
        return stack(branches, 1).mul(shares).sum(1);
    }
}
