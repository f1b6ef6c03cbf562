using System.Diagnostics;

namespace FusionDsl.Training;

/// <summary>Writes the checkpoints of a run, and keeps others from writing into the same folder.</summary>
public sealed class CheckpointWriter : IDisposable
{
    // Writing takes at most one part in so many of the time.
    private const int Rarity = 50;

    private readonly CheckpointOptions _options;
    private readonly TrainingState _state;
    private readonly FolderLock _lock;
    private readonly Queue<string> _good = new();
    private long _number;
    private long _due;
    private (int, int)? _written;

    private CheckpointWriter(CheckpointOptions options, TrainingState state, FolderLock folder) =>
        (_options, _state, _lock) = (options, state, folder);

    /// <summary>Takes the folder and writes the first checkpoint, so that what is wrong with the folder shows before the training.</summary>
    /// <param name="options">Null: no checkpoint is written.</param>
    /// <param name="state">What is saved; as it is when training begins or goes on.</param>
    /// <returns>Null without options.</returns>
    /// <exception cref="FusionException">
    /// The folder cannot be written, another run is writing into it, or it holds checkpoints of another run.
    /// </exception>
    public static CheckpointWriter? Begin(CheckpointOptions? options, TrainingState state)
    {
        if (options is null) return null;
        options.ThrowIfInvalid();
        var folder = FolderLock.Take(options.Folder);
        try
        {
            var writer = new CheckpointWriter(options, state, folder);
            writer.TakeUp();
            writer.Write();
            return writer;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Writes a checkpoint if it is time for one; to be called between steps.</summary>
    /// <exception cref="FusionException">It cannot be written; the one before is still good.</exception>
    public void WriteIfDue()
    {
        if (Stopwatch.GetTimestamp() >= _due) Write();
    }

    /// <summary>Writes a checkpoint, unless nothing has changed since the last one.</summary>
    /// <exception cref="FusionException">It cannot be written; the one before is still good.</exception>
    public void Write()
    {
        if (_written == _state.Position) return;
        var begin = Stopwatch.GetTimestamp();
        var path = CheckpointFolder.PathOf(_options.Folder, _number + 1);
        try
        {
            _state.Save(path);
            _number++;
            _good.Enqueue(path);
            while (_good.Count > _options.Keep) _good.Dequeue();
            DeleteOthers();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // To train on without a net would break the promise that little is lost; to stop now loses nothing.
            throw new FusionException($"The checkpoint '{path}' cannot be written: {failure.Message.TrimEnd('.')}. {Mend()}", failure);
        }
        _written = _state.Position;
        var now = Stopwatch.GetTimestamp();
        if (_options.Every > TimeSpan.Zero)
            _due = now + Math.Max((long)(_options.Every.TotalSeconds * Stopwatch.Frequency), Rarity * (now - begin));
    }

    /// <summary>Lets go of the folder; the checkpoints stay.</summary>
    public void Dispose() => _lock.Dispose();

    private void TakeUp()
    {
        var there = CheckpointFolder.List(_options.Folder);
        if (_state.ResumedFrom is { } source && there.Any(file => IsSame(file.Path, source.Path)))
        {
            _good.Enqueue(there.First(file => IsSame(file.Path, source.Path)).Path);
            _written = _state.Position;
        }
        else if (there.Count > 0)
        {
            throw new FusionException(
                $"The folder '{_options.Folder}' holds the checkpoints of {(_state.ResumedFrom is null ? "a" : "another")} run. "
                + "Go on with it (resume: Checkpoint.Newest(folder)), choose another folder, or delete this one.");
        }
        _number = there.Count > 0 ? there[0].Number : 0;
        try
        {
            CheckpointFolder.DeleteUnfinished(_options.Folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FusionException($"The folder '{_options.Folder}' cannot be written: {failure.Message}", failure);
        }
    }

    // Damaged ones among them; those that are known to be good are kept.
    private void DeleteOthers()
    {
        if (_good.Count < 2) return;
        foreach (var (_, path) in CheckpointFolder.List(_options.Folder))
            if (!_good.Any(good => IsSame(good, path))) File.Delete(path);
    }

    private string Mend() => _good.Count == 0
        ? "Make room, or choose a folder that can be written."
        : $"The one before it, '{_good.Last()}', is good: mend the cause and go on from there. The model has its best weights so far.";

    private static bool IsSame(string path, string other) => Path.GetFullPath(path) == Path.GetFullPath(other);
}
