namespace FusionDsl.Architecture;

/// <summary>A broken rule, at a part of the model. Where that part stands in the source is the business of the <see cref="SourceMap"/>.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">The part: <c>OpcodeCnn/layers/1/kernel</c>.</param>
/// <param name="Arguments">What the message is filled with.</param>
public sealed record Issue(Rule Rule, string Key, EquatableArray<string> Arguments)
{
    /// <summary>The edit that mends it; null where there is none, or a choice.</summary>
    public Mend? Mend { get; init; }

    /// <summary>The part that the edit concerns, where it is not the one to blame.</summary>
    public string? MendKey { get; init; }

    /// <summary>Other parts that the mistake is about: the rate that another one meets.</summary>
    public EquatableArray<string> Related { get; init; }
}

/// <summary>A broken rule, at a place in the source.</summary>
public sealed record Finding(Rule Rule, Place Place, EquatableArray<string> Arguments)
{
    /// <summary>The edit that mends it; null where there is none, or a choice.</summary>
    public Mend? Mend { get; init; }

    /// <summary>Where the edit is made, if not where the finding is.</summary>
    public Place MendPlace { get; init; }

    /// <summary>Other places that the mistake is about: where a name that is given twice stands for the first time.</summary>
    public EquatableArray<Place> Related { get; init; }

    /// <summary>The message as the user reads it.</summary>
    public string Message => Rule.Message(Words);

    /// <summary>The arguments as they stand in the message: a text of the user's may have several lines, a message has one.</summary>
    public IEnumerable<string> Words => Arguments.Select(OnOneLine);

    private static string OnOneLine(string text) => text.Any(char.IsControl) ? new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]) : text;
}
