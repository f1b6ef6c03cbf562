using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Adds a pattern of sine and cosine waves that tells each point in time from the others (Vaswani et al., 2017):
/// [batch, channel, time] → [batch, channel, time]. Channel 2i gets sin(t / 10000^(2i / channels)), channel 2i + 1 the cosine of the same.
/// </summary>
public sealed class PositionalEncoding : nn.Module<Tensor, Tensor>
{
    private readonly long _length;
    [ComponentName(Name = "waves")] private readonly Tensor _waves;

    /// <param name="channels">Channels of the input.</param>
    /// <param name="length">Points in time of the longest input.</param>
    public PositionalEncoding(long channels, long length) : base(nameof(PositionalEncoding))
    {
        _length = length;
        // A persistent buffer: others are not moved to another device with the module.
        register_buffer("waves", _waves = tensor(Waves(channels, length), [channels, length]).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var time = input.shape[2];
        if (time > _length)
            throw new FusionException($"PositionalEncoding: the input has {time} points in time; it was made for at most {_length}.");
        using var waves = _waves.narrow(1, 0, time);             // [channel, time]
        return input.add(waves);
    }

    /// <summary>The constructor registers the buffer.</summary>
    protected override void RegisterComponents() { }

    private static float[] Waves(long channels, long length)
    {
        var waves = new float[channels * length];
        for (var channel = 0L; channel < channels; channel++)
        {
            var frequency = Math.Pow(10_000, -(double)(channel / 2 * 2) / channels);
            for (var t = 0L; t < length; t++)
                waves[channel * length + t] = (float)(channel % 2 == 0 ? Math.Sin(t * frequency) : Math.Cos(t * frequency));
        }
        return waves;
    }
}
