using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>What a recurrent layer remembers before it has read anything, and when it has read everything.</summary>
internal static class RecurrentState
{
    /// <summary>Zeros [count, batch, units]. Left to itself, TorchSharp makes them at every call and never frees them.</summary>
    public static Tensor Empty(long count, long units, Tensor input) =>
        zeros(count, input.shape[0], units, dtype: input.dtype, device: input.device);

    /// <summary>The state of the uppermost layer: [layer · direction, batch, units] → [batch, units · direction].</summary>
    public static Tensor Last(Tensor hidden, bool isBidirectional)
    {
        // Backwards, the state after the whole sequence is the one at its beginning: not a slice of the outputs at the last point in time.
        if (!isBidirectional) return hidden.select(0, -1);
        using var forward = hidden.select(0, -2);
        using var backward = hidden.select(0, -1);
        return cat([forward, backward], 1);
    }
}
