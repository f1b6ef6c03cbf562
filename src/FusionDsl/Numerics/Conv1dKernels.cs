using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace FusionDsl.Numerics;

/// <summary>
/// Convolution over time as a product of matrices whose right factor is never written down: its row for a channel and a place in the window is
/// that channel, read from that place on. Vectors of 512 bits: 8 filters by 32 times stay in registers over all terms of their sums.
/// </summary>
/// <remarks>Every number is the sum of its terms in a fixed order, whatever the number of threads.</remarks>
internal static unsafe class Conv1dKernels
{
    // Rows and columns of a tile.
    private const int Filters = 8, Times = 32, Lanes = 16;

    // From here on a second thread gains more than it costs to wake it.
    private const double WorthThreads = 8e6;

    /// <summary>Whether this machine has what the kernels are made for.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    /// <summary>The fewest times of input and output that the kernels take.</summary>
    public static int FewestTimes => Times;

    /// <summary>How many numbers <see cref="Pack"/> writes.</summary>
    public static int PackedSize(int filters, int depth) => (filters + Filters - 1) / Filters * Filters * depth;

    /// <summary>Puts the weights of eight filters side by side, term by term; filters that are missing are 0.</summary>
    /// <param name="weight">[output, input, kernel]</param>
    /// <param name="shape">Of the convolution.</param>
    /// <param name="panels">[output / 8, input · kernel, 8]</param>
    public static void Pack(float* weight, ConvolutionShape shape, float* panels)
    {
        var depth = shape.Depth;
        for (var filter = 0; filter < PackedSize(shape.Outputs, 1); filter++)
        {
            var to = panels + (nint)(filter / Filters) * Filters * depth + filter % Filters;
            for (var term = 0; term < depth; term++) to[(nint)term * Filters] = filter < shape.Outputs ? weight[(nint)filter * depth + term] : 0;
        }
    }

    /// <summary>The same for the way back: filters are the channels of the input, and windows are read from their end.</summary>
    /// <param name="weight">[output, input, kernel]</param>
    /// <param name="shape">Of the convolution.</param>
    /// <param name="panels">[input / 8, output · kernel, 8]</param>
    public static void PackReversed(float* weight, ConvolutionShape shape, float* panels)
    {
        var (depth, kernel) = (shape.Outputs * shape.Kernel, shape.Kernel);
        for (var filter = 0; filter < PackedSize(shape.Inputs, 1); filter++)
        {
            var to = panels + (nint)(filter / Filters) * Filters * depth + filter % Filters;
            for (var output = 0; output < shape.Outputs; output++)
                for (var k = 0; k < kernel; k++)
                    to[((nint)output * kernel + k) * Filters] =
                        filter < shape.Inputs ? weight[((nint)output * shape.Inputs + filter) * kernel + kernel - 1 - k] : 0;
        }
    }

    /// <summary>y = weight ⋆ x + bias</summary>
    /// <param name="x">[batch, input, time]</param>
    /// <param name="panels">As <see cref="Pack"/> made them.</param>
    /// <param name="bias">[output], or null.</param>
    /// <param name="y">[batch, output, length]</param>
    /// <param name="shape">Of the convolution.</param>
    public static void Forward(float* x, float* panels, float* bias, float* y, ConvolutionShape shape)
    {
        var (from, weights, shifts, to) = ((nint)x, (nint)panels, (nint)bias, (nint)y);      // lambdas take no pointers
        ForAll(shape.Batch, shape.Flops, sample => Correlate(
            (float*)from + (nint)sample * shape.Inputs * shape.Time, shape.Time, shape.Inputs, shape.Kernel, shape.Dilation,
            (float*)weights, (float*)shifts, (float*)to + (nint)sample * shape.Outputs * shape.Length, shape.Outputs, shape.Length));
    }

    /// <summary>The gradient of x without its padding, from that of y.</summary>
    /// <param name="dy">[batch, output, length]</param>
    /// <param name="panels">As <see cref="PackReversed"/> made them.</param>
    /// <param name="dx">[batch, input, time − 2 · padding]</param>
    /// <param name="shape">Of the convolution.</param>
    /// <param name="padding">Zeros that x had at both ends.</param>
    public static void InputGradient(float* dy, float* panels, float* dx, ConvolutionShape shape, int padding)
    {
        var (from, weights, to) = ((nint)dy, (nint)panels, (nint)dx);
        var time = shape.Time - 2 * padding;
        ForAll(shape.Batch, shape.Flops, sample =>
        {
            // Zeros before and behind, so that every window is whole.
            var width = time + shape.Span;
            var windows = Scratch.Of(shape.Outputs * width);
            var gradient = (float*)from + (nint)sample * shape.Outputs * shape.Length;
            for (var output = 0; output < shape.Outputs; output++)
                Place(new(gradient + (nint)output * shape.Length, shape.Length), new(windows + (nint)output * width, width), shape.Span - padding);
            Correlate(
                windows, width, shape.Outputs, shape.Kernel, shape.Dilation,
                (float*)weights, null, (float*)to + (nint)sample * shape.Inputs * time, shape.Inputs, time);
        });
    }

