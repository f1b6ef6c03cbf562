using FusionDsl.Cli.Runs;

namespace FusionDsl.Cli.Comparisons;

/// <summary>Where a variant lies: its spec, and a file for each seed that it was trained with.</summary>
/// <param name="path">Of the folder.</param>
internal sealed class VariantFolder(string path)
{
    public string Spec => Path.Combine(path, "variant.run.fusion.yaml");

    public string Result(ulong seed) => Path.Combine(path, $"seed-{seed}.json");

    /// <summary>Writes the spec. Where there is another one, what came of it goes.</summary>
    public void Take(string text)
    {
        if (File.Exists(Spec) && File.ReadAllText(Spec) == text) return;
        Directory.CreateDirectory(path);
        foreach (var result in Directory.EnumerateFiles(path, "seed-*.json")) File.Delete(result);
        AtomicFile.WriteText(Spec, text);
    }
}
