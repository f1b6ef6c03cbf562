using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The keys <c>enum</c>, <c>classes</c> and <c>classWeights</c> of a classifier.</summary>
internal static class ClassReader
{
    public static DraftReference? Read(YamlScalar name, YamlMap head, SpecContext context)
    {
        if (head.Find("enum") is not { } type)
        {
            if (SpecContext.Misspelt(head, ["enum"]) is null) context.Report(Rule.MissingKey, name.Place, $"'{name.Text}'", "'enum'", "enum: Cipher, the name of the type that is generated for the classes");
            return null;
        }
        if (head.Find("classes") is not { } classes)
        {
            if (SpecContext.Misspelt(head, ["classes"]) is null) context.Report(Rule.MissingKey, name.Place, $"'{name.Text}'", "'classes'", "classes: [Aes, Present, …]");
            return null;
        }
        if (context.Text(type) is not { } text) return null;
        if (classes.Value is not YamlList list)
        {
            context.Report(Rule.WrongYamlKind, classes.Value.Place, "classes", "a list of names, such as [Aes, Present]", classes.Value.Form);
            return null;
        }
        var members = new List<DraftName>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNothing: false } member) members.Add(new(member.Text, member.Place));
            else context.Report(Rule.WrongYamlKind, item.Place, "classes", "a name for each class", item.Form);
        }
        return new(text, type.Value.Place, Enum: new(text, members.ToEquatableArray(), Generate: true, Accessibility: "public"));
    }

    /// <summary><c>classWeights: { Aes: 2, Present: 0.5 }</c>: a call for each class.</summary>
    public static IEnumerable<DraftCall> ReadWeights(YamlEntry entry, SpecContext context)
    {
        if (entry.Value is YamlMap { Entries.Count: > 0 } weights) return weights.Entries.Select(Weight);
        context.Report(Rule.WrongYamlKind, entry.Value.Place, entry.Key.Text, "a map of classes and their weights, such as { Aes: 2 }",
            entry.Value is YamlMap ? "an empty map" : entry.Value.Form);
        return [];
    }

    private static DraftCall Weight(YamlEntry entry)
    {
        var name = new DraftValue(DraftValueKind.Text, entry.Key.Text, [], entry.Key.Place);
        return new(SettingKind.ClassWeight.Name, entry.Key.Place, [],
        [
            new("name", entry.Key.Place, name), new("weight", entry.Value.Place, SpecContext.Value(entry.Value)),
        ]);
    }
}
