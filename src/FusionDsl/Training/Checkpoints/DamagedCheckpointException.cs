namespace FusionDsl.Training;

/// <summary>A file is no whole checkpoint; the one before it may be.</summary>
internal sealed class DamagedCheckpointException(string path, string finding)
    : FusionException($"'{path}' is no checkpoint that can be used: {finding}.");
