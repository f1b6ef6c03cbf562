using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>Reads a spec: the same calls as the attributes of a class, from keys.</summary>
internal sealed class SpecReader
{
    /// <summary>What stands at the left margin.</summary>
    public static readonly string[] Sections = ["model", "namespace", "access", "modalities", "encoders", "fusions", "heads", "decisions", "train", "data"];

    // Names of generated files begin with it, and compilers nest as deep as it has parts.
    private const int MaximalNamespace = 256;

    private readonly SpecContext _context;

    private SpecReader(SpecContext context) => _context = context;

    /// <param name="path">For places.</param>
    /// <param name="text">The spec.</param>
    /// <param name="defaultNamespace">Where the spec names none.</param>
    /// <param name="cancellation">Checked at every value.</param>
    public static Drafted Read(string path, string text, string defaultNamespace, CancellationToken cancellation)
    {
        var context = new SpecContext();
        var root = YamlText.Parse(path, text, context.Findings, cancellation);
        try
        {
            // Of a text that is no sound YAML it is not known what it says.
            var draft = root is null || context.Findings.Count > 0 ? null : new SpecReader(context).Read(root, defaultNamespace);
            return new(context.LacksNodes ? null : draft, context.Findings.ToEquatableArray());
        }
        catch (TooManyFindings)
        {
            return new(null, context.Findings.Append(TooManyFindings.Last("The spec", context.Findings[0].Place)).ToEquatableArray());
        }
    }

    private DraftModel? Read(YamlNode root, string defaultNamespace)
    {
        if (root is not YamlMap spec)
        {
            _context.Report(Rule.WrongYamlKind, root.Place, "the spec", "a map of keys and values, such as 'model: MyNet'", root.Form);
            return null;
        }
        string? section = null;
        foreach (var entry in spec.Entries)
        {
            if (!Sections.Contains(entry.Key.Text))
            {
                UnknownSection(spec, entry, section);
                _context.LacksNodes |= entry.Value is YamlMap && Advice.Nearest(entry.Key.Text, Sections) is not ("train" or "data");
            }
            else section = entry.Key.Text is "modalities" or "encoders" or "fusions" or "heads" or "decisions" ? entry.Key.Text : null;
        }
        var (name, place) = Name(spec);
        var sources = new SourceReader(_context).Read(spec);
        var nodes = new NodeReader(_context, sources).Read(spec);
        // Where a section is absent or misspelt, its nodes are not the ones that are unknown.
        if (!_context.LacksNodes && spec.Find("modalities") is not null && spec.Find("heads") is not null) CheckSources(sources.Values, nodes);
        var draft = new DraftModel(
            name, place, Namespace(spec, defaultNamespace, place), Access(spec), [.. TrainCalls(spec), .. DataCalls(spec)], nodes.ToEquatableArray());
        return draft with { IsBroken = _context.Findings.Count > 0 };
    }

    // A spec without a name is read nevertheless: there may be more to say.
    private (string Name, Place Place) Name(YamlMap spec)
    {
        if (spec.Find("model") is not { } model)
        {
            if (SpecContext.Misspelt(spec, ["model"]) is null) _context.Report(Rule.MissingKey, At(spec), "The spec", "'model'", "model: MyNet");
            return ("Nameless", At(spec));
        }
        return (_context.Text(model) ?? "Nameless", model.Value.Place);
    }

    // A node at the left margin is no misspelt section.
    private void UnknownSection(YamlMap spec, YamlEntry entry, string? section)
    {
        if (section is not null && entry.Value is YamlMap && Names.IsName(entry.Key.Text) && Advice.Nearest(entry.Key.Text, Sections) is null)
            _context.Report(Rule.WrongIndentation, entry.Key.Place, entry.Key.Text, "among the sections of the spec", section);
        else _context.Unknown(entry.Key, "key of a spec", Sections, spec);
    }

    private void CheckSources(IEnumerable<SpecSource> sources, List<DraftNode> nodes)
    {
        bool IsKnown(string name) => nodes.Any(node => node.Name == name || (!Names.IsName(node.Name) && Names.Mend(node.Name) == name));
        foreach (var source in sources.Where(source => !IsKnown(source.Node.Text)))
            _context.Report(Rule.UnknownNode, source.Node.Place, Mend.Meant(source.Node.Text, nodes.Select(node => node.Name)), source.Node.Text, Suggestion.For(source.Node.Text, nodes.Select(node => node.Name)),
                string.Join(", ", nodes.Select(node => node.Name).OrderBy(node => node, StringComparer.Ordinal)));
    }

