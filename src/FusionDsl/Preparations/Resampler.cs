using FusionDsl.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// A series at another rate over the same duration: [batch, channel, time t] → [batch, channel, time t · new rate / old rate], rounded
/// half up. Step 0 stays where it is; step j of the result lies at the time j / new rate.
/// </summary>
/// <remarks>
/// Each new step is a sum of the old ones around it, weighted by a sinc under a Kaiser window of 32 steps of the slower rate (Kaiser,
/// 1974). What lies above the Nyquist frequency of the slower rate is at least 60 dB down, so nothing is folded back; up to 75 % of it
/// everything passes within 0.1 %, between the two is a slope. The weights of a step sum to 1: a constant stays what it is, up to the
/// ends. Beyond these the series is thought to stay at its last value, which matters within 16 steps of them. The filter follows from
/// both rates; it is a buffer so that it moves with the module.
/// </remarks>
public sealed class Resampler : nn.Module<Tensor, Tensor>
{
    private const int FewStepsOfBlock = 64, ManyStepsOfBlock = 256;

    private readonly long _length, _newLength;
    private readonly int _taps, _before, _after, _advance;
    private readonly long[] _starts;                                          // of the blocks, where their filters differ
    [ComponentName(Name = "filter")] private readonly Tensor _filter;         // [1 or blocks, taps, steps of a block]

    /// <param name="length">Steps of one sample.</param>
    /// <param name="from">Steps per second before.</param>
    /// <param name="to">Steps per second after.</param>
    public Resampler(long length, double from, double to) : base(nameof(Resampler))
    {
        if (!(from > 0 && to > 0 && double.IsFinite(from) && double.IsFinite(to)))
            throw new ArgumentOutOfRangeException(nameof(to), $"Rates are above 0; found {from} and {to}.");
        (_length, _newLength) = (length, (long)Math.Floor(length * to / from + 0.5));
        if (_newLength < 1) throw new ArgumentOutOfRangeException(nameof(to), $"{length} steps at {from} Hz are less than one at {to} Hz.");

        // After `up` new steps and `down` old ones both are in step again: then the same weights return.
        var (up, down) = Fraction.Near(to / from);
        var repeats = up <= ManyStepsOfBlock;
        // A block as long as the filter: shorter ones would read everything twice, longer ones would mostly multiply by 0.
        var alike = (int)Math.Clamp(FewStepsOfBlock * to / from, FewStepsOfBlock, ManyStepsOfBlock);
        var steps = (int)Math.Min(repeats ? up * Math.Max(1, alike / up) : alike, _newLength);
        var blocks = (int)((_newLength + steps - 1) / steps);
        _before = ResamplingFilter.HalfLength(from, to);
        _starts = [.. Enumerable.Range(0, blocks).Select(block => (long)Math.Floor(block * (double)steps * from / to))];
        _taps = (int)Math.Ceiling(steps * from / to) + 2 * _before + 2;
        _advance = repeats && blocks > 1 ? (int)(steps / up * down) : 0;
        _after = (int)Math.Max(0, (_advance > 0 ? (long)_advance * (blocks - 1) : _starts[^1]) + _taps - _before - length);

        var kinds = _advance > 0 ? 1 : blocks;
        var weights = new float[(long)kinds * _taps * steps];
        for (var block = 0; block < kinds; block++)
            for (var step = 0; step < steps; step++)
            {
                var position = ((long)block * steps + step) * from / to - _starts[block] + _before;
                ResamplingFilter.Write(weights.AsSpan(block * _taps * steps), step, steps, _taps, position, from, to);
            }
        register_buffer("filter", _filter = tensor(weights, [kinds, _taps, steps]).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 3 || input.shape[2] != _length)
            throw new FusionException($"Resample: the input is [{string.Join(", ", input.shape)}]; expected [batch, channel, {_length}].");
        using var longer = nn.functional.pad(input, [_before, _after], PaddingModes.Replicate);
        using var blocks = _advance > 0 ? Alike(longer) : OneByOne(longer);    // [batch, channel, time, or a little more]
        using var all = blocks.narrow(2, 0, _newLength);
        return all.contiguous();
    }

    /// <summary>The constructor registers the buffer.</summary>
    protected override void RegisterComponents() { }

    private Tensor Alike(Tensor longer)
    {
        using var windows = longer.unfold(2, _taps, _advance);                 // [batch, channel, block, tap]
        using var filter = _filter.squeeze(0);
        using var steps = windows.matmul(filter);                              // [batch, channel, block, step]
        return steps.flatten(2);
    }

    private Tensor OneByOne(Tensor longer)
    {
        var blocks = new Tensor[_starts.Length];
        for (var block = 0; block < blocks.Length; block++)
        {
            using var window = longer.narrow(2, _starts[block], _taps);
            using var filter = _filter.select(0, block);
            blocks[block] = window.matmul(filter);
        }
        if (blocks.Length == 1) return blocks[0];
        try
        {
            return cat(blocks, dim: 2);
        }
        finally
        {
            foreach (var block in blocks) block.Dispose();
        }
    }
}
