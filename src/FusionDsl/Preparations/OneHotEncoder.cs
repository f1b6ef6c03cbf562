using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// 1 in the place of the token, 0 elsewhere: [batch, time] int64 → [batch, vocabulary, time] float32; of a single token
/// [batch, 1] → [batch, vocabulary]. There is nothing to fit. The token 0, which fills what is shorter, has a place like the others.
/// </summary>
/// <param name="length">Tokens of one sample.</param>
/// <param name="vocabulary">Number of different tokens.</param>
public sealed class OneHotEncoder(long length, long vocabulary) : nn.Module<Tensor, Tensor>(nameof(OneHotEncoder))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 2 || input.shape[1] != length)
            throw new FusionException($"OneHot: the input is [{string.Join(", ", input.shape)}]; expected [batch, {length}].");
        using var one = ones([1, 1, 1], device: input.device);
        using var places = input.unsqueeze(1);                                        // [batch, 1, time]
        using var marks = one.expand(places.shape);                                   // [batch, 1, time]
        var encoded = zeros([input.shape[0], vocabulary, length], device: input.device);
        encoded.scatter_(1, places, marks);                                           // [batch, vocabulary, time]
        if (length > 1) return encoded;
        using var single = encoded;
        return single.squeeze(2);                                                     // [batch, vocabulary]
    }

    /// <summary>There is nothing to register.</summary>
    protected override void RegisterComponents() { }
}
