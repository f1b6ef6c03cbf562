using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using FusionDsl.Benchmarks.Variants;
using FusionDsl.Native;
using TorchSharp;

namespace FusionDsl.Benchmarks.Reports;

/// <summary>What numbers depend on beside the code. Nothing in it tells whose machine it is.</summary>
/// <param name="Date">Of the measurement, in UTC.</param>
/// <param name="Cpu">Model of the processor.</param>
/// <param name="Cores">Logical ones that the process may use.</param>
/// <param name="VectorBits">Width of a vector in managed code: of Vector&lt;T&gt;, and at most.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="Dotnet">Version of the runtime.</param>
/// <param name="Libtorch">Version of the native library under TorchSharp.</param>
/// <param name="Blas">What multiplies its matrices.</param>
/// <param name="Threads">Threads that libtorch and PyTorch may use.</param>
/// <param name="Pytorch">Null where it takes no part.</param>
internal sealed record MachineFacts(
    string Date, string Cpu, int Cores, string VectorBits, string Architecture, string Dotnet, string Libtorch, string Blas, int Threads,
    PyTorchFacts? Pytorch)
{
    public static MachineFacts Of(int threads, PyTorchFacts? pyTorch)
    {
        LibTorch.EnsureLoaded();
        return new(
            DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Processor(), Environment.ProcessorCount,
            $"{Vector<byte>.Count * 8}, at most {WidestVector()}", RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.Version.ToString(), torch.__version__, BlasOfLibtorch(), threads, pyTorch);
    }

    /// <summary>All of it in some lines.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Cpu}, {Cores} cores, {Architecture}; vectors of {VectorBits} bits; {Show.Counted(Threads, "thread")}";
        yield return $".NET {Dotnet}, libtorch {Libtorch} with {Blas}";
        yield return Pytorch is null ? "without PyTorch" : $"PyTorch {Pytorch.Version}, BLAS {Pytorch.Blas}, Adam {Pytorch.Adam}";
        yield return Date;
    }

    private static int WidestVector() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    private static string Processor()
    {
        const string info = "/proc/cpuinfo";
        if (!File.Exists(info)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        var line = File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "unknown processor";
    }

    // libtorch does not offer its configuration to C#; but where it is built with MKL, MKL's own function can be asked.
    private static unsafe string BlasOfLibtorch()
    {
        var library = OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";
        if (!NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out var handle)
            || !NativeLibrary.TryGetExport(handle, "MKL_Get_Version_String", out var function))
            return "a BLAS other than MKL";
        Span<byte> text = stackalloc byte[256];
        text.Clear();
        fixed (byte* start = text) ((delegate* unmanaged<byte*, int, void>)function)(start, text.Length - 1);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]).Trim();
    }
}
