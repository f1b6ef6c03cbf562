using System.Text.RegularExpressions;
using FusionDsl.Architecture;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>A minimal model around one keyword, in both languages, in which its parameters can be given any value.</summary>
/// <param name="Word">The keyword.</param>
/// <param name="Nodes">
/// The nodes in C#. <c>§</c> stands behind the keyword's name, where its arguments go; what stands in <c>⟦…⟧</c> is taken out to see the model without it.
/// </param>
/// <param name="Yaml">The sections of the spec: <c>§</c> is the map of the arguments, <c>¤</c> the same keys beside others.</param>
internal sealed partial record Scene(Keyword Word, string Nodes, string Yaml)
{
    /// <summary>Attributes of the model in C#, behind a comma.</summary>
    public string Attributes { get; init; } = "";

    /// <summary>What is given unless a test says otherwise: the required parameters, and what makes the others fit.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes the keyword in a spec, where neither of the two marks does.</summary>
    public Func<IReadOnlyDictionary<string, string>, string>? Written { get; init; }

    /// <summary>Whether the model makes sense without the keyword, or at least says what is missing.</summary>
    public bool IsRemovable => Yaml.Contains('⟦');

    public GeneratorInput InClass(IReadOnlyDictionary<string, string> arguments) =>
        Generation.Net(Whole(Nodes).Replace("§", Attributed(arguments)), Whole(Attributes).Replace("§", Attributed(arguments)));

    public GeneratorInput InSpec(IReadOnlyDictionary<string, string> arguments) => Generation.Spec(SpecText(arguments));

    public string SpecText(IReadOnlyDictionary<string, string> arguments)
    {
        var pairs = arguments.Select(argument => $"{argument.Key}: {argument.Value}").ToList();
        var written = Written?.Invoke(arguments) ?? $"{{ {string.Join(", ", pairs)} }}";
        return Head + Whole(Yaml).Replace("§", written).Replace("¤", string.Concat(pairs.Select(pair => ", " + pair)));
    }

    public GeneratorInput ClassWithout() => Generation.Net(Removable().Replace(Nodes, ""), Removable().Replace(Attributes, ""));

    public GeneratorInput SpecWithout() => Generation.Spec(Head + Removable().Replace(Yaml, ""));

    private const string Head = "model: Net\nnamespace: Demo\n";

    private static string Whole(string text) => text.Replace("⟦", "").Replace("⟧", "");

    // What the constructor takes is named with a colon, a property with an equals sign.
    private string Attributed(IReadOnlyDictionary<string, string> arguments)
    {
        if (arguments.Count == 0) return "";
        var attribute = typeof(FusionModelAttribute).Assembly.GetExportedTypes().First(type => type.Name.Split('`')[0] == Word.Name + "Attribute");
        var positional = attribute.GetConstructors()[0].GetParameters().Select(parameter => parameter.Name!).ToList();
        var ordered = arguments.OrderBy(argument => positional.IndexOf(argument.Key) is >= 0 and var index ? index : int.MaxValue);
        return $"({string.Join(", ", ordered.Select(argument => positional.Contains(argument.Key)
            ? $"{argument.Key}: {Literal(argument)}"
            : $"{char.ToUpperInvariant(argument.Key[0])}{argument.Key[1..]} = {Literal(argument)}"))})";
    }

    private string Literal(KeyValuePair<string, string> argument) => Word.Find(argument.Key)!.Kind switch
    {
        ParameterKind.Text => $"\"{argument.Value}\"",
        ParameterKind.Texts => $"new[] {{ {string.Join(", ", argument.Value.Trim('[', ']').Split(", ").Select(text => $"\"{text}\""))} }}",
        _ => argument.Value,
    };

    [GeneratedRegex("⟦.*?⟧")]
    private static partial Regex Removable();
}
