using System.Reflection;
using System.Runtime.Loader;

namespace FusionDsl.Cli.Compilation;

/// <summary>Generated code in memory; unloads when it is disposed and nothing of it is used any more.</summary>
internal sealed class LoadedCode : IDisposable
{
    // Everything it refers to (FusionDsl, TorchSharp) is the tool's own.
    private readonly AssemblyLoadContext _context = new("spec", isCollectible: true);

    public LoadedCode(Stream assembly, Stream symbols) => Assembly = _context.LoadFromStream(assembly, symbols);

    public Assembly Assembly { get; }

    public void Dispose() => _context.Unload();
}
