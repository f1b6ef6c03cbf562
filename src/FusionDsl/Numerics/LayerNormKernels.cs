using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace FusionDsl.Numerics;

/// <summary>
/// LayerNorm and the GELU behind it in one go. The channels of one place lie apart, but neighbouring places side by side: a vector holds some
/// places and walks through the channels. Nothing is transposed, and nothing but the moments is kept between the two directions.
/// </summary>
/// <remarks>[batch, feature] is the other case, with its sums along the vectors; there is one loop for each.</remarks>
internal static unsafe class LayerNormKernels
{
    // Below this a second thread costs more than it gains.
    private const long WorthThreads = 1 << 18;

    /// <summary>Whether to use vectors of 512 bits; tests try both ways.</summary>
    internal static bool IsWide { get; set; } = Vector512.IsHardwareAccelerated;

    /// <summary>The fewest numbers side by side that the kernels take.</summary>
    public static int FewestLanes => IsWide ? WideLanes.Count : PortableLanes.Count;

    /// <summary>y = gelu(x̂·γ + β), x̂ normalised over the channels of each place.</summary>
    /// <param name="x">[batch, channel, place]</param>
    /// <param name="y">[batch, channel, place]; does not overlap <paramref name="x"/>.</param>
    /// <param name="shape">Of both; features are channels of one place.</param>
    /// <param name="weights">γ and β.</param>
    /// <param name="moments">[batch, 3, place], kept for <see cref="Backward"/>.</param>
    public static void Forward(float* x, float* y, ChannelShape shape, NormWeights weights, float* moments)
    {
        var (from, to, kept) = ((nint)x, (nint)y, (nint)moments);    // lambdas take no pointers
        ForChunks(shape, (first, count, _) =>
        {
            for (var b = first; b < first + count; b++)
            {
                var input = (float*)from + b * shape.Stride;
                var output = (float*)to + b * shape.Stride;
                var moment = (float*)kept + (nint)b * 3 * shape.Places;
                if (IsWide) ForwardOne<WideLanes>(input, output, shape, weights, moment);
                else ForwardOne<PortableLanes>(input, output, shape, weights, moment);
            }
        });
    }

    /// <summary>The gradients of input, γ and β from that of y.</summary>
    /// <param name="x">[batch, channel, place], as it was.</param>
    /// <param name="dy">[batch, channel, place]</param>
    /// <param name="dx">[batch, channel, place]; overlaps neither.</param>
    /// <param name="shape">Of all three.</param>
    /// <param name="weights">γ and β, as they were.</param>
    /// <param name="moments">As <see cref="Forward"/> left them.</param>
    /// <param name="dGamma">[channel]</param>
    /// <param name="dBeta">[channel]</param>
    public static void Backward(
        float* x, float* dy, float* dx, ChannelShape shape, NormWeights weights, float* moments, float* dGamma, float* dBeta)
    {
        var (input, gradient, to, kept) = ((nint)x, (nint)dy, (nint)dx, (nint)moments);
        var chunks = Chunks(shape);
        var sums = new WeightSums[chunks];
        ForChunks(shape, (first, count, chunk) =>
        {
            var sum = sums[chunk] = new(shape.Channels, FewestLanes);
            for (var b = first; b < first + count; b++)
            {
                var offset = b * shape.Stride;
                var moment = (float*)kept + (nint)b * 3 * shape.Places;
                if (IsWide) BackwardOne<WideLanes>((float*)input + offset, (float*)gradient + offset, (float*)to + offset, shape, weights, moment, sum);
                else BackwardOne<PortableLanes>((float*)input + offset, (float*)gradient + offset, (float*)to + offset, shape, weights, moment, sum);
            }
        });
        // In the order of the chunks, whoever was ready first.
        for (var c = 0; c < shape.Channels; c++)
        {
            double gamma = 0, beta = 0;
            foreach (var sum in sums) (gamma, beta) = (gamma + sum.Gamma[c], beta + sum.Beta[c]);
            (dGamma[c], dBeta[c]) = ((float)gamma, (float)beta);
        }
    }

    private static int Chunks(ChannelShape shape) => shape.Count >= WorthThreads ? Math.Clamp(get_num_threads(), 1, shape.Batch) : 1;

    // Neighbouring samples belong together, as many chunks as threads.
    private static void ForChunks(ChannelShape shape, Action<int, int, int> chunk)
    {
        var chunks = Chunks(shape);
        if (chunks == 1) chunk(0, shape.Batch, 0);
        else
            Parallel.For(0, chunks, new() { MaxDegreeOfParallelism = chunks }, i =>
            {
                var (first, next) = ((int)((long)shape.Batch * i / chunks), (int)((long)shape.Batch * (i + 1) / chunks));
                chunk(first, next - first, i);
            });
    }

