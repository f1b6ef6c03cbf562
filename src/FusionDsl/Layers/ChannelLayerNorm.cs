using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Layer normalization (Ba et al., 2016) over the features of a sample: [batch, feature], or over the channels at every place of
/// [batch, channel, time] and [batch, channel, height, width]; the same shape out. Parameters <c>weight</c> and <c>bias</c>, one per
/// feature.
/// </summary>
public sealed class ChannelLayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly long[] _width;
    private readonly double _epsilon;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    /// <param name="channels">Number of features or channels: the length of axis 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public ChannelLayerNorm(long channels, double epsilon = 1e-5) : base(nameof(ChannelLayerNorm))
    {
        (_width, _epsilon) = ([channels], epsilon);
        register_parameter("weight", _weight = Owned.Parameter(ones(channels, dtype: ScalarType.Float32)));
        register_parameter("bias", _bias = Owned.Parameter(zeros(channels, dtype: ScalarType.Float32)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Normalize(input, _width, _weight, _bias, _epsilon);

    /// <summary>The constructor registers both parameters.</summary>
    protected override void RegisterComponents() { }

    /// <summary>Normalises over axis 1.</summary>
    internal static Tensor Normalize(Tensor input, long[] width, Tensor weight, Tensor bias, double epsilon)
    {
        if (input.dim() == 2) return nn.functional.layer_norm(input, width, weight, bias, epsilon);               // [batch, feature]
        using var channelsLast = input.transpose(1, -1);                                                          // [batch, time, channel]
        using var normalized = nn.functional.layer_norm(channelsLast, width, weight, bias, epsilon);
        return normalized.transpose(1, -1);                                                                       // [batch, channel, time]
    }
}
