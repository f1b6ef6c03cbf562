using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace FusionDsl.Numerics;

/// <summary>
/// BatchNorm and the ReLU behind it in one go. Such operations cost what they move through memory: channel by channel, everything after the
/// first look at a channel finds it in the cache, and no mask and no normalised copy is kept between the two directions.
/// </summary>
/// <remarks>Every channel is computed alone and in a fixed order: the bits depend on no number of threads.</remarks>
internal static unsafe class ChannelKernels
{
    // Below this a second thread costs more than it gains.
    private const long WorthThreads = 1 << 18;

    /// <summary>Whether to use vectors of 512 bits; tests try both ways.</summary>
    internal static bool IsWide { get; set; } = Vector512.IsHardwareAccelerated;

    /// <summary>y = max(0, x̂·γ + β), x̂ normalised by the moments of each channel over all samples and places.</summary>
    /// <param name="x">[batch, channel, place]</param>
    /// <param name="y">[batch, channel, place]; does not overlap <paramref name="x"/>.</param>
    /// <param name="shape">Of both.</param>
    /// <param name="statistics">Takes the moments; <see cref="ChannelStatistics.Gamma"/> and its like are read.</param>
    public static void Forward(float* x, float* y, ChannelShape shape, ChannelStatistics statistics)
    {
        var (from, to) = ((nint)x, (nint)y);                     // lambdas take no pointers
        if (IsWide) ForAll(shape, channel => ForwardOne<WideLanes>((float*)from, (float*)to, shape, statistics, channel));
        else ForAll(shape, channel => ForwardOne<PortableLanes>((float*)from, (float*)to, shape, statistics, channel));
    }

    /// <summary>The gradients of input, γ and β from that of y. Where the ReLU was open is computed again from x: to read y would cost more.</summary>
    /// <param name="x">[batch, channel, place], as it was.</param>
    /// <param name="dy">[batch, channel, place]</param>
    /// <param name="dx">[batch, channel, place]; may be <paramref name="x"/> or <paramref name="dy"/>.</param>
    /// <param name="shape">Of all three.</param>
    /// <param name="statistics">As <see cref="Forward"/> left them.</param>
    /// <param name="dGamma">[channel]</param>
    /// <param name="dBeta">[channel]</param>
    public static void Backward(float* x, float* dy, float* dx, ChannelShape shape, ChannelStatistics statistics, float* dGamma, float* dBeta)
    {
        var (input, gradient, to, scales, shifts) = ((nint)x, (nint)dy, (nint)dx, (nint)dGamma, (nint)dBeta);
        if (IsWide)
            ForAll(shape, channel => BackwardOne<WideLanes>(
                (float*)input, (float*)gradient, (float*)to, shape, statistics, (float*)scales, (float*)shifts, channel));
        else
            ForAll(shape, channel => BackwardOne<PortableLanes>(
                (float*)input, (float*)gradient, (float*)to, shape, statistics, (float*)scales, (float*)shifts, channel));
    }

