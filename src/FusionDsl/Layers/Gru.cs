using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Gated recurrent unit (Cho et al., 2014) over time: [batch, channel, time] → [batch, units], what is left in the end,
/// or → [batch, units, time] with the whole sequence. Reading in both directions doubles the units: those of the forward pass come first.
/// </summary>
public sealed class Gru : nn.Module<Tensor, Tensor>
{
    private readonly GRU _gru;
    private readonly long _stateCount, _units;
    private readonly bool _isBidirectional, _isSequence;

    /// <param name="channels">Channels of the input.</param>
    /// <param name="units">Numbers that it remembers, per direction.</param>
    /// <param name="layers">Layers on top of each other.</param>
    /// <param name="bidirectional">Reads in both directions.</param>
    /// <param name="sequence">Gives the output at every point in time instead of the last state of the uppermost layer.</param>
    /// <param name="dropout">Between the layers, 0 to 1.</param>
    public Gru(long channels, long units, int layers = 1, bool bidirectional = false, bool sequence = false, double dropout = 0)
        : base(nameof(Gru))
    {
        (_stateCount, _units) = (layers * (bidirectional ? 2 : 1), units);
        (_isBidirectional, _isSequence) = (bidirectional, sequence);
        _gru = nn.GRU(channels, units, numLayers: layers, bias: true, batchFirst: true, dropout: dropout, bidirectional: bidirectional);
        register_module("gru", _gru);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var steps = input.transpose(1, 2);                              // [batch, time, channel]
        using var empty = RecurrentState.Empty(_stateCount, _units, input);   // [layer · direction, batch, units]
        var (outputs, hidden) = _gru.call(steps, empty);                      // [batch, time, units], [layer · direction, batch, units]
        using (outputs)
        using (hidden) return _isSequence ? outputs.transpose(1, 2) : RecurrentState.Last(hidden, _isBidirectional);
    }

    /// <summary>The constructor registers the inner module.</summary>
    protected override void RegisterComponents() { }
}
