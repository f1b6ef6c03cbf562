using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace FusionDsl.Training.Static;

/// <summary>max(0, x).</summary>
public readonly struct Relu : IActivation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Max(x, 0f, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = y[i] <= 0 ? 0 : dy[i];
    }
}

/// <summary>x, and slope · x below 0.</summary>
/// <param name="slope">From 0 to below 1.</param>
public readonly struct LeakyRelu(float slope) : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] > 0 ? x[i] : x[i] * slope;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = x[i] > 0 ? dy[i] : dy[i] * slope;
    }
}

/// <summary>x, and α(eˣ − 1) below 0.</summary>
/// <param name="alpha">Greater than 0.</param>
public readonly struct Elu(float alpha) : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.ExpM1(x, y);
        for (var i = 0; i < y.Length; i++) y[i] = x[i] > 0 ? x[i] : y[i] * alpha;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = x[i] > 0 ? dy[i] : dy[i] * (y[i] + alpha);
    }
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
public readonly struct Sigmoid : IActivation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sigmoid(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = dy[i] * y[i] * (1 - y[i]);
    }
}

/// <summary>Hyperbolic tangent.</summary>
public readonly struct Tanh : IActivation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tanh(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = dy[i] * (1 - y[i] * y[i]);
    }
}

/// <summary>x / (1 + e⁻ˣ).</summary>
public readonly struct Silu : IActivation
{
    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Sigmoid(x, y);
        TensorPrimitives.Multiply(x, y, y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        TensorPrimitives.Sigmoid(x, dx);
        // With s the sigmoid of x, and so y = x·s, the slope is s + y·(1 − s).
        for (var i = 0; i < dx.Length; i++) dx[i] = dy[i] * (dx[i] + y[i] * (1 - dx[i]));
    }
}

/// <summary>x·Φ(x), with the error function.</summary>
public readonly struct Gelu : IActivation
{
    private const float RootOfHalf = 0.70710678f, Density = 0.39894228f;   // 1/√2, 1/√(2π)

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var v = new Vector<float>(x[i..]);
            (v * Normal(v, Vector.Exp(v * v * -0.5f))).CopyTo(y[i..]);
        }
        if (i < x.Length) ByTail(x[i..], y[i..], static (v, _) => v * Normal(v, Vector.Exp(v * v * -0.5f)), y[i..]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            Slope(new(x[i..]), new(dy[i..])).CopyTo(dx[i..]);
        if (i < x.Length) ByTail(x[i..], dx[i..], Slope, dy[i..]);
    }

    private static Vector<float> Slope(Vector<float> x, Vector<float> dy)
    {
        var bell = Vector.Exp(x * x * -0.5f);
        return dy * (Normal(x, bell) + x * bell * Density);
    }

    // Φ(x) = (1 + erf(x/√2)) / 2, by Abramowitz and Stegun (1964), 7.1.26: off by less than 1e-7. The bell is exp(−x²/2).
    private static Vector<float> Normal(Vector<float> x, Vector<float> bell)
    {
        var t = Vector<float>.One / (Vector<float>.One + Vector.Abs(x) * (0.3275911f * RootOfHalf));
        var tail = ((((t * 1.061405429f - new Vector<float>(1.453152027f)) * t + new Vector<float>(1.421413741f)) * t
            - new Vector<float>(0.284496736f)) * t + new Vector<float>(0.254829592f)) * t * bell * 0.5f;
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
    }

    // The last numbers, fewer than a vector has.
    private static void ByTail(ReadOnlySpan<float> x, Span<float> to, Func<Vector<float>, Vector<float>, Vector<float>> function, ReadOnlySpan<float> other)
    {
        Span<float> a = stackalloc float[Vector<float>.Count], b = stackalloc float[Vector<float>.Count];
        x.CopyTo(a);
        other.CopyTo(b);
        function(new(a), new(b)).CopyTo(a);
        a[..x.Length].CopyTo(to);
    }
}
