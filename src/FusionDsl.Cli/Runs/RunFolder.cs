namespace FusionDsl.Cli.Runs;

/// <summary>The folder that keeps a training run.</summary>
internal sealed class RunFolder
{
    private const string SpecName = "spec.fusion.yaml";
    private const string MetricsName = "metrics.json";

    private readonly bool _isNew;
    private string? _former;   // Where the run lies that this one replaces.

    private RunFolder(string path, bool isNew) => (Path, _isNew) = (path, isNew);

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

    /// <summary>Whether it takes the place of a run that can still come back.</summary>
    public bool Replaces => _former is not null;

    /// <summary>Loss and metrics over the epochs.</summary>
    public string LearningCurves => In("learning-curves.png");

    /// <summary>What one classifier confuses.</summary>
    public string Confusion(string head) => In($"confusion-{head}.png");

    /// <summary>Makes the folder of a new run, or takes an empty one.</summary>
    /// <param name="model">Names the folder where the user does not: <c>runs/model-1</c>, the first number that is free.</param>
    /// <param name="path">Where the user wants it; null: see <paramref name="model"/>.</param>
    /// <param name="force">Whether a former run in it may be replaced: it is moved aside until <see cref="Finish"/>.</param>
    /// <exception cref="FusionException">The folder holds something already, or cannot be made.</exception>
    public static RunFolder Create(string model, string? path, bool force)
    {
        if (path is null) return Numbered(model);
        if (File.Exists(path)) throw new FusionException($"--out {path} is a file; expected a folder.");
        var run = new RunFolder(path, isNew: !Directory.Exists(path));
        if (!run._isNew && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!force)
                throw new FusionException(
                    $"The folder {path} is not empty. Choose another --out, or overwrite the run in it with --force.");
            run.MoveAside();
        }
        Directory.CreateDirectory(path);
        return run;
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
        var run = new RunFolder(path, isNew: false);
        foreach (var file in new[] { run.Spec, run.Weights })
            if (!File.Exists(file))
                throw new FusionException($"{path} is not the folder of a finished run: it has no {System.IO.Path.GetFileName(file)}.");
        return run;
    }

    /// <summary>The run is written as a whole: the one that it replaces goes.</summary>
    public void Finish()
    {
        if (_former is null) return;
        Directory.Delete(_former, recursive: true);
        _former = null;
    }

    /// <summary>
    /// The run failed. The one that it was to replace comes back; without one, what there is of it stays, unless that is the spec alone.
    /// </summary>
    /// <exception cref="FusionException">The former run cannot come back; says where it is.</exception>
    public void Abandon()
    {
        if (_former is not null)
        {
            foreach (var file in Ours(Path)) File.Delete(file);
            BringBack();
            return;
        }
        if (Ours(Path).Any(file => System.IO.Path.GetFileName(file) != SpecName)) return;
        File.Delete(Spec);
        if (_isNew && !Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
    }

    private void MoveAside()
    {
        var files = Ours(Path);
        if (files.Count == 0) return;
        var beside = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)) + ".former";
        _former = beside;
        for (var number = 2; Directory.Exists(_former) || File.Exists(_former); number++) _former = $"{beside}-{number}";
        Directory.CreateDirectory(_former);
        try
        {
            Move(files, _former);
        }
        catch
        {
            BringBack();
            throw;
        }
    }

    private void BringBack()
    {
        try
        {
            Move(Directory.GetFiles(_former!), Path);
            Directory.Delete(_former!);
            _former = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The former run could not be moved back to {Path}; it is in {_former}: {error.Message}", error);
        }
    }

    private static void Move(IEnumerable<string> files, string folder)
    {
        foreach (var file in files) File.Move(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
    }

    private static List<string> Ours(string folder) => [.. Directory.EnumerateFiles(folder).Where(IsOurs)];

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
                return new(path, isNew: true);
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
