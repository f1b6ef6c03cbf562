namespace FusionDsl.Cli;

/// <summary>A mistake of the command line that its parser cannot see.</summary>
internal sealed class UsageException(string message) : FusionException(message);
