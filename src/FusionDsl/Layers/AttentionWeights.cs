using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>What attention to oneself and attention to others share: first values, and the attention itself.</summary>
internal static class AttentionWeights
{
    /// <summary>Weights of query, key and value one above the other, as in PyTorch: Glorot's bounds for all three together.</summary>
    public static Parameter In(long channels)
    {
        var weight = Owned.Parameter(empty(3 * channels, channels, dtype: ScalarType.Float32));
        using var noGrad = no_grad();
        nn.init.xavier_uniform_(weight, gain: 1);
        return weight;
    }

    /// <summary>The projection of what the heads say, without first biases.</summary>
    public static Linear Out(long channels)
    {
        var linear = nn.Linear(channels, channels, hasBias: true);
        using var noGrad = no_grad();
        nn.init.zeros_(linear.bias!);
        return linear;
    }

    /// <exception cref="FusionException">The channels cannot be shared out among the heads.</exception>
    public static void Check(string layer, long channels, long heads)
    {
        if (heads < 1 || channels % heads != 0)
            throw new FusionException(
                $"{layer}: {channels} channels cannot be shared out among {heads} heads; "
                + $"expected a number of heads that divides {channels}.");
    }

    /// <summary>Attention within each sample: [batch, head, time, channel / heads] of queries → [batch, time, channel].</summary>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, double dropout)
    {
        using var attended = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask: null, p: dropout, is_casual: false);
        using var timeFirst = attended.transpose(1, 2);                              // [batch, time, head, channel / heads]
        return timeFirst.reshape(timeFirst.size(0), timeFirst.size(1), timeFirst.size(2) * timeFirst.size(3));
    }
}
