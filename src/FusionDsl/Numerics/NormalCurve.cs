using System.Runtime.CompilerServices;

namespace FusionDsl.Numerics;

/// <summary>
/// The normal distribution, many at a time: Φ to 1.5e-7 by formula 7.1.26 of Abramowitz and Stegun (1964), of which libtorch's vectors make use too.
/// </summary>
internal static class NormalCurve
{
    /// <summary>Φ(z), and e^(−z²/2), which is made on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Phi, TLanes Bell) At<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes>
    {
        var half = TLanes.Of(0.5f);
        var one = TLanes.Of(1);
        var bell = TLanes.Exp(z * z * TLanes.Of(-0.5f));
        var t = one / TLanes.MultiplyAdd(TLanes.Of(0.3275911f * 0.70710678f), TLanes.Abs(z), one);
        var series = TLanes.MultiplyAdd(TLanes.Of(1.061405429f), t, TLanes.Of(-1.453152027f));
        series = TLanes.MultiplyAdd(series, t, TLanes.Of(1.421413741f));
        series = TLanes.MultiplyAdd(series, t, TLanes.Of(-0.284496736f));
        series = TLanes.MultiplyAdd(series, t, TLanes.Of(0.254829592f)) * t;
        var error = one - series * bell;                         // erf(|z|/√2)
        return (TLanes.MultiplyAdd(TLanes.CopySign(error, z), half, half), bell);
    }

    /// <summary>z·Φ(z)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gelu<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => z * At(z).Phi;

    /// <summary>The derivative of z·Φ(z): Φ(z) + z·φ(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluSlope<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes>
    {
        var (phi, bell) = At(z);
        return TLanes.MultiplyAdd(z * TLanes.Of(0.39894228f), bell, phi);
    }
}
