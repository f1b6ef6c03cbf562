using System.Runtime.InteropServices;
using FusionDsl.Native;
using TorchSharp;

namespace FusionDsl.Benchmarks;

/// <summary>
/// libtorch complains on the standard error about every small convolution where NNPACK does not know the processor: thousands of lines,
/// whose writing would be part of the times of whoever convolves one sample. Here its log takes errors only.
/// </summary>
internal static class Quiet
{
    private const int Errors = 2;

    public static unsafe void Ask()
    {
        LibTorch.EnsureLoaded();
        var library = OperatingSystem.IsWindows() ? "c10.dll" : OperatingSystem.IsMacOS() ? "libc10.dylib" : "libc10.so";
        // The variable behind TORCH_CPP_LOG_LEVEL, which is read by Python's binding only.
        if (NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out var handle)
            && NativeLibrary.TryGetExport(handle, "FLAGS_caffe2_log_level", out var level))
            *(int*)level = Errors;
    }
}
