using System.Reflection;
using System.Runtime.Loader;

namespace FusionDsl.Cli.Readers;

/// <summary>A reader brings its own dependencies, but shares FusionDsl with the tool:
/// otherwise its <c>IRecordReader</c> would be another type.</summary>
internal sealed class ReaderLoadContext(string readerFile) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(readerFile))
{
    private static readonly string[] Shared = ["FusionDsl", "TorchSharp"];

    private readonly AssemblyDependencyResolver _resolver = new(readerFile);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !Shared.Contains(assemblyName.Name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } file
            ? LoadFromAssemblyPath(file) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
}
