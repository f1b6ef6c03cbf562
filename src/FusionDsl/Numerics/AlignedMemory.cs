using System.Runtime.InteropServices;

namespace FusionDsl.Numerics;

/// <summary>Numbers outside the managed heap, at an address that suits vectors.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const int Alignment = 64;
    private float* _data;

    /// <summary>So many zeros.</summary>
    public AlignedMemory(long count)
    {
        _data = Floats(count);
        NativeMemory.Clear(_data, (nuint)count * sizeof(float));
    }

    ~AlignedMemory() => Free();

    /// <summary>The first number.</summary>
    public float* Pointer => _data;

    /// <summary>Room that is never freed.</summary>
    public static float* Floats(long count) => (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, count) * sizeof(float), Alignment);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