    /// <summary>Writes a row with zeros around it; what stands out on either side is cut off.</summary>
    /// <param name="row">What is copied.</param>
    /// <param name="into">Where to.</param>
    /// <param name="start">The place of its first number there; may be negative.</param>
    public static void Place(ReadOnlySpan<float> row, Span<float> into, int start)
    {
        if (start < 0) row = row[Math.Min(row.Length, -start)..];
        start = Math.Clamp(start, 0, into.Length);
        row = row[..Math.Min(row.Length, into.Length - start)];
        into[..start].Clear();
        row.CopyTo(into[start..]);
        into[(start + row.Length)..].Clear();
    }

    /// <summary>One after the other, or on all threads where that is worth it.</summary>
    internal static void ForAll(int count, double flops, Action<int> body)
    {
        if (count > 1 && flops >= WorthThreads && get_num_threads() is > 1 and var threads)
            Parallel.For(0, count, new() { MaxDegreeOfParallelism = threads }, body);
        else
            for (var i = 0; i < count; i++) body(i);
    }

    // One sample: every tile of filters and times.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate(
        float* x, nint stride, int channels, int kernel, int dilation, float* panels, float* bias, float* y, int filters, int length)
    {
        var first = stackalloc float[Filters];
        nint depth = channels * kernel;
        for (var at = 0; at < length; at += Times)
        {
            if (at > length - Times) at = length - Times;        // the last tile overlaps the one before
            for (var filter = 0; filter < filters; filter += Filters)
            {
                var rows = Math.Min(Filters, filters - filter);
                for (var i = 0; i < rows; i++) first[i] = bias is null ? 0 : bias[filter + i];
                Tile(x + at, stride, channels, kernel, dilation, panels + filter * depth, first, y + (nint)filter * length + at, length, rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(
        float* x, nint stride, int channels, int kernel, nint dilation, float* w, float* bias, float* y, nint yStride, int rows)
    {
        Vector512<float> c00, c10, c20, c30, c40, c50, c60, c70;
        Vector512<float> c01, c11, c21, c31, c41, c51, c61, c71;
        c00 = c01 = Vector512.Create(bias[0]);
        c10 = c11 = Vector512.Create(bias[1]);
        c20 = c21 = Vector512.Create(bias[2]);
        c30 = c31 = Vector512.Create(bias[3]);
        c40 = c41 = Vector512.Create(bias[4]);
        c50 = c51 = Vector512.Create(bias[5]);
        c60 = c61 = Vector512.Create(bias[6]);
        c70 = c71 = Vector512.Create(bias[7]);
        for (var channel = 0; channel < channels; channel++)
        {
            var row = x;
            for (var k = 0; k < kernel; k++)
            {
                var (b0, b1) = (Vector512.Load(row), Vector512.Load(row + Lanes));
                var a = Vector512.Create(w[0]);
                c00 = Vector512.FusedMultiplyAdd(a, b0, c00);
                c01 = Vector512.FusedMultiplyAdd(a, b1, c01);
                a = Vector512.Create(w[1]);
                c10 = Vector512.FusedMultiplyAdd(a, b0, c10);
                c11 = Vector512.FusedMultiplyAdd(a, b1, c11);
                a = Vector512.Create(w[2]);
                c20 = Vector512.FusedMultiplyAdd(a, b0, c20);
                c21 = Vector512.FusedMultiplyAdd(a, b1, c21);
                a = Vector512.Create(w[3]);
                c30 = Vector512.FusedMultiplyAdd(a, b0, c30);
                c31 = Vector512.FusedMultiplyAdd(a, b1, c31);
                a = Vector512.Create(w[4]);
                c40 = Vector512.FusedMultiplyAdd(a, b0, c40);
                c41 = Vector512.FusedMultiplyAdd(a, b1, c41);
                a = Vector512.Create(w[5]);
                c50 = Vector512.FusedMultiplyAdd(a, b0, c50);
                c51 = Vector512.FusedMultiplyAdd(a, b1, c51);
                a = Vector512.Create(w[6]);
                c60 = Vector512.FusedMultiplyAdd(a, b0, c60);
                c61 = Vector512.FusedMultiplyAdd(a, b1, c61);
                a = Vector512.Create(w[7]);
                c70 = Vector512.FusedMultiplyAdd(a, b0, c70);
                c71 = Vector512.FusedMultiplyAdd(a, b1, c71);
                w += Filters;
                row += dilation;
            }
            x += stride;
        }
        Store(c00, c01, y);
        if (rows > 1) Store(c10, c11, y + yStride);
        if (rows > 2) Store(c20, c21, y + 2 * yStride);
        if (rows > 3) Store(c30, c31, y + 3 * yStride);
        if (rows > 4) Store(c40, c41, y + 4 * yStride);
        if (rows > 5) Store(c50, c51, y + 5 * yStride);
        if (rows > 6) Store(c60, c61, y + 6 * yStride);
        if (rows > 7) Store(c70, c71, y + 7 * yStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> first, Vector512<float> second, float* to)
    {
        first.Store(to);
        second.Store(to + Lanes);
    }
}
