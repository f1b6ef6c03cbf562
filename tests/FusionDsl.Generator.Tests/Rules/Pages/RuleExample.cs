using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>One model on a page: a file, or several that belong together, and below a wrong one what the compiler says.</summary>
/// <param name="Files">The blocks, each with its language and what it holds.</param>
/// <param name="Said">The line of the compiler; null below a right example.</param>
/// <param name="Line">Where the page has that line, counted from 0.</param>
internal sealed record RuleExample(IReadOnlyList<(string Language, string Text)> Files, string? Said, int Line)
{
    public const string CSharp = "csharp", Yaml = "yaml";

    public IEnumerable<string> Languages => Files.Select(file => file.Language).Distinct();

    /// <summary>As a project has it: what the page shows is all there is.</summary>
    public GeneratorInput Input
    {
        get
        {
            var input = Generation.Empty;
            foreach (var (language, text) in Files)
                input = language == CSharp
                    ? input.WithSource(text, input.Sources.IsEmpty ? "Model.cs" : "Other.cs")
                    : input.WithSpec(text, input.Specs.IsEmpty ? "model.fusion.yaml" : "other.fusion.yaml");
            return input;
        }
    }

    /// <summary>The same beside examples of other pages: each in a namespace of its own.</summary>
    public GeneratorInput AddTo(GeneratorInput input, string name)
    {
        foreach (var (index, (language, text)) in Files.Index())
            input = language == CSharp
                ? input.WithSource(Enclosed(text, name), $"{name}.{index}.cs")
                : input.WithSpec(HasNamespace ? text : $"{text}\nnamespace: {name}\n", $"{name}.{index}.fusion.yaml");
        return input;
    }

    /// <summary>Whether it says itself where its model lives.</summary>
    public bool HasNamespace => Files.Any(file => file.Text.Contains("\nnamespace", StringComparison.Ordinal));

    private string Enclosed(string text, string name) =>
        HasNamespace ? text : text.Replace("using FusionDsl;\n", $"using FusionDsl;\n\nnamespace {name};\n", StringComparison.Ordinal);
}
