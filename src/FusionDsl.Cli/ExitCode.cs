namespace FusionDsl.Cli;

/// <summary>What the tool tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something the user can mend: a spec with errors, an absent file.</summary>
    public const int Mistake = 1;

    /// <summary>The command line itself.</summary>
    public const int Usage = 2;

    /// <summary>A defect of the tool.</summary>
    public const int Internal = 70;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
