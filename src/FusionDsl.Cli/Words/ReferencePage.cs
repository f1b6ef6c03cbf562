using System.Text;
using FusionDsl.Architecture;

namespace FusionDsl.Cli.Words;

/// <summary>
/// The reference of the language as a page: every word of the catalogue with its forms in C# and YAML, its parameters, their bounds and defaults.
/// Nothing on it is written by hand but the lines between the groups.
/// </summary>
internal sealed class ReferencePage
{
    private readonly StringBuilder _text = new();

    private ReferencePage()
    {
    }

    public static string Text { get; } = Create();

    private static string Create()
    {
        var page = new ReferencePage();
        page.Line("# Every word of the language");
        page.Line("This page is made from the definitions that the generator reads (`fusion reference`); a test holds it against them. "
            + "The same definitions make [the schema](../schema/fusion.schema.json), by which an editor completes and checks a spec: "
            + "`# yaml-language-server: $schema=…/fusion.schema.json` as its first line.");
        page.Line("A word is an attribute in C# and a key in YAML. The first parameter of a word needs no name: `[Dense(12)]`, `dense: 12`. "
            + "In a spec the parameters of a layer, a preparation or a setting stand in a map below its key; those of a modality, a fusion, a head or a decision stand beside it.");
        page.Group("Modalities", "What one sample carries.", Catalogue.Modalities);
        page.Group("Preparations", "What is done to a modality before a node reads it, in this order whatever the order of writing; fitted on the training rows only.", Catalogue.Preparations);
        page.Group("Encoders", "Networks from one node to features. Their layers follow in reading order: as attributes, or as the list `layers`.", [Catalogue.Encoder, Catalogue.Autoencoder]);
        page.Group("Layers", "What encoders, fusions and heads are made of.", Catalogue.Layers);
        page.Group("Fusions", "Where two nodes or more become one; a class can name at most eight. The formulas stand in [src/FusionDsl.Architecture/Fusions](../../src/FusionDsl.Architecture/Fusions/README.md). "
            + "Layers may follow.", Catalogue.Operators);
        page.Group("Heads", "What is learned. Layers may follow; the last Dense, to the classes or targets, is there by itself.", Catalogue.Heads);
        page.Group("Decisions", "How what several heads say becomes one answer.", Catalogue.Decisions);
        page.Group("Settings of a node", "Beside its layers.", [.. Catalogue.NodeSettings, SettingKind.Independent, SettingKind.ClassWeight]);
        page.Group("Training", "Attributes of the model; keys below `train`.", [SettingKind.Train, .. Catalogue.Training, SettingKind.Stage]);
        page.Group("Data", "Where the samples are. `Data` and `Split` are attributes of the model, `Source` one of a node; in a spec all stand below `data`.",
            [SettingKind.Data, SettingKind.Source, SettingKind.Split]);
        return page._text.ToString();
    }

    private void Group(string title, string about, IEnumerable<Keyword> words)
    {
        Line($"## {title}");
        Line(about);
        foreach (var word in words) Word(word);
    }

    private void Word(Keyword word)
    {
        var attribute = new WordAttribute(word);
        Line($"### {word.Name}");
        Line(word.Summary);
        Line($"`{attribute.Example}` · `{WordYaml.Example(word)}`");
        if (word.Parameters.Count > 0)
        {
            _text.Append("| YAML | C# | takes | without it | |\n|---|---|---|---|---|\n");
            foreach (var parameter in word.Parameters)
                _text.Append($"| `{parameter.Name}` | `{attribute.NameOf(parameter)}` | {parameter.Expectation} | {Default(parameter)} | {Cell(parameter.Summary)} |\n");
            _text.Append('\n');
        }
        if (word is LayerKind layer && LayerShapes.Of(layer) is { Length: > 0 } shapes) Line(shapes);
    }

    private static string Default(Parameter parameter) =>
        parameter.Required ? "must be given" : parameter.Default switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            double number => number.Invariant(),
            int number => number.Invariant(),
            var other => other.ToString()!,
        };

    private static string Cell(string text) => text.Replace("|", "\\|");

    private void Line(string text) => _text.Append(text).Append("\n\n");
}
