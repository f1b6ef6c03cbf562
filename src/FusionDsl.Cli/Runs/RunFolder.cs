namespace FusionDsl.Cli.Runs;

/// <summary>The folder that keeps a training run.</summary>
internal sealed class RunFolder
{
    private const string SpecName = "spec.fusion.yaml";
    private const string MetricsName = "metrics.json";

    private RunFolder(string path) => Path = path;

    /// <summary>As the user may type it.</summary>
    public string Path { get; }

    /// <summary>The spec with everything that the command line set.</summary>
    public string Spec => In(SpecName);

    /// <summary>A line per epoch.</summary>
    public string History => In("history.csv");

    /// <summary>All that is known of the run, for tools.</summary>
    public string Metrics => In(MetricsName);

    /// <summary>The best weights.</summary>
    public string Weights => In("model.safetensors");

    /// <summary>Loss and metrics over the epochs.</summary>
    public string LearningCurves => In("learning-curves.png");

    /// <summary>What one classifier confuses.</summary>
    public string Confusion(string head) => In($"confusion-{head}.png");

    /// <summary>Makes the folder of a new run, or takes an empty one.</summary>
    /// <param name="model">Names the folder where the user does not: <c>runs/model-1</c>, the first number that is free.</param>
    /// <param name="path">Where the user wants it; null: see <paramref name="model"/>.</param>
    /// <param name="force">Whether what a former run left in it may go.</param>
    /// <exception cref="FusionException">The folder holds something already, or cannot be made.</exception>
    public static RunFolder Create(string model, string? path, bool force)
    {
        if (path is null) return Numbered(model);
        if (File.Exists(path)) throw new FusionException($"--out {path} is a file; a run is a folder.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!force)
                throw new FusionException(
                    $"The folder {path} is not empty. Choose another --out, or overwrite the run in it with --force.");
            foreach (var file in Directory.EnumerateFiles(path).Where(IsOurs)) File.Delete(file);
        }
        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>Opens the folder of a finished run.</summary>
    /// <exception cref="FusionException">It is none; says what is absent.</exception>
    public static RunFolder Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new FusionException(File.Exists(path)
                ? $"{path} is a file; expected the folder of a run, which 'fusion train' writes."
                : $"There is no run {path}. 'fusion train SPEC' makes one and prints its folder.");
        }
        var run = new RunFolder(path);
        foreach (var file in new[] { run.Spec, run.Weights })
            if (!File.Exists(file))
                throw new FusionException($"{path} is not the folder of a finished run: it has no {System.IO.Path.GetFileName(file)}.");
        return run;
    }

    /// <summary>Takes the folder away again if there is nothing in it but the spec: the run never came to its first epoch.</summary>
    public void RemoveIfUnused()
    {
        if (!Directory.Exists(Path) ||
            Directory.EnumerateFileSystemEntries(Path).Any(entry => System.IO.Path.GetFileName(entry) != SpecName)) return;
        Directory.Delete(Path, recursive: true);
    }

    private static RunFolder Numbered(string model)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine("runs", $"{model}-{number}");
            if (Directory.Exists(path) || File.Exists(path)) continue;
            Directory.CreateDirectory(path);
            try
            {
                // Two runs that start at once must not share a folder: only one of them creates this file.
                using var claim = new FileStream(System.IO.Path.Combine(path, SpecName), FileMode.CreateNew);
                return new(path);
            }
            catch (IOException) when (File.Exists(System.IO.Path.Combine(path, SpecName)))
            {
                // The other one was faster.
            }
        }
    }

    private static bool IsOurs(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return name is SpecName or "history.csv" or MetricsName or "model.safetensors" or "learning-curves.png"
            || name.StartsWith("confusion-", StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
