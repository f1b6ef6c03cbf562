using System.Runtime.CompilerServices;

namespace FusionDsl.Numerics;

/// <summary>
/// The inner loops over one row of neighbouring numbers. What is left behind the last whole vector is done by a vector that ends with the row
/// and overlaps the one before; rows shorter than a vector are done one by one.
/// </summary>
/// <remarks>Sums are float32 over a stretch of a row, which keeps them exact enough and fast; across stretches they are double.</remarks>
internal static unsafe class RowKernels
{
    private const int Stretch = 1024;

    /// <summary>Σ (x − about)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<TLanes>(float* x, int length, float about) where TLanes : struct, ILanes<TLanes>
    {
        if (length < TLanes.Count) return SumPlainly(x, length, about);
        var center = TLanes.Of(about);
        var total = 0.0;
        var i = 0;
        while (i <= length - TLanes.Count)
        {
            var end = Math.Min(length, i + Stretch);
            var (s0, s1, s2, s3) = (TLanes.Of(0), TLanes.Of(0), TLanes.Of(0), TLanes.Of(0));
            for (; i <= end - 4 * TLanes.Count; i += 4 * TLanes.Count)
            {
                s0 += TLanes.Load(x + i) - center;
                s1 += TLanes.Load(x + i + TLanes.Count) - center;
                s2 += TLanes.Load(x + i + 2 * TLanes.Count) - center;
                s3 += TLanes.Load(x + i + 3 * TLanes.Count) - center;
            }
            for (; i <= end - TLanes.Count; i += TLanes.Count) s0 += TLanes.Load(x + i) - center;
            total += TLanes.Sum(s0 + s1 + (s2 + s3));
        }
        if (i < length) total += TLanes.Sum(TLanes.KeepLast(TLanes.Load(x + length - TLanes.Count) - center, length - i));
        return total;
    }

