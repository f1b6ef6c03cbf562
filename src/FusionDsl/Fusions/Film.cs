using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Feature-wise linear modulation (Perez et al., 2018): γ(c) ⊙ h + β(c), operands h and c; a factor and a summand per feature or channel
/// of h. γ begins near 1: its bias is 1 at first.
/// </summary>
public sealed class Film : FusionModule
{
    private readonly Linear _gamma, _beta;

    /// <param name="widths">Features or channels of h, features of the conditioner c.</param>
    public Film(long[] widths) : base(nameof(Film))
    {
        register_module("gamma", _gamma = nn.Linear(widths[1], widths[0], hasBias: true));
        register_module("beta", _beta = nn.Linear(widths[1], widths[0], hasBias: true));
        using var noGrad = no_grad();
        nn.init.ones_(_gamma.bias!);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var (modulated, conditioner) = (operands[0], operands[1]);
        // [batch, width], and as many axes of length 1 as h has behind its channels.
        long[] perChannel = [-1, modulated.size(1), .. Enumerable.Repeat(1L, (int)modulated.dim() - 2)];
        return modulated.mul(_gamma.call(conditioner).view(perChannel)).add(_beta.call(conditioner).view(perChannel));
    }
}
