namespace FusionDsl.Testing;

/// <summary>Whether differences fail or are taken over.</summary>
internal enum SnapshotMode
{
    Compare,
    Accept,
}

internal static class SnapshotModes
{
    public const string AcceptVariable = "FUSIONDSL_ACCEPT";

    public static SnapshotMode FromEnvironment(Func<string, string?> variable)
    {
        if (!IsOn(variable(AcceptVariable)))
            return SnapshotMode.Compare;
        if (IsOn(variable("CI")))
            throw new HarnessException($"{AcceptVariable} is refused on a build server (CI is set): nobody would read what it accepts.");
        return SnapshotMode.Accept;
    }

    private static bool IsOn(string? value) => value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
