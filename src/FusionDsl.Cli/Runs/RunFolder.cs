using FusionDsl.Training;

namespace FusionDsl.Cli.Runs;

/// <summary>The folder that keeps a training run. While it is trained, no other process writes into it.</summary>
internal sealed class RunFolder : IDisposable
{
    // A build of the project around the folder leaves files of this ending out.
    private const string SpecName = "spec.run.fusion.yaml";
    private const string MetricsName = "metrics.json";
    private const string CheckpointsName = "checkpoints";
    private const string TensorBoardName = "tensorboard";
    private const string OriginName = "origin.txt";
    private const string FirstCheckpoint = "checkpoint-1.safetensors";

    private readonly bool _isNew;
    private readonly FolderLock? _lock;
    private string? _former;   // Where the run lies that this one replaces.

    private RunFolder(string path, bool isNew, FolderLock? @lock = null) => (Path, _isNew, _lock) = (path, isNew, @lock);

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

    /// <summary>Where the run keeps itself, to go on from; one checkpoint stays when it is finished, so that it can be made longer.</summary>
    public string Checkpoints => In(CheckpointsName);

    /// <summary>Where the run lies that this one takes the place of, and that can still come back; null: there is none.</summary>
    public string? Former => _former;

    /// <summary>Whether there is more than the beginning of a run.</summary>
    public bool HasProgress => Ours(Path).Except(Inside(Path, TensorBoardName)).Any(file => System.IO.Path.GetFileName(file) is not (SpecName or OriginName or FirstCheckpoint));

    /// <summary>Event files for TensorBoard, where they are wanted.</summary>
    public string TensorBoard => In(TensorBoardName);

    /// <summary>Loss and metrics over the epochs.</summary>
    public string LearningCurves => In("learning-curves.png");

    /// <summary>What one classifier confuses.</summary>
    public string Confusion(string head) => In($"confusion-{head}.png");

