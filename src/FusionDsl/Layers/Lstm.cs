using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997) over time: [batch, channel, time] → [batch, units], what is left in the end,
/// or → [batch, units, time] with the whole sequence. Reading in both directions doubles the units: those of the forward pass come first.
/// </summary>
public sealed class Lstm : nn.Module<Tensor, Tensor>
{
    private readonly LSTM _lstm;
    private readonly long _stateCount, _units;
    private readonly bool _isBidirectional, _isSequence;

    /// <param name="channels">Channels of the input.</param>
    /// <param name="units">Numbers that it remembers, per direction.</param>
    /// <param name="layers">Layers on top of each other.</param>
    /// <param name="bidirectional">Reads in both directions.</param>
    /// <param name="sequence">Gives the output at every point in time instead of the last state of the uppermost layer.</param>
    /// <param name="dropout">Between the layers, 0 to 1.</param>
    public Lstm(long channels, long units, int layers = 1, bool bidirectional = false, bool sequence = false, double dropout = 0)
        : base(nameof(Lstm))
    {
        (_stateCount, _units) = (layers * (bidirectional ? 2 : 1), units);
        (_isBidirectional, _isSequence) = (bidirectional, sequence);
        _lstm = nn.LSTM(channels, units, numLayers: layers, bias: true, batchFirst: true, dropout: dropout, bidirectional: bidirectional);
        register_module("lstm", _lstm);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var steps = input.transpose(1, 2);                              // [batch, time, channel]
        using var empty = RecurrentState.Empty(_stateCount, _units, input);   // [layer · direction, batch, units]
        if (OneDnn.MiscomputesLstm(input, _units)) return WithoutOneDnn(steps, empty);
        var (outputs, hidden, cells) = _lstm.call(steps, (empty, empty));     // [batch, time, units], [layer · direction, batch, units]
        using (outputs)
        using (hidden)
        using (cells) return _isSequence ? outputs.transpose(1, 2) : RecurrentState.Last(hidden, _isBidirectional);
    }

    /// <summary>The constructor registers the inner module.</summary>
    protected override void RegisterComponents() { }

    // As sequences of different lengths, which happen to be equal: libtorch keeps these to itself.
    private Tensor WithoutOneDnn(Tensor steps, Tensor empty)
    {
        using var scope = NewDisposeScope();
        var lengths = full(steps.shape[0], steps.shape[1], dtype: ScalarType.Int64);
        // Sorted they are; but then TorchSharp makes wrappers of no tensor, which are counted as alive for ever.
        using var packed = nn.utils.rnn.pack_padded_sequence(steps, lengths, batch_first: true, enforce_sorted: false);
        var (packedOutputs, hidden, _) = _lstm.call(packed, (empty, empty));
        using (packedOutputs)
        {
            if (!_isSequence) return RecurrentState.Last(hidden, _isBidirectional).MoveToOuterDisposeScope();
            var (outputs, _) = nn.utils.rnn.pad_packed_sequence(packedOutputs, batch_first: true);
            return outputs.transpose(1, 2).MoveToOuterDisposeScope();
        }
    }
}
