namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>The text is no YAML.</summary>
    public static Rule YamlSyntax { get; } = new(2001, "The text is not YAML", "This is not YAML: {0}", RuleLanguages.Yaml);

    /// <summary>A key twice in one map.</summary>
    public static Rule DuplicateKey { get; } = new(2002, "A key is given twice", "The key '{0}' is given twice in this map. Remove one of them",
        RuleLanguages.Yaml);

    /// <summary>A feature of YAML that specs do not use.</summary>
    public static Rule UnsupportedYaml { get; } = new(2003, "A YAML feature is not part of the language",
        "{0} are not part of the language: a spec says what it means in one place. {1}", RuleLanguages.Yaml);

    /// <summary>Nesting or size that no spec needs.</summary>
    public static Rule YamlTooLarge { get; } = new(2004, "The spec is too large", "The spec has {0}; expected at most {1}", RuleLanguages.Yaml);

    /// <summary>A map where a list should be, and so on.</summary>
    public static Rule WrongYamlKind { get; } = new(2005, "A value has the wrong form", "'{0}' takes {1}; found {2}", RuleLanguages.Yaml);

    /// <summary>A line that belongs one level deeper.</summary>
    public static Rule WrongIndentation { get; } = new(2007, "A line is indented wrongly", "'{0}' stands {1}. Indent it deeper, so that it belongs to '{2}'",
        RuleLanguages.Yaml);

    /// <summary>A section among the nodes of another.</summary>
    public static Rule SectionInside { get; } = new(2008, "A section is indented", "'{0}' is a section of the spec, and stands among the nodes of '{1}'. Move it to the left margin",
        RuleLanguages.Yaml);

    /// <summary>A required top-level key is missing.</summary>
    public static Rule MissingKey { get; } = new(2006, "A key is missing", "{0} has no {1}. Add it: {2}", RuleLanguages.Yaml);
}
