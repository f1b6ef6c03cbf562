using FusionDsl.Architecture;

namespace FusionDsl.Cli.Words;

/// <summary>How a word is written in a spec: what has to be there.</summary>
internal static class WordYaml
{
    public static string Example(Keyword word)
    {
        List<string> required = [.. word.Parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name)];
        return word switch
        {
            // Several sizes of equal standing are named; a length goes without saying.
            ModalityKind when word.Parameters[0].Name != "length" => $"{{ {word.Key}: {{ {string.Join(", ", required.Select(name => $"{name}: …"))} }} }}",
            ModalityKind => $"{{ {word.Key}: …{Beside(required.Skip(1))} }}",
            OperatorKind { Role: { } role } => $"{{ {word.Key}: Node1, {role}: Node2{Beside(required)} }}",
            OperatorKind => $"{{ {word.Key}: [Node1, Node2]{Beside(required)} }}",
            DecisionKind => $"{{ {word.Key}: [Head1, Head2]{Beside(required)} }}",
            HeadKind when word == HeadKind.Classifier => $"{{ {word.Key}: Node, enum: Enum, classes: [A, B]{Beside(required)} }}",
            HeadKind => $"{{ {word.Key}: Node{Beside(required)} }}",
            _ when word == Catalogue.Encoder => $"{{ {word.Key}: Node, layers: […] }}",
            _ when word == Catalogue.Autoencoder => $"{{ {word.Key}: Node{Beside(required)}, layers: […] }}",
            _ when word == SettingKind.ClassWeight => $"{word.Key}: {{ Class: … }}",
            _ when word == SettingKind.Stage => $"{word.Key}: [{{ name: … }}]",
            _ when word == SettingKind.Source => "sources: { Node: { file: …, column: … } }",
            _ when word == SettingKind.Train || word == SettingKind.Data => $"{word.Key}: {{ … }}",
            _ when word == SettingKind.Independent || word is PreparationKind { Parameters.Count: 0 } => $"{word.Key}: true",
            LayerKind when required.Count == 0 => word.Key,
            _ when required.Count == 0 => $"{word.Key}: {{}}",
            _ when required.Count == 1 && required[0] == word.Parameters[0].Name => $"{word.Key}: …",
            _ => $"{word.Key}: {{ {string.Join(", ", required.Select(name => $"{name}: …"))} }}",
        };
    }

    private static string Beside(IEnumerable<string> names) => string.Concat(names.Select(name => $", {name}: …"));
}
