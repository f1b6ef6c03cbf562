namespace FusionDsl.Architecture;

/// <summary>A word of the language: an attribute in C#, a key in YAML.</summary>
/// <param name="Name">PascalCase: the attribute's name without <c>Attribute</c>.</param>
/// <param name="Summary">One line for reference pages and the schema.</param>
/// <param name="Parameters">The first one is what a YAML key takes without naming it.</param>
public abstract record Keyword(string Name, string Summary, EquatableArray<Parameter> Parameters)
{
    /// <summary>The key in YAML; by default the name in camelCase.</summary>
    public string Key { get; init; } = Name.ToCamelCase();

    /// <summary>The parameter of that name, or null.</summary>
    public Parameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
