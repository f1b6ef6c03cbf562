using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusionDsl.Numerics;

/// <summary>
/// Some float32 numbers side by side. Kernels are written once over this and compiled for each width: 512 bits where the machine has them,
/// otherwise what <see cref="Vector{T}"/> is, which never is 512.
/// </summary>
internal unsafe interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    static abstract TSelf Of(float value);

    static abstract TSelf Load(float* from);

    static abstract void Store(TSelf value, float* to);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left · right + add, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf add);

    /// <summary>Where <paramref name="test"/> ≤ 0: 0, otherwise <paramref name="value"/>. A NaN in either stays: a diverged run is seen.</summary>
    static abstract TSelf ZeroWhereClosed(TSelf test, TSelf value);

    /// <summary>The last <paramref name="kept"/> numbers; 0 for the others.</summary>
    static abstract TSelf KeepLast(TSelf value, int kept);

    static abstract TSelf Abs(TSelf value);

    /// <summary>The size of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf size, TSelf sign);

    static abstract TSelf Exp(TSelf value);

    /// <summary>Their sum.</summary>
    static abstract float Sum(TSelf value);
}

/// <summary>Sixteen numbers in one register of 512 bits.</summary>
internal readonly unsafe struct WideLanes(Vector512<float> value) : ILanes<WideLanes>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(WideLanes value, float* to) => value._value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator +(WideLanes left, WideLanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes left, WideLanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator *(WideLanes left, WideLanes right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator /(WideLanes left, WideLanes right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes left, WideLanes right, WideLanes add) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, add._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ZeroWhereClosed(WideLanes test, WideLanes value) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(test._value, Vector512<float>.Zero), Vector512<float>.Zero, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes KeepLast(WideLanes value, int kept) =>
        new(Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(Count - kept)).AsSingle(), value._value, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Abs(WideLanes value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes CopySign(WideLanes size, WideLanes sign) => new(Vector512.CopySign(size._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Exp(WideLanes value) => new(Vector512.Exp(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(WideLanes value) => Vector512.Sum(value._value);
}

/// <summary>The numbers of a <see cref="Vector{T}"/>: four or eight.</summary>
internal readonly unsafe struct PortableLanes(Vector<float> value) : ILanes<PortableLanes>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Of(float value) => new(new Vector<float>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Load(float* from) => new(Vector.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PortableLanes value, float* to) => value._value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator +(PortableLanes left, PortableLanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator -(PortableLanes left, PortableLanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator *(PortableLanes left, PortableLanes right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator /(PortableLanes left, PortableLanes right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes MultiplyAdd(PortableLanes left, PortableLanes right, PortableLanes add) =>
        new(Vector.FusedMultiplyAdd(left._value, right._value, add._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes ZeroWhereClosed(PortableLanes test, PortableLanes value) =>
        new(Vector.ConditionalSelect(Vector.LessThanOrEqual(test._value, Vector<float>.Zero), Vector<float>.Zero, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes KeepLast(PortableLanes value, int kept) =>
        new(Vector.ConditionalSelect(Vector.GreaterThanOrEqual(Vector<int>.Indices, new Vector<int>(Count - kept)), value._value, Vector<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Abs(PortableLanes value) => new(Vector.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes CopySign(PortableLanes size, PortableLanes sign) => new(Vector.CopySign(size._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Exp(PortableLanes value) => new(Vector.Exp(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(PortableLanes value) => Vector.Sum(value._value);
}
