using FusionDsl.Models;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>What must be the same for a run to go on with the same bits.</summary>
internal static class ResumeRules
{
    /// <exception cref="FusionException">Model, options or data are others; says which, and what was expected and found.</exception>
    public static void ThrowIfOther(
        Checkpoint checkpoint, SafetensorsFile file, string prefix, IReadOnlyDictionary<string, Tensor> model, TrainingState now,
        DataFingerprint data)
    {
        var entries = file.Entries.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
        Weights.ThrowIfUnfit(checkpoint.Path, entries, model);
        ThrowIfOtherNetwork(checkpoint, now.Network);
        ThrowIfOtherOptions(checkpoint, now.Options);
        ThrowIfOtherData(checkpoint, data);
    }

    private static void ThrowIfOtherNetwork(Checkpoint checkpoint, string network)
    {
        // Generated files may have been checked out with other line ends.
        string[] then = checkpoint.Run.Network.ReplaceLineEndings("\n").Split('\n'), now = network.ReplaceLineEndings("\n").Split('\n');
        if (then.SequenceEqual(now)) return;
        var line = Enumerable.Range(0, Math.Max(then.Length, now.Length)).First(i => At(then, i) != At(now, i));
        throw new FusionException(
            $"'{checkpoint.Path}' is of another model. It has '{At(then, line).Trim()}' where this one has '{At(now, line).Trim()}'. "
            + "Go on with the model that was trained.");

        static string At(string[] lines, int i) => i < lines.Length ? lines[i] : "";
    }

    private static void ThrowIfOtherOptions(Checkpoint checkpoint, TrainingOptions options)
    {
        var (then, now) = (checkpoint.Run.Options, SettingsText.Of(options));
        var different = then.Keys.Union(now.Keys).Where(name => Of(then, name) != Of(now, name)).Order(StringComparer.Ordinal)
            .Select(name => $"{name} was {Of(then, name)}, now it is {Of(now, name)}").ToList();
        if (different.Count > 0)
            throw new FusionException(
                $"The run in '{checkpoint.Path}' had other options: {string.Join("; ", different)}. "
                + "Go on with the same ones (only Epochs may grow), or train anew.");
        if (options.Epochs != checkpoint.Run.Epochs && options.Schedule is (CosineScheduleOptions or OneCycleScheduleOptions))
            throw new FusionException(
                $"Training: Epochs is {options.Epochs}, but the run in '{checkpoint.Path}' was to have {checkpoint.Run.Epochs}, over which its "
                + "schedule spreads the learning rate: with other epochs the steps that are done would have been others. "
                + $"Go on with {checkpoint.Run.Epochs}, or train anew.");
        if (options.Stages.Count > 0)
        {
            if (options.Epochs == checkpoint.Run.Epochs) return;
            throw new FusionException(
                $"Training: Epochs is {options.Epochs}, but the run in '{checkpoint.Path}' was to have {checkpoint.Run.Epochs} in each of its stages: "
                + $"with other epochs the stages that are over would have been others. Go on with {checkpoint.Run.Epochs}, or train anew.");
        }
        if (options.Epochs < Math.Max(checkpoint.Epochs, checkpoint.Batches > 0 ? checkpoint.Epochs + 1 : 0))
            throw new FusionException(
                $"Training: Epochs is {options.Epochs}, but the run in '{checkpoint.Path}' has gone on for {checkpoint.Epochs} epochs "
                + $"and {checkpoint.Batches} batches already; expected more.");

        static string Of(IReadOnlyDictionary<string, string> settings, string name) => settings.GetValueOrDefault(name, "absent");
    }

    private static void ThrowIfOtherData(Checkpoint checkpoint, DataFingerprint data)
    {
        var (then, now) = (checkpoint.Run.Data, data.Values);
        var different = then.Keys.Union(now.Keys).Where(name => then.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal).ToList();
        if (different.Count > 0)
            throw new FusionException(
                $"The run in '{checkpoint.Path}' learned from other data. Different are: "
                + string.Join("; ", different.Select(name => $"{name}, {Of(then, name)} then, {Of(now, name)} now"))
                + ". Go on with the same rows, split by the same seed, or train anew.");

        static string Of(IReadOnlyDictionary<string, string> hashes, string name) => hashes.GetValueOrDefault(name, "absent");
    }
}