    private static void ForAll(ChannelShape shape, Action<int> channel)
    {
        if (shape.Count >= WorthThreads && shape.Channels > 1 && get_num_threads() is > 1 and var threads)
            Parallel.For(0, shape.Channels, new() { MaxDegreeOfParallelism = threads }, channel);
        else
            for (var i = 0; i < shape.Channels; i++) channel(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardOne<TLanes>(float* x, float* y, ChannelShape shape, ChannelStatistics statistics, int channel)
        where TLanes : struct, ILanes<TLanes>
    {
        var first = (nint)channel * shape.Places;
        x += first;
        y += first;
        var n = (double)shape.Batch * shape.Places;

        // Twice, so that a large mean does not swallow a small spread: first the mean, as distance from any value of the channel.
        var about = x[0];
        var sum = 0.0;
        for (var b = 0; b < shape.Batch; b++) sum += RowKernels.Sum<TLanes>(x + b * shape.Stride, shape.Places, about);
        var mean = about + sum / n;
        var center = (float)mean;
        var squares = 0.0;
        for (var b = 0; b < shape.Batch; b++) squares += RowKernels.Squares<TLanes>(x + b * shape.Stride, shape.Places, center);
        var rest = mean - center;                                // what float32 lost of the mean
        var variance = Math.Max(0, squares / n - rest * rest);    // NaN stays NaN
        statistics.Set(channel, mean, center, variance);

        var (scale, shift) = (statistics.Scale[channel], statistics.Shift[channel]);
        for (var b = 0; b < shape.Batch; b++)
            RowKernels.Normalize<TLanes>(x + b * shape.Stride, y + b * shape.Stride, shape.Places, center, scale, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardOne<TLanes>(
        float* x, float* dy, float* dx, ChannelShape shape, ChannelStatistics statistics, float* dGamma, float* dBeta, int channel)
        where TLanes : struct, ILanes<TLanes>
    {
        var first = (nint)channel * shape.Places;
        x += first;
        dy += first;
        dx += first;
        var (center, scale, shift) = (statistics.Center[channel], statistics.Scale[channel], statistics.Shift[channel]);
        double sum = 0, product = 0;
        for (var b = 0; b < shape.Batch; b++)
        {
            var (s, p) = RowKernels.Gradients<TLanes>(x + b * shape.Stride, dy + b * shape.Stride, shape.Places, center, scale, shift);
            sum += s;
            product += p;
        }
        // Of x − μ, with the mean as exact as it was known.
        var (inverse, rest) = (statistics.Inverse[channel], statistics.Rest[channel]);
        product -= rest * sum;
        dBeta[channel] = (float)sum;
        dGamma[channel] = (float)(product * inverse);

        // dx = γ/σ · (g − mean(g) − (x − μ)/σ² · mean(g·(x − μ)))
        var n = (double)shape.Batch * shape.Places;
        var slope = product / n * inverse * inverse;
        var terms = new RowKernels.InputTerms(center, scale, shift, (float)(-scale * slope), (float)(-scale * (sum / n - rest * slope)));
        for (var b = 0; b < shape.Batch; b++)
            RowKernels.InputGradient<TLanes>(x + b * shape.Stride, dy + b * shape.Stride, dx + b * shape.Stride, shape.Places, terms);
    }
}

/// <summary>[batch, channel, place], one number after another; places are times or pixels.</summary>
internal readonly record struct ChannelShape(int Batch, int Channels, int Places)
{
    /// <summary>Of a tensor with any number of axes behind the channel.</summary>
    public static ChannelShape Of(Tensor tensor)
    {
        var (batch, channels) = ((int)tensor.size(0), (int)tensor.size(1));
        return new(batch, channels, (int)(tensor.numel() / ((long)batch * channels)));
    }

    /// <summary>From one sample to the next.</summary>
    public nint Stride => (nint)Channels * Places;

    /// <summary>All numbers.</summary>
    public long Count => (long)Batch * Stride;
}

/// <summary>What a normalisation knows about each channel, from its forward to its backward pass.</summary>
internal sealed class ChannelStatistics(int channels, double epsilon)
{
    /// <summary>Trained scale and shift.</summary>
    public readonly float[] Gamma = new float[channels], Beta = new float[channels];

    /// <summary>The mean as float32, and what the rounding lost of it.</summary>
    public readonly float[] Center = new float[channels];

    /// <summary>See <see cref="Center"/>.</summary>
    public readonly double[] Rest = new double[channels];

    /// <summary>Divided by n.</summary>
    public readonly double[] Variance = new double[channels];

    /// <summary>1/√(variance + ε).</summary>
    public readonly double[] Inverse = new double[channels];

    /// <summary>Output = (x − center)·scale + shift.</summary>
    public readonly float[] Scale = new float[channels], Shift = new float[channels];

    /// <summary>Takes the moments of a channel.</summary>
    public void Set(int channel, double mean, float center, double variance)
    {
        var inverse = 1 / Math.Sqrt(variance + epsilon);
        var rest = mean - center;
        (Center[channel], Rest[channel], Variance[channel], Inverse[channel]) = (center, rest, variance, inverse);
        Scale[channel] = (float)(Gamma[channel] * inverse);
        Shift[channel] = (float)(Beta[channel] - rest * Gamma[channel] * inverse);
    }

    /// <summary>Moves the running moments, as libtorch does: the variance divided by n − 1, which one number alone does not have.</summary>
    public void MoveRunning(Span<float> mean, Span<float> variance, double momentum, double n)
    {
        for (var c = 0; c < mean.Length; c++)
        {
            mean[c] = (float)((1 - momentum) * mean[c] + momentum * (Center[c] + Rest[c]));
            if (n > 1) variance[c] = (float)((1 - momentum) * variance[c] + momentum * (Variance[c] * (n / (n - 1))));
        }
    }
}
