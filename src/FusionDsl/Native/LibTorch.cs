using System.Runtime.InteropServices;
using TorchSharp;

namespace FusionDsl.Native;

/// <summary>
/// Loads libtorch before TorchSharp does. TorchSharp itself answers every failure with "doesn't contain a reference to libtorch", whatever
/// the reason, and copies half a gigabyte into the output folder while it tries; here the reason comes first, in plain words.
/// </summary>
public static class LibTorch
{
    private static readonly Lock Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>Makes sure that tensors can be made. Cheap after the first time, and safe from any thread.</summary>
    /// <exception cref="FusionException">A native library is missing or does not suit this system; says which, why, and what helps.</exception>
    public static void EnsureLoaded()
    {
        if (_isLoaded) return;
        lock (Gate)
        {
            if (_isLoaded) return;
            var torchSharp = typeof(torch).Assembly;
            // In this order: the second finds the first by its name among the loaded libraries.
            foreach (var library in new[] { Name("torch_cpu"), Name("torch"), Name("LibTorchSharp") })
                Load(library, () => NativeLibrary.Load(library, torchSharp, null));
            _isLoaded = true;
        }
    }

    /// <summary>For a base-constructor call, which comes before anything else that a constructor does: checks, then returns the name.</summary>
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

    private static string Name(string library)
    {
        if (OperatingSystem.IsWindows()) return library + ".dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }
}
