using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// A slot for the loss of every step of an epoch, on the device: nobody waits for it before the epoch is over. One read then gives the mean
/// and, should a loss not be finite, the very step at which that began.
/// </summary>
public sealed class LossLog : IDisposable
{
    private float[] _losses;
    private long[] _rows;
    private Tensor? _onDevice;      // null on the CPU, where reading a scalar is cheap

    /// <param name="capacity">Steps of an epoch, at least 1; with more of them the log grows.</param>
    /// <param name="device">Where the losses come from.</param>
    public LossLog(int capacity, Device device)
    {
        (_losses, _rows) = (new float[capacity], new long[capacity]);
        if (device.type != DeviceType.CPU) _onDevice = zeros(capacity, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>Steps of this epoch so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The loss of the last step, on the CPU, where it is known at once; null before the first step, and on other devices.</summary>
    public float? Last => _onDevice is null && Steps > 0 ? _losses[Steps - 1] : null;

    /// <summary>Samples of the steps of this epoch so far.</summary>
    public long Samples => _rows.Take(Steps).Sum();

    /// <summary>Begins an epoch.</summary>
    public void Clear() => Steps = 0;

    /// <summary>Notes the loss of one batch: a scalar, the mean over its <paramref name="rows"/> samples.</summary>
    public void Add(Tensor loss, long rows)
    {
        if (_onDevice is null)
        {
            Add(loss.ToSingle(), rows);
            return;
        }
        using var noGrad = no_grad();
        MakeRoom();
        using var slot = _onDevice[Steps];
        slot.copy_(loss);
        _rows[Steps++] = rows;
    }

    /// <summary>Notes a loss that was computed on the CPU without tensors.</summary>
    public void Add(float loss, long rows)
    {
        if (_onDevice is not null) throw new InvalidOperationException("The losses of this log come from another device than the CPU.");
        MakeRoom();
        (_losses[Steps], _rows[Steps]) = (loss, rows);
        Steps++;
    }

    /// <summary>Mean over the samples of the epoch: a smaller batch weighs less. NaN before the first step.</summary>
    /// <param name="epoch">Counted from 1, for the message.</param>
    /// <param name="cause">Tells what is not finite by now, should a loss not be.</param>
    /// <exception cref="DivergedException">A loss was NaN or infinite; names the step.</exception>
    public double Mean(int epoch, Func<NonFinite?>? cause = null)
    {
        Fetch();
        var (sum, samples) = (0.0, 0L);
        for (var step = 0; step < Steps; step++)
        {
            if (!float.IsFinite(_losses[step])) throw DivergedException.AtStep(epoch, step + 1, _losses[step], cause?.Invoke());
            sum += (double)_losses[step] * _rows[step];
            samples += _rows[step];
        }
        return sum / samples;
    }

    /// <summary>The losses so far with the rows of their batches, for a checkpoint.</summary>
    internal (float[] Losses, long[] Rows) Logged()
    {
        Fetch();
        return (_losses[..Steps], _rows[..Steps]);
    }

    /// <summary>Begins within an epoch, behind the steps of an earlier run.</summary>
    internal void Resume(ReadOnlySpan<float> losses, ReadOnlySpan<long> rows)
    {
        Clear();
        for (var step = 0; step < losses.Length; step++)
        {
            MakeRoom();
            (_losses[Steps], _rows[Steps]) = (losses[step], rows[step]);
            Steps++;
        }
        if (_onDevice is null || Steps == 0) return;
        using var noGrad = no_grad();
        using var here = tensor(_losses[..Steps]);
        using var slots = _onDevice.narrow(0, 0, Steps);
        slots.copy_(here);
    }

    /// <summary>Frees the slots.</summary>
    public void Dispose() => _onDevice?.Dispose();

    private void MakeRoom()
    {
        if (Steps < _losses.Length) return;
        Array.Resize(ref _losses, 2 * Steps);
        Array.Resize(ref _rows, 2 * Steps);
        if (_onDevice is null) return;
        using var full = _onDevice;
        using var room = zeros_like(full);
        _onDevice = cat([full, room]).DetachFromDisposeScope();
    }

    private void Fetch()
    {
        if (_onDevice is null) return;
        using var here = _onDevice.cpu();
        Spans.Floats(here).CopyTo(_losses);
    }
}
