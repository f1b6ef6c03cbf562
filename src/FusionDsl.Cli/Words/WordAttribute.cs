using System.Reflection;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Words;

/// <summary>How a word is written in C#, as its attribute tells.</summary>
internal sealed class WordAttribute
{
    private readonly Keyword _word;
    private readonly Type _type;
    private readonly IReadOnlyList<ParameterInfo> _positional;

    public WordAttribute(Keyword word)
    {
        _word = word;
        // A fusion or decision has an attribute for each number of nodes: the one for two shows it.
        _type = typeof(FusionModelAttribute).Assembly.GetExportedTypes()
            .Where(type => type.Name.Split('`')[0] == word.Name + "Attribute").OrderBy(type => type.GetGenericArguments().Length).First();
        _positional = _type.GetConstructors().Single().GetParameters();
    }

    /// <summary>What has to be written: <c>[Conv1d(channels: …, kernel: …)]</c>.</summary>
    public string Example
    {
        get
        {
            var nodes = string.Join(", ", _type.GetGenericArguments().Select((argument, i) => argument.Name switch
            {
                "TEnum" => "Enum",
                "TFrom" => "Node",
                [not 'T', ..] => argument.Name,
                _ when _word is OperatorKind { Role: not null } && i == 1 => argument.Name[1..],
                _ => _word is DecisionKind ? $"Head{i + 1}" : $"Node{i + 1}",
            }));
            var arguments = string.Join(", ", _word.Parameters.Where(parameter => parameter.Required).Select(parameter => $"{NameOf(parameter)} …"));
            return $"[{_word.Name}{(nodes.Length == 0 ? "" : $"<{nodes}>")}{(arguments.Length == 0 ? "" : $"({arguments})")}]";
        }
    }

    /// <summary>A parameter of the constructor has a colon behind its name, a property an equals sign.</summary>
    public string NameOf(Parameter parameter) => _positional.Any(positional => positional.Name == parameter.Name)
        ? $"{parameter.Name}:" : $"{char.ToUpperInvariant(parameter.Name[0])}{parameter.Name[1..]} =";
}
