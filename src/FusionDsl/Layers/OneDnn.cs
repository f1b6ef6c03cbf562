using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>What is known of oneDNN, which libtorch calls on the CPU.</summary>
internal static class OneDnn
{
    // In single precision it works on blocks of 32 units, made of two vectors of 16.
    private const long Vector = 16;

    /// <summary>
    /// Whether libtorch would compute this LSTM wrongly. oneDNN 3.7.1, the one in libtorch 2.10, has a kernel for inference with AVX-512
    /// whose numbers are wrong (in the first digit) whenever the last block of units fills one vector only: 1 to 16 units, 33 to 48, …
    /// Training takes another kernel, so that only predictions and scores are off. Units 1 to 256 were compared with the formula.
    /// </summary>
    public static bool MiscomputesLstm(Tensor input, long units) =>
        Avx512F.IsSupported && !is_grad_enabled() && input.device_type == DeviceType.CPU && (units + Vector - 1) / Vector % 2 == 1;
}
