using System.Globalization;
using System.Reflection;

namespace FusionDsl.Architecture;

/// <summary>What part of the language a rule belongs to: the thousands of its ID.</summary>
public enum RuleArea
{
    /// <summary>Names, keywords, parameters.</summary>
    Declaration = 1,

    /// <summary>The YAML text itself.</summary>
    Yaml = 2,

    /// <summary>Shapes that do not fit.</summary>
    Shapes = 3,

    /// <summary>Who reads whom.</summary>
    Wiring = 4,

    /// <summary>Training settings.</summary>
    Training = 5,

    /// <summary>Data sources and splits.</summary>
    Data = 6,

    /// <summary>Defects of FusionDsl itself.</summary>
    Internal = 9,
}

/// <summary>A rule of the language. Each broken rule is an error; its message says what was expected, what was found, and how to mend it.</summary>
public sealed partial record Rule
{
    private Rule(int number, string title, string format)
    {
        Id = "FUS" + number.Invariant();
        Area = (RuleArea)(number / 1000);
        (Title, Format) = (title, format);
    }

    /// <summary>For instance FUS3001.</summary>
    public string Id { get; }

    /// <summary>What part of the language it belongs to.</summary>
    public RuleArea Area { get; }

    /// <summary>The rule in a few words.</summary>
    public string Title { get; }

    /// <summary>The message, with {0}, {1} … for what a case fills in.</summary>
    public string Format { get; }

    /// <summary>The message of one case.</summary>
    public string Message(IEnumerable<string> arguments) => string.Format(CultureInfo.InvariantCulture, Format, [.. arguments]);

    /// <summary>Two rules are the same if their IDs are.</summary>
    public bool Equals(Rule? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>All rules, by ID.</summary>
    public static IReadOnlyList<Rule> All =>
        [.. typeof(Rule).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Rule)).Select(property => (Rule)property.GetValue(null)!)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
