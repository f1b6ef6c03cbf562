namespace FusionDsl.Training;

/// <summary>Where a run keeps itself, so that it can go on after whatever stops it; see <see cref="Checkpoint"/>.</summary>
/// <param name="Folder">Of this run alone; is made if it is absent. Takes about five times the memory of the weights, twice.</param>
public sealed record CheckpointOptions(string Folder)
{
    /// <summary>
    /// At most so much work is lost: a checkpoint is written at the first moment between two steps when this time has passed since the last
    /// one. Zero: after every step and epoch. Where writing is slow it happens less often, so that it takes at most 2 % of the time.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of the newest checkpoints stay, at least 2: should the newest be damaged, there is one before it.</summary>
    public int Keep { get; init; } = 2;

    /// <exception cref="FusionException">Names the setting, its value and its range.</exception>
    internal void ThrowIfInvalid()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            throw new FusionException($"Checkpoints: Folder is '{Folder}'; expected the name of a folder.");
        if (Every < TimeSpan.Zero)
            throw new FusionException($"Checkpoints: Every is {Every}; expected at least zero, which means: after every step.");
        if (Keep < 2)
            throw new FusionException($"Checkpoints: Keep is {Keep}; expected at least 2. The newest checkpoint may be damaged.");
    }
}
