namespace FusionDsl.Architecture;

/// <summary>What is done to a text so that a rule holds again.</summary>
public enum MendKind
{
    /// <summary>A name or a number gives way to <see cref="Mend.Text"/>.</summary>
    Replace,

    /// <summary>What stands there goes: a keyword with its arguments, an argument, an item of a list.</summary>
    Remove,

    /// <summary>The layer <see cref="Mend.Text"/> comes before the one that stands there.</summary>
    PutBefore,

    /// <summary>The layer <see cref="Mend.Text"/> becomes the last one of the node that stands there.</summary>
    Append,

    /// <summary>The node that stands there gets the keyword <see cref="Mend.Text"/>.</summary>
    Add,

    /// <summary>A class gets the modifier <see cref="Mend.Text"/>; C# only.</summary>
    AddModifier,

    /// <summary>A class loses the modifier <see cref="Mend.Text"/>; C# only.</summary>
    RemoveModifier,
}

/// <summary>
/// The edit that mends a broken rule, as data: it says what to do in words of the language, and both an editor in C# and one in YAML know how to
/// write it. Only where the message leaves but one thing to do; where there is a choice, it is the user's.
/// </summary>
/// <param name="Kind">What is done.</param>
/// <param name="Text">A name or a number; a keyword as in the catalogue.</param>
/// <param name="Argument">Argument of the keyword; empty: none.</param>
public sealed record Mend(MendKind Kind, string Text = "", string Argument = "")
{
    /// <summary>For the menu of an editor: what it would do.</summary>
    public string Title => Kind switch
    {
        MendKind.Replace => $"Replace by '{Text}'",
        MendKind.Remove => "Remove it",
        MendKind.PutBefore => $"Put {Text} before it",
        MendKind.Append => $"Put {Text} behind the last layer",
        MendKind.Add => $"Add {Text}({Argument})",
        MendKind.AddModifier => $"Make it {Text}",
        _ => $"Remove '{Text}'",
    };

    /// <summary>Nothing but to take it away.</summary>
    public static Mend Removal { get; } = new(MendKind.Remove);

    /// <summary>The flag that other languages write as yes or no; null where it is none of them.</summary>
    public static Mend? Flag(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "true" => new(MendKind.Replace, "true"),
        "no" or "off" or "false" => new(MendKind.Replace, "false"),
        _ => null,
    };

    /// <summary>The name that was probably meant; null where none is near.</summary>
    public static Mend? Meant(string found, IEnumerable<string> candidates) =>
        Suggestion.Nearest(found, candidates) is { } near && near != found ? new(MendKind.Replace, near) : null;
}
