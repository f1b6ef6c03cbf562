using FusionDsl.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Multiplicative interaction (Jayakumar et al., 2020): h_2ᵀ 𝕎 h_1 + U h_2 + V h_1 + b. 𝕎 is <c>products</c> [width, widths[1],
/// widths[0]], U <c>second.weight</c>, V and b <c>first.weight</c> and <c>first.bias</c>.
/// </summary>
public sealed class Bilinear : FusionModule
{
    private readonly Linear _first, _second;
    [ComponentName(Name = "products")] private readonly Parameter _products;

    /// <param name="widths">Features of the two operands.</param>
    /// <param name="width">Features of the result.</param>
    public Bilinear(long[] widths, long width) : base(nameof(Bilinear))
    {
        register_parameter("products", _products = Owned.Parameter(empty(width, widths[1], widths[0], dtype: ScalarType.Float32)));
        register_module("first", _first = nn.Linear(widths[0], width, hasBias: true));
        register_module("second", _second = nn.Linear(widths[1], width, hasBias: false));
        // As many summands as there are products: their sum shall be as wide as that of a Dense.
        var bound = 1 / Math.Sqrt((double)widths[0] * widths[1]);
        using var noGrad = no_grad();
        nn.init.uniform_(_products, -bound, bound);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands)
    {
        var half = nn.functional.linear(operands[0], _products.flatten(0, 1));                                 // [batch, width · widths[1]]
        var products = half.view(-1, _products.size(0), _products.size(1)).matmul(operands[1].unsqueeze(2));   // [batch, width, 1]
        return products.squeeze(2).add(_first.call(operands[0])).add(_second.call(operands[1]));
    }
}
