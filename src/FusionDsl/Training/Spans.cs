using System.Runtime.InteropServices;
using TorchSharp;

namespace FusionDsl.Training;

/// <summary>The memory of contiguous CPU tensors.</summary>
internal static class Spans
{
    /// <summary>The most numbers that a span of float32 over a tensor's bytes holds.</summary>
    public const long Longest = int.MaxValue / sizeof(float);

    /// <summary>The numbers of a contiguous float32 tensor on the CPU, without a copy; valid while the tensor lives.</summary>
    public static Span<float> Floats(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>The same of a contiguous int64 tensor.</summary>
    public static Span<long> Longs(torch.Tensor tensor) => MemoryMarshal.Cast<byte, long>(tensor.bytes);
}
