using FusionDsl.Data.Nodes;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>Copies between a file and the memory of a contiguous tensor on the CPU, in pieces: a single span ends at 2 GiB.</summary>
internal static unsafe class TensorBytes
{
    private const int Piece = 1 << 28;

    /// <summary>Writes all bytes of the tensor.</summary>
    public static void Write(Stream file, Tensor tensor, int piece = Piece)
    {
        var memory = Memory.Of(tensor);
        var length = Length(tensor);
        for (long start = 0; start < length; start += piece)
            file.Write(new ReadOnlySpan<byte>(memory + start, (int)Math.Min(piece, length - start)));
        GC.KeepAlive(tensor);
    }

    /// <summary>Reads all bytes of the tensor.</summary>
    public static void Read(Stream file, Tensor tensor, int piece = Piece)
    {
        var memory = Memory.Of(tensor);
        var length = Length(tensor);
        for (long start = 0; start < length; start += piece)
            file.ReadExactly(new Span<byte>(memory + start, (int)Math.Min(piece, length - start)));
        GC.KeepAlive(tensor);
    }

    private static long Length(Tensor tensor) => tensor.NumberOfElements * tensor.ElementSize;
}