    // A whole file need not be underlined.
    private static Place At(YamlMap spec) => spec.Entries.Count > 0 ? spec.Entries[0].Key.Place : spec.Place;

    // '' is the global namespace, which is not what a spec gets that says nothing: that goes to the namespace of the project.
    private string Namespace(YamlMap spec, string ofProject, Place model)
    {
        if (spec.Find("namespace") is not { } entry) return CheckNamespace(ofProject, model, "the namespace of the project, which a spec is put into that has no 'namespace:'");
        return _context.Text(entry) is { } name ? CheckNamespace(name, entry.Value.Place, "a namespace") : "";
    }

    private string CheckNamespace(string name, Place place, string what)
    {
        if (name.Length > MaximalNamespace || (name.Length > 0 && !name.Split('.').All(Names.IsMember))) _context.Report(Rule.InvalidName, place, name, what, "MyCompany.MyModels", "C# identifiers with points between them");
        // Inside TorchSharp's own namespace its types would hide those that the code means.
        else if (name.Split('.')[0] == "TorchSharp") _context.Report(Rule.ReservedName, place, name, what, "MyModels");
        return name;
    }

    private string Access(YamlMap spec)
    {
        if (spec.Find("access") is not { } entry || _context.Text(entry) is not { } access) return "public";
        if (access is not ("public" or "internal")) _context.Report(Rule.WrongYamlKind, entry.Value.Place, "access", "public or internal", $"'{access}'");
        return access;
    }

    private IEnumerable<DraftCall> TrainCalls(YamlMap spec)
    {
        if (spec.Find("train") is not { } entry || _context.Map(entry.Value, "train") is not { } train) yield break;
        var settings = new List<DraftArgument>();
        foreach (var setting in train.Entries)
        {
            if (setting.Key.Text == SettingKind.Stage.Key)
            {
                foreach (var stage in Stages(setting)) yield return stage;
            }
            else if (Catalogue.Training.FirstOrDefault(keyword => keyword.Key == setting.Key.Text) is { } keyword) yield return _context.Call(keyword, setting);
            else if (SettingKind.Train.Find(setting.Key.Text) is null)
                _context.Unknown(setting.Key, "training setting", [.. SettingKind.Train.Parameters.Select(parameter => parameter.Name), .. Catalogue.Training.Select(keyword => keyword.Key), SettingKind.Stage.Key], train);
            else settings.Add(SpecContext.Argument(setting));
        }
        if (settings.Count > 0) yield return new(SettingKind.Train.Name, entry.Key.Place, [], settings.ToEquatableArray());
    }

    // A list, since their order is what they are about: each item is a stage with its name.
    private IEnumerable<DraftCall> Stages(YamlEntry entry)
    {
        if (entry.Value is not YamlList { Items.Count: > 0 } list)
        {
            _context.Report(Rule.WrongYamlKind, entry.Value.Place, entry.Key.Text, "a list of stages, such as [{ name: first, train: [Net] }]",
                entry.Value is YamlList ? "an empty list" : entry.Value.Form);
            yield break;
        }
        foreach (var item in list.Items)
            if (_context.Map(item, "a stage") is { } stage)
                yield return new(SettingKind.Stage.Name, At(stage), [], stage.Entries.Select(SpecContext.Argument).ToEquatableArray());
    }

    private IEnumerable<DraftCall> DataCalls(YamlMap spec)
    {
        if (spec.Find("data") is not { } entry || _context.Map(entry.Value, "data") is not { } data) yield break;
        var settings = new List<DraftArgument>();
        foreach (var setting in data.Entries.Where(setting => setting.Key.Text != "sources"))
        {
            if (setting.Key.Text == "split")
            {
                // A single number would be read as the part that validates, and meant as the part that trains.
                if (setting.Value is YamlMap) yield return _context.Call(SettingKind.Split, setting);
                else _context.Report(Rule.WrongYamlKind, setting.Value.Place, "split", "a map of fractions, such as { validation: 0.15, test: 0.15 }", setting.Value.Form);
            }
            else if (SettingKind.Data.Find(setting.Key.Text) is null) _context.Unknown(setting.Key, "data setting", ["key", "memory", "reader", "sources", "split"], data);
            else settings.Add(SpecContext.Argument(setting));
        }
        if (settings.Count > 0) yield return new(SettingKind.Data.Name, entry.Key.Place, [], settings.ToEquatableArray());
    }
}
