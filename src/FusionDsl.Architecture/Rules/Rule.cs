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

/// <summary>The languages in which a rule can be broken.</summary>
[Flags]
public enum RuleLanguages
{
    /// <summary>In neither: nobody's mistake but ours.</summary>
    None = 0,

    /// <summary>In attributed classes; a spec has no words for it.</summary>
    CSharp = 1,

    /// <summary>In a spec; the C# compiler refuses it before us, or C# has no words for it.</summary>
    Yaml = 2,

    /// <summary>In both.</summary>
    Both = CSharp | Yaml,
}

/// <summary>A rule of the language. Each broken rule is an error; its message says what was expected, what was found, and how to mend it.</summary>
public sealed partial record Rule
{
    // Where the pages are read; the only place that knows.
    private const string Pages = "https://github.com/FusionDsl/FusionDsl/blob/main/specs/rules/";

    private Rule(int number, string title, string format, RuleLanguages languages = RuleLanguages.Both)
    {
        Id = "FUS" + number.Invariant();
        Languages = languages;
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

    /// <summary>Where it can be broken; its page has examples in these languages.</summary>
    public RuleLanguages Languages { get; }

    /// <summary>The page that explains it.</summary>
    public string HelpLink => $"{Pages}{Id}.md";

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