    /// <summary>Σ (x − center)²</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Squares<TLanes>(float* x, int length, float center) where TLanes : struct, ILanes<TLanes>
    {
        if (length < TLanes.Count) return SquaresPlainly(x, length, center);
        var c = TLanes.Of(center);
        var total = 0.0;
        var i = 0;
        while (i <= length - TLanes.Count)
        {
            var end = Math.Min(length, i + Stretch);
            var (s0, s1, s2, s3) = (TLanes.Of(0), TLanes.Of(0), TLanes.Of(0), TLanes.Of(0));
            for (; i <= end - 4 * TLanes.Count; i += 4 * TLanes.Count)
            {
                var (d0, d1) = (TLanes.Load(x + i) - c, TLanes.Load(x + i + TLanes.Count) - c);
                var (d2, d3) = (TLanes.Load(x + i + 2 * TLanes.Count) - c, TLanes.Load(x + i + 3 * TLanes.Count) - c);
                s0 = TLanes.MultiplyAdd(d0, d0, s0);
                s1 = TLanes.MultiplyAdd(d1, d1, s1);
                s2 = TLanes.MultiplyAdd(d2, d2, s2);
                s3 = TLanes.MultiplyAdd(d3, d3, s3);
            }
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var d = TLanes.Load(x + i) - c;
                s0 = TLanes.MultiplyAdd(d, d, s0);
            }
            total += TLanes.Sum(s0 + s1 + (s2 + s3));
        }
        if (i < length)
        {
            var d = TLanes.KeepLast(TLanes.Load(x + length - TLanes.Count) - c, length - i);
            total += TLanes.Sum(d * d);
        }
        return total;
    }

    /// <summary>y = max(0, (x − center)·scale + shift)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Normalize<TLanes>(float* x, float* y, int length, float center, float scale, float shift) where TLanes : struct, ILanes<TLanes>
    {
        var (c, a, o) = (TLanes.Of(center), TLanes.Of(scale), TLanes.Of(shift));
        var i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count) TLanes.Store(Normalized(TLanes.Load(x + i), c, a, o), y + i);
        if (i == length) return;
        if (length >= TLanes.Count) TLanes.Store(Normalized(TLanes.Load(x + length - TLanes.Count), c, a, o), y + length - TLanes.Count);
        else
            for (; i < length; i++) y[i] = Open((x[i] - center) * scale + shift, (x[i] - center) * scale + shift);
    }

    /// <summary>Σ g and Σ g·(x − center), where g is dy behind an open ReLU.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sum, double Product) Gradients<TLanes>(float* x, float* dy, int length, float center, float scale, float shift)
        where TLanes : struct, ILanes<TLanes>
    {
        double sum = 0, product = 0;
        var i = 0;
        if (length < TLanes.Count)
        {
            for (; i < length; i++)
            {
                var d = x[i] - center;
                var g = Open(d * scale + shift, dy[i]);
                sum += g;
                product += g * d;
            }
            return (sum, product);
        }
        var (c, a, o) = (TLanes.Of(center), TLanes.Of(scale), TLanes.Of(shift));
        while (i <= length - TLanes.Count)
        {
            var end = Math.Min(length, i + Stretch);
            var (s0, s1, p0, p1) = (TLanes.Of(0), TLanes.Of(0), TLanes.Of(0), TLanes.Of(0));
            for (; i <= end - 2 * TLanes.Count; i += 2 * TLanes.Count)
            {
                var (d0, d1) = (TLanes.Load(x + i) - c, TLanes.Load(x + i + TLanes.Count) - c);
                var g0 = TLanes.ZeroWhereClosed(TLanes.MultiplyAdd(d0, a, o), TLanes.Load(dy + i));
                var g1 = TLanes.ZeroWhereClosed(TLanes.MultiplyAdd(d1, a, o), TLanes.Load(dy + i + TLanes.Count));
                s0 += g0;
                s1 += g1;
                p0 = TLanes.MultiplyAdd(g0, d0, p0);
                p1 = TLanes.MultiplyAdd(g1, d1, p1);
            }
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var d = TLanes.Load(x + i) - c;
                var g = TLanes.ZeroWhereClosed(TLanes.MultiplyAdd(d, a, o), TLanes.Load(dy + i));
                s0 += g;
                p0 = TLanes.MultiplyAdd(g, d, p0);
            }
            sum += TLanes.Sum(s0 + s1);
            product += TLanes.Sum(p0 + p1);
        }
        if (i < length)
        {
            var last = length - TLanes.Count;
            var d = TLanes.Load(x + last) - c;
            var g = TLanes.KeepLast(TLanes.ZeroWhereClosed(TLanes.MultiplyAdd(d, a, o), TLanes.Load(dy + last)), length - i);
            sum += TLanes.Sum(g);
            product += TLanes.Sum(TLanes.KeepLast(g * d, length - i));
        }
        return (sum, product);
    }

    /// <summary>dx = g·scale + (x − center)·slope + offset, where g is dy behind an open ReLU.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradient<TLanes>(float* x, float* dy, float* dx, int length, in InputTerms terms) where TLanes : struct, ILanes<TLanes>
    {
        var (c, a, o) = (TLanes.Of(terms.Center), TLanes.Of(terms.Scale), TLanes.Of(terms.Shift));
        var (slope, offset) = (TLanes.Of(terms.Slope), TLanes.Of(terms.Offset));
        // The last vector comes first: dx may be x or dy, and a number that is done must not be read again.
        var whole = length / TLanes.Count * TLanes.Count;
        if (length < TLanes.Count)
        {
            for (var k = 0; k < length; k++)
            {
                var d = x[k] - terms.Center;
                dx[k] = Open(d * terms.Scale + terms.Shift, dy[k]) * terms.Scale + (d * terms.Slope + terms.Offset);
            }
            return;
        }
        var last = length - TLanes.Count;
        var end = InputValue(TLanes.Load(x + last), TLanes.Load(dy + last), c, a, o, slope, offset);
        for (var i = 0; i < whole; i += TLanes.Count)
            TLanes.Store(InputValue(TLanes.Load(x + i), TLanes.Load(dy + i), c, a, o, slope, offset), dx + i);
        if (whole < length) TLanes.Store(end, dx + last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Normalized<TLanes>(TLanes x, TLanes center, TLanes scale, TLanes shift) where TLanes : struct, ILanes<TLanes>
    {
        var value = TLanes.MultiplyAdd(x - center, scale, shift);
        return TLanes.ZeroWhereClosed(value, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes InputValue<TLanes>(TLanes x, TLanes dy, TLanes center, TLanes scale, TLanes shift, TLanes slope, TLanes offset)
        where TLanes : struct, ILanes<TLanes>
    {
        var d = x - center;
        var g = TLanes.ZeroWhereClosed(TLanes.MultiplyAdd(d, scale, shift), dy);
        return TLanes.MultiplyAdd(g, scale, TLanes.MultiplyAdd(d, slope, offset));
    }

    private static double SumPlainly(float* x, int length, float about)
    {
        var total = 0.0;
        for (var i = 0; i < length; i++) total += x[i] - about;
        return total;
    }

    private static double SquaresPlainly(float* x, int length, float center)
    {
        var total = 0.0;
        for (var i = 0; i < length; i++)
        {
            var d = x[i] - center;
            total += d * d;
        }
        return total;
    }

    // NaN is not ≤ 0 and stays.
    private static float Open(float test, float value) => test <= 0f ? 0f : value;

    /// <summary>What <see cref="InputGradient{TLanes}"/> needs of a channel.</summary>
    public readonly record struct InputTerms(float Center, float Scale, float Shift, float Slope, float Offset);
}
