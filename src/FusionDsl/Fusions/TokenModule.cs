using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// An operator with attention among tokens: [batch, channel, time] is time tokens, [batch, feature] one, brought to the common width by
/// <c>projections.{m}.weight</c> where they have another.
/// </summary>
public abstract class TokenModule : FusionModule
{
    private readonly Projections _projections;

    private protected TokenModule(string name, long[] widths, long width) : base(name) =>
        register_module("projections", _projections = new(widths, width));

    /// <inheritdoc/>
    protected sealed override Tensor Join(Tensor[] operands) =>
        JoinTokens(_projections.call([.. operands.Select(operand => operand.dim() == 2 ? operand.unsqueeze(1) : operand.transpose(1, 2))]));

    /// <summary>The formula.</summary>
    /// <param name="tokens">Of each operand: [batch, token, width].</param>
    protected abstract Tensor JoinTokens(Tensor[] tokens);

    // Small random first values, as usual for tokens that are trained: equal ones would stay equal.
    private protected static Parameter Trained(params long[] shape)
    {
        var parameter = Layers.Owned.Parameter(empty(shape, dtype: ScalarType.Float32));
        using var noGrad = no_grad();
        nn.init.normal_(parameter, 0, 0.02);
        return parameter;
    }

    // Tokens of all operands behind each other, each with a vector that tells whose it is.
    private protected static Tensor[] Marked(Tensor[] tokens, Tensor marks) => [.. tokens.Select((own, i) => own.add(marks[i]))];

    private protected static ModuleList<Layers.TransformerBlock> Blocks(int count, long width, long heads, double dropout) =>
        [.. Enumerable.Range(0, count).Select(_ =>
            new Layers.TransformerBlock(width, heads, 4 * width, dropout, Layers.Activation.Gelu, preNorm: true))];
}
