namespace FusionDsl.Architecture;

/// <summary>
/// Ends the search for mistakes where there are more than anybody would read: each looks for a name that may have been meant, and lists what there is,
/// which for thousands of them would take minutes.
/// </summary>
internal sealed class TooManyFindings : Exception
{
    /// <summary>So many are shown.</summary>
    public const int Most = 200;

    /// <summary>What is said of the rest.</summary>
    public static Finding Last(string subject, Place place) => new(Rule.TooManyMistakes, place, [subject, Most.Invariant()]);
}
