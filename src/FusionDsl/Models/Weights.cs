using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>
/// Saves and loads the weights of a module as safetensors, under the names of its <c>state_dict</c>, so that Python reads them too.
/// </summary>
public static class Weights
{
    private const int MostNamed = 5;

    /// <summary>Saves parameters and buffers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">Its folder must exist; the file is replaced as a whole.</param>
    /// <param name="metadata">Free text about the weights, by name.</param>
    /// <exception cref="FusionException">The file cannot be written.</exception>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsFile.Write(path, module.state_dict(), metadata);

    /// <summary>Loads weights into a module that was made for them, and hands it on; if they do not fit, the module is freed.</summary>
    /// <exception cref="FusionException">The file is damaged, or holds the weights of another module; says what differs.</exception>
    public static TModule LoadInto<TModule>(TModule module, string path) where TModule : nn.Module
    {
        try
        {
            Load(module, path);
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>Loads parameters and buffers into a module; flat parameters stay flat. Nothing is changed unless everything fits.</summary>
    /// <remarks>
    /// A file in half precision (F16, BF16) fits into float32 weights, which hold each of its numbers exactly. No other type is converted:
    /// double precision would lose digits without a word.
    /// </remarks>
    /// <param name="module">The module.</param>
    /// <param name="path">A safetensors file.</param>
    /// <returns>The metadata of the file.</returns>
    /// <exception cref="FusionException">
    /// The file is damaged, or a tensor is missing, left over, or of another shape or type; names them.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Load(nn.Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        var state = module.state_dict();
        ThrowIfUnfit(path, file.Entries, state);

        using var noGrad = no_grad();
        foreach (var (name, target) in state)
        {
            using var saved = file.Read(name);
            target.copy_(saved);
        }
        return file.Metadata;
    }

    /// <summary>Fails unless a module has just the tensors that are saved.</summary>
    internal static void ThrowIfUnfit(
        string path, IReadOnlyDictionary<string, SafetensorsEntry> saved, IReadOnlyDictionary<string, Tensor> state)
    {
        var missing = state.Where(pair => !saved.ContainsKey(pair.Key));
        var unknown = saved.Where(pair => !state.ContainsKey(pair.Key));
        var different = state.Where(pair => saved.TryGetValue(pair.Key, out var entry) && !Fits(pair.Value, entry));
        List<string> findings =
        [
            .. Listed("missing in the file: ", missing.Select(pair => $"'{pair.Key}' {Shape(pair.Value.shape)}")),
            .. Listed("unknown to the model: ", unknown.Select(pair => $"'{pair.Key}' {Shape(pair.Value.Shape)}")),
            .. Listed("different: ", different.Select(pair =>
                $"'{pair.Key}' is {saved[pair.Key].Type} {Shape(saved[pair.Key].Shape)} in the file, "
                + $"{pair.Value.dtype} {Shape(pair.Value.shape)} in the model")),
        ];
        if (findings.Count == 0) return;
        var mend = different.Any(pair => saved[pair.Key].Type == ScalarType.Float64)
            ? "If only the type differs, save them in single precision: model.float() in PyTorch."
            : "Load them into the model they were saved from.";
        throw new FusionException($"The weights in '{path}' are of another model; {string.Join("; ", findings)}. {mend}");
    }

    private static bool Fits(Tensor target, SafetensorsEntry entry) =>
        IsExact(entry.Type, target.dtype) && target.shape.AsSpan().SequenceEqual([.. entry.Shape]);

    private static bool IsExact(ScalarType saved, ScalarType target) =>
        saved == target || target == ScalarType.Float32 && saved is ScalarType.Float16 or ScalarType.BFloat16;

    private static string Shape(IEnumerable<long> axes) => $"[{string.Join(", ", axes)}]";

    private static IEnumerable<string> Listed(string finding, IEnumerable<string> tensors)
    {
        var all = tensors.ToList();
        if (all.Count == 0) yield break;
        var more = all.Count > MostNamed ? $" and {all.Count - MostNamed} more" : "";
        yield return finding + string.Join(", ", all.Take(MostNamed)) + more;
    }
}
