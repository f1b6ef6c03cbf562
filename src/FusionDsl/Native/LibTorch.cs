using System.Runtime.InteropServices;
using TorchSharp;

namespace FusionDsl.Native;

/// <summary>
/// Loads libtorch before TorchSharp does. TorchSharp itself answers every failure with "doesn't contain a reference to libtorch", whatever
/// the reason, and copies half a gigabyte into the output folder while it tries; here the reason comes first, in plain words.
/// </summary>
public static class LibTorch
{
    // In this order: each finds those before it by name among the loaded libraries.
    private static readonly string[] LinuxLibraries = ["libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"];

    private static readonly Lock Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>Makes sure that tensors can be made. Cheap after the first time, and safe from any thread.</summary>
    /// <exception cref="FusionException">
    /// A native library is missing or does not suit this system; says which, why, and what helps.
    /// </exception>
    public static void EnsureLoaded()
    {
        if (_isLoaded) return;
        lock (Gate)
        {
            if (_isLoaded) return;
            if (OperatingSystem.IsLinux())
                foreach (var library in LinuxLibraries)
                    Load(library, () => NativeLibrary.Load(library, typeof(torch).Assembly, null));
            Initialize();
            _isLoaded = true;
        }
    }

    /// <summary>
    /// For a base-constructor call, which comes before anything else that a constructor does: checks, then returns the name.
    /// </summary>
    /// <param name="module">Name of the module that is being made.</param>
    /// <exception cref="FusionException"><inheritdoc cref="EnsureLoaded"/></exception>
    public static string ReadyFor(string module)
    {
        EnsureLoaded();
        return module;
    }

    /// <summary>Loads one library and translates a failure.</summary>
    internal static void Load(string library, Action load)
    {
        try
        {
            load();
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new FusionException(LoadFailure.Explain(library, failure), failure);
        }
    }

    private static void Initialize()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception failure) when (
            failure is TypeInitializationException or NotSupportedException or DllNotFoundException or BadImageFormatException)
        {
            throw new FusionException($"libtorch did not start: {failure.GetBaseException().Message}", failure);
        }
    }
}
