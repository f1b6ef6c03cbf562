using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>The keys <c>enum</c> and <c>classes</c> of a classifier.</summary>
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
            context.Report(Rule.WrongYamlKind, classes.Value.Place, "classes", "a list of names", classes.Value.Form);
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
}