    private static void ForwardOne<TLanes>(float* x, float* y, ChannelShape shape, NormWeights weights, float* moments)
        where TLanes : struct, ILanes<TLanes>
    {
        fixed (float* gamma = weights.Gamma, beta = weights.Beta)
        {
            if (shape.Places == 1) ForwardRow<TLanes>(x, y, shape.Channels, gamma, beta, weights.Epsilon, moments);
            else ForwardPlaces<TLanes>(x, y, shape, gamma, beta, weights.Epsilon, moments);
        }
    }

    private static void BackwardOne<TLanes>(
        float* x, float* dy, float* dx, ChannelShape shape, NormWeights weights, float* moments, WeightSums sums) where TLanes : struct, ILanes<TLanes>
    {
        fixed (float* gamma = weights.Gamma, beta = weights.Beta, kept = sums.Scratch)
        fixed (double* dGamma = sums.Gamma, dBeta = sums.Beta)
        {
            if (shape.Places == 1) BackwardRow<TLanes>(x, dy, dx, shape.Channels, gamma, beta, moments, kept, dGamma, dBeta);
            else BackwardPlaces<TLanes>(x, dy, dx, shape, gamma, beta, moments, kept, dGamma, dBeta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardRow<TLanes>(float* x, float* y, int length, float* gamma, float* beta, double epsilon, float* moments)
        where TLanes : struct, ILanes<TLanes>
    {
        // First the mean, as distance from any of the numbers: a large mean does not swallow a small spread.
        var mean = x[0] + RowKernels.Sum<TLanes>(x, length, x[0]) / length;
        var center = (float)mean;
        var rest = mean - center;
        var variance = Math.Max(0, RowKernels.Squares<TLanes>(x, length, center) / length - rest * rest);
        var inverse = 1 / Math.Sqrt(variance + epsilon);
        (moments[0], moments[1], moments[2]) = (center, (float)rest, (float)inverse);
        var (c, r, s) = (TLanes.Of(center), TLanes.Of((float)rest), TLanes.Of((float)inverse));
        for (var i = 0; ; i += TLanes.Count)
        {
            if (i > length - TLanes.Count) i = length - TLanes.Count;
            var normal = (TLanes.Load(x + i) - c - r) * s;
            TLanes.Store(NormalCurve.Gelu(TLanes.MultiplyAdd(normal, TLanes.Load(gamma + i), TLanes.Load(beta + i))), y + i);
            if (i == length - TLanes.Count) break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardRow<TLanes>(
        float* x, float* dy, float* dx, int length, float* gamma, float* beta, float* moments, float* kept, double* dGamma, double* dBeta)
        where TLanes : struct, ILanes<TLanes>
    {
        var (c, r, s) = (TLanes.Of(moments[0]), TLanes.Of(moments[1]), TLanes.Of(moments[2]));
        var (sum, product) = (TLanes.Of(0), TLanes.Of(0));
        var normals = kept + length;
        for (var i = 0; i < length; i += TLanes.Count)
        {
            // The last vector overlaps the one before: what is done does not count again.
            var fresh = Math.Min(TLanes.Count, length - i);
            var at = i + fresh - TLanes.Count;
            var normal = (TLanes.Load(x + at) - c - r) * s;
            var scale = TLanes.Load(gamma + at);
            var g = TLanes.Load(dy + at) * NormalCurve.GeluSlope(TLanes.MultiplyAdd(normal, scale, TLanes.Load(beta + at)));
            TLanes.Store(g, kept + at);
            TLanes.Store(normal, normals + at);
            var part = TLanes.KeepLast(g * scale, fresh);
            sum += part;
            product = TLanes.MultiplyAdd(part, normal, product);
        }
        for (var i = 0; i < length; i++)
        {
            dGamma[i] += (double)kept[i] * normals[i];
            dBeta[i] += kept[i];
        }
        var (mean, slope) = (TLanes.Of(TLanes.Sum(sum) / length), TLanes.Of(TLanes.Sum(product) / length));
        for (var i = 0; ; i += TLanes.Count)
        {
            if (i > length - TLanes.Count) i = length - TLanes.Count;
            TLanes.Store(s * (TLanes.Load(kept + i) * TLanes.Load(gamma + i) - mean - TLanes.Load(normals + i) * slope), dx + i);
            if (i == length - TLanes.Count) break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardPlaces<TLanes>(float* x, float* y, ChannelShape shape, float* gamma, float* beta, double epsilon, float* moments)
        where TLanes : struct, ILanes<TLanes>
    {
        nint places = shape.Places;
        var channels = shape.Channels;
        var share = TLanes.Of(1f / channels);
        for (nint at = 0; ; at += TLanes.Count)
        {
            if (at > places - TLanes.Count) at = places - TLanes.Count;
            var from = x + at;
            var to = y + at;
            var about = TLanes.Load(from);
            var (s0, s1) = (TLanes.Of(0), TLanes.Of(0));
            var k = 0;
            for (; k < channels - 1; k += 2)
            {
                s0 += TLanes.Load(from + k * places) - about;
                s1 += TLanes.Load(from + (k + 1) * places) - about;
            }
            if (k < channels) s0 += TLanes.Load(from + k * places) - about;
            var center = TLanes.MultiplyAdd(s0 + s1, share, about);
            var (squares, left) = (TLanes.Of(0), TLanes.Of(0));
            for (k = 0; k < channels; k++)
            {
                var d = TLanes.Load(from + k * places) - center;
                left += d;
                squares = TLanes.MultiplyAdd(d, d, squares);
            }
            var rest = left * share;                             // what float32 lost of the mean
            TLanes.Store(center, moments + at);
            TLanes.Store(rest, moments + places + at);
            TLanes.Store(squares * share - rest * rest, moments + 2 * places + at);
            for (var i = 0; i < TLanes.Count; i++)
            {
                var variance = moments + 2 * places + at + i;
                *variance = (float)(1 / Math.Sqrt(Math.Max(0, *variance) + epsilon));
            }
            var inverse = TLanes.Load(moments + 2 * places + at);
            for (k = 0; k < channels; k++)
            {
                var normal = (TLanes.Load(from + k * places) - center - rest) * inverse;
                TLanes.Store(NormalCurve.Gelu(TLanes.MultiplyAdd(normal, TLanes.Of(gamma[k]), TLanes.Of(beta[k]))), to + k * places);
            }
            if (at == places - TLanes.Count) break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardPlaces<TLanes>(
        float* x, float* dy, float* dx, ChannelShape shape, float* gamma, float* beta, float* moments, float* kept, double* dGamma, double* dBeta)
        where TLanes : struct, ILanes<TLanes>
    {
        nint places = shape.Places;
        var channels = shape.Channels;
        var share = TLanes.Of(1f / channels);
        var scales = kept + channels * TLanes.Count;             // sums over the places of this sample, still in vectors
        var shifts = scales + channels * TLanes.Count;
        new Span<float>(scales, 2 * channels * TLanes.Count).Clear();
        for (nint start = 0; start < places; start += TLanes.Count)
        {
            // The last vector overlaps the one before: what is done does not count again.
            var fresh = (int)Math.Min(TLanes.Count, places - start);
            var at = start + fresh - TLanes.Count;
            var (center, rest, inverse) = (TLanes.Load(moments + at), TLanes.Load(moments + places + at), TLanes.Load(moments + 2 * places + at));
            var (sum, product) = (TLanes.Of(0), TLanes.Of(0));
            for (var k = 0; k < channels; k++)
            {
                var normal = (TLanes.Load(x + at + k * places) - center - rest) * inverse;
                var scale = TLanes.Of(gamma[k]);
                var g = TLanes.Load(dy + at + k * places) * NormalCurve.GeluSlope(TLanes.MultiplyAdd(normal, scale, TLanes.Of(beta[k])));
                var counted = fresh == TLanes.Count ? g : TLanes.KeepLast(g, fresh);
                var row = k * TLanes.Count;
                TLanes.Store(TLanes.MultiplyAdd(counted, normal, TLanes.Load(scales + row)), scales + row);
                TLanes.Store(TLanes.Load(shifts + row) + counted, shifts + row);
                g *= scale;
                TLanes.Store(g, kept + row);
                sum += g;
                product = TLanes.MultiplyAdd(g, normal, product);
            }
            var (mean, slope) = (sum * share, product * share);
            for (var k = 0; k < channels; k++)
            {
                var normal = (TLanes.Load(x + at + k * places) - center - rest) * inverse;
                TLanes.Store(inverse * (TLanes.Load(kept + k * TLanes.Count) - mean - normal * slope), dx + at + k * places);
            }
        }
        for (var k = 0; k < channels; k++)
        {
            dGamma[k] += TLanes.Sum(TLanes.Load(scales + k * TLanes.Count));
            dBeta[k] += TLanes.Sum(TLanes.Load(shifts + k * TLanes.Count));
        }
    }

    /// <summary>Sums of one chunk of samples, and its scratch.</summary>
    private sealed class WeightSums(int channels, int lanes)
    {
        public readonly double[] Gamma = new double[channels], Beta = new double[channels];

        // Three numbers per channel and place of a vector, or two per feature.
        public readonly float[] Scratch = new float[3 * channels * lanes];
    }
}

/// <summary>What a normalisation is trained to.</summary>
/// <param name="Gamma">[channel]</param>
/// <param name="Beta">[channel]</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormWeights(float[] Gamma, float[] Beta, double Epsilon);
