using System.Text.Json;
using FusionDsl.Models;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// A run as it was between two steps: going on from here gives the same bits as never having stopped. Kept are weights and buffers (fitted
/// preparations among them), the optimizer and the schedule, the random generator, the losses of the epoch begun, the best weights so far,
/// the reports of the epochs that are over, the number of threads, and what model, options and data must be the same again.
/// </summary>
/// <remarks>
/// The file is a safetensors file, so that other tools can look into it; its metadata hold the rest as JSON and a checksum over the whole file.
/// </remarks>
public sealed class Checkpoint
{
    private Checkpoint(string path, SavedRun run, string? note) => (Path, Run, Note) = (path, run, note);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Epochs that are over.</summary>
    public int Epochs => Run.Reports.Count;

    /// <summary>Batches learned of the epoch after those.</summary>
    public int Batches => Run.Batches;

    /// <summary>Threads of libtorch; others give other bits, so the run goes on with as many.</summary>
    public int Threads => Run.Threads;

    /// <summary>Why nothing is left to do: all epochs are over, or patience was at its end. Null: there is.</summary>
    public StopReason? Finished =>
        Run.HasMoreStages ? null
        : Run.Patience > 0 && Epochs - Math.Max(Run.BestEpoch, Run.StageBeganAfter) >= Run.Patience ? StopReason.NoImprovement
        : Epochs >= Run.LastEpoch ? StopReason.AllEpochs : null;

    /// <summary>What is odd: newer checkpoints were damaged, for instance. Null: nothing.</summary>
    public string? Note { get; }

    internal SavedRun Run { get; }

    /// <summary>The newest checkpoint of a folder that is whole; null if there is none yet, so that a new run may begin.</summary>
    /// <param name="folder">The <see cref="CheckpointOptions.Folder"/> of the run; may be absent.</param>
    /// <exception cref="FusionException">All are damaged, or the newest is of a newer version; says what is wrong with each.</exception>
    public static Checkpoint? Newest(string folder)
    {
        var files = CheckpointFolder.List(folder);
        if (files.Count == 0) return null;
        List<string> damages = [];
        foreach (var (_, path) in files)
        {
            try
            {
                var run = Read(path);
                return new(path, run, damages.Count == 0 ? null : $"{string.Join(" ", damages)} Going on from '{path}', the one before.");
            }
            catch (DamagedCheckpointException damage)
            {
                damages.Add(damage.Message);
            }
        }
        throw new FusionException($"No checkpoint in '{folder}' can be used. {string.Join(" ", damages)} Delete the folder and train anew.");
    }

    /// <summary>Opens a checkpoint and checks all of it.</summary>
    /// <exception cref="FusionException">The file is absent, truncated, changed, no checkpoint, or of a newer version.</exception>
    public static Checkpoint Open(string path) => new(path, Read(path), note: null);

    /// <summary>Sets the number of libtorch's threads to that of the run.</summary>
    /// <exception cref="FusionException">The options ask for another number, or libtorch does not take it.</exception>
    public int SetThreads(TrainingOptions options)
    {
        if (options.Threads is { } wanted && wanted != Threads)
            throw new FusionException(
                $"The run in '{Path}' was trained with {Counted(Threads)}; the options ask for {wanted}, which would give other bits. "
                + $"Set Threads to {Threads}, or leave it out.");
        set_num_threads(Threads);
        if (get_num_threads() != Threads)
            throw new FusionException(
                $"The run in '{Path}' was trained with {Counted(Threads)}; libtorch sets no more than {get_num_threads()} here, "
                + "which would give other bits. Go on where as many are allowed.");
        return Threads;
    }

    internal SafetensorsFile OpenTensors() => SafetensorsFile.Open(Path);

    private static SavedRun Read(string path)
    {
        var state = CheckpointFile.ReadState(path);
        try
        {
            return JsonSerializer.Deserialize<SavedRun>(state, SavedRun.Json) ?? throw new JsonException("it is null");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new DamagedCheckpointException(path, $"its state cannot be read ({failure.Message.TrimEnd('.')})");
        }
    }

    private static string Counted(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";
}