    /// <summary>Makes the folder of a new run, or takes an empty one.</summary>
    /// <param name="model">Names the folder where the user does not: <c>runs/model-1</c>, the first number that is free.</param>
    /// <param name="path">Where the user wants it; null: see <paramref name="model"/>.</param>
    /// <param name="force">Whether a former run in it may be replaced: it is moved aside until <see cref="Finish"/>.</param>
    /// <param name="inputs">Files that the run is made from: they are never taken for those of a former run.</param>
    /// <exception cref="FusionException">The folder holds something already, or an input where a former run's file would be, or cannot be made.</exception>
    public static RunFolder Create(string model, string? path, bool force, params IReadOnlyList<string> inputs)
    {
        if (path is null) return Numbered(model);
        if (File.Exists(path)) throw new FusionException($"--out {path} is a file; expected a folder.");
        var isNew = !Directory.Exists(path);
        var isOccupied = !isNew && Directory.EnumerateFileSystemEntries(path).Any();
        if (isOccupied && !force)
            throw new FusionException(
                $"The folder {path} is not empty. Choose another --out, or overwrite the run in it with --force.");
        if (isOccupied && inputs.FirstOrDefault(input => Ours(path).Any(file => IsSame(file, input))) is { } input)
            throw new FusionException(
                $"{input} lies in {path}, and --force would overwrite it with the run there. Choose another --out, or copy it elsewhere.");
        var run = new RunFolder(path, isNew, Lock(path));
        try
        {
            if (isOccupied) run.MoveAside();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Takes the folder of a run that is to go on.</summary>
    /// <exception cref="FusionException">It is none, or another process trains it.</exception>
    public static RunFolder Resume(string path)
    {
        Find(path, "the folder of a run", SpecName);
        return new(path, isNew: false, Lock(path));
    }

    /// <summary>Opens the folder of a finished run.</summary>
    /// <exception cref="FusionException">It is none; says what is absent.</exception>
    public static RunFolder Open(string path) => Find(path, "the folder of a finished run", SpecName, "model.safetensors");

    /// <summary>Keeps where the spec came from, relative to the folder, for the case that the run is resumed.</summary>
    public void KeepOrigin(string spec)
    {
        Directory.CreateDirectory(Checkpoints);
        AtomicFile.WriteText(System.IO.Path.Combine(Checkpoints, OriginName), spec);
    }

    /// <summary>What <see cref="KeepOrigin"/> kept; without it the spec of the folder itself.</summary>
    public string Origin()
    {
        var kept = System.IO.Path.Combine(Checkpoints, OriginName);
        return File.Exists(kept) ? File.ReadAllText(kept) : SpecName;
    }

    /// <summary>The run is written as a whole: the one that it replaces goes, and all checkpoints but the last.</summary>
    public void Finish()
    {
        if (Checkpoint.Newest(Checkpoints) is { } newest)
            foreach (var file in Directory.EnumerateFiles(Checkpoints, "checkpoint-*"))
                if (System.IO.Path.GetFileName(file) != System.IO.Path.GetFileName(newest.Path)) File.Delete(file);
        if (_former is null) return;
        Directory.Delete(_former, recursive: true);
        _former = null;
    }

    /// <summary>
    /// The run failed. The one that it was to replace comes back; without one, what there is of it stays, unless that is its beginning alone.
    /// </summary>
    /// <exception cref="FusionException">The former run cannot come back; says where it is.</exception>
    public void Abandon()
    {
        if (_former is null && HasProgress) return;
        foreach (var file in Ours(Path)) File.Delete(file);
        if (_former is not null)
        {
            BringBack();
            return;
        }
        _lock?.Dispose();
        foreach (var inner in new[] { Checkpoints, TensorBoard })
            if (Directory.Exists(inner)) Directory.Delete(inner, recursive: true);
        if (_isNew && Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock?.Dispose();

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
            Move(files, Path, _former);
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
            Move(Directory.GetFiles(_former!, "*", SearchOption.AllDirectories), _former!, Path);
            Directory.Delete(_former!, recursive: true);
            _former = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The former run could not be moved back to {Path}; it is in {_former}: {error.Message}", error);
        }
    }

    private static void Move(IEnumerable<string> files, string from, string to)
    {
        foreach (var file in files)
        {
            var moved = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(moved)!);
            File.Move(file, moved);
        }
    }

    // The locks, which somebody may hold, are no part of the run.
    private static List<string> Ours(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Where(IsOurs),
        .. Inside(folder, CheckpointsName).Where(file => !System.IO.Path.GetFileName(file).StartsWith('.')),
        .. Inside(folder, TensorBoardName),
    ];

    private static string[] Inside(string folder, string name)
    {
        var inner = System.IO.Path.Combine(folder, name);
        return Directory.Exists(inner) ? Directory.GetFiles(inner) : [];
    }

    private static RunFolder Find(string path, string what, params string[] files)
    {
        if (!Directory.Exists(path))
        {
            throw new FusionException(File.Exists(path)
                ? $"{path} is a file; expected the folder of a run, which 'fusion train' writes."
                : $"There is no run {path}. 'fusion train SPEC' makes one and prints its folder.");
        }
        var run = new RunFolder(path, isNew: false);
        foreach (var file in files)
            if (!File.Exists(run.In(file)))
                throw new FusionException($"{path} is not {what}: it has no {file}."
                    + (file != SpecName && Checkpoint.Newest(run.Checkpoints) is not null
                        ? $" It was stopped before that; to go on: fusion train --resume {path}" : ""));
        return run;
    }

    private static FolderLock Lock(string path) => FolderLock.Take(path, System.IO.Path.Combine(CheckpointsName, ".run"));

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
                return new(path, isNew: true, Lock(path));
            }
            catch (IOException) when (File.Exists(System.IO.Path.Combine(path, SpecName)))
            {
                // The other one was faster.
            }
        }
    }

    // Whatever links lead there.
    private static bool IsSame(string one, string other) => Real(one) == Real(other);

    private static string Real(string path)
    {
        var file = new FileInfo(System.IO.Path.GetFullPath(path));
        if (!file.Exists) return file.FullName;
        var folder = file.Directory!.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.DirectoryName!;
        return file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? System.IO.Path.Combine(folder, file.Name);
    }

    private static bool IsOurs(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return name is SpecName or "history.csv" or MetricsName or "model.safetensors" or "learning-curves.png"
            || name.StartsWith("confusion-", StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
