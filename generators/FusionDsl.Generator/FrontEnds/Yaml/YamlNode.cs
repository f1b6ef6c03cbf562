using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>A YAML value with its place.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Form { get; }
}

/// <summary>One value.</summary>
/// <param name="IsPlain">Whether it stands without quotes, so that <c>12</c> is a number and <c>true</c> a flag.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, Place Place) : YamlNode(Place)
{
    public override string Form => IsNothing ? "nothing" : $"'{Short}'";

    // A whole program in another language may stand where a word should.
    private string Short => Text.Length > 40 ? Line.Substring(0, 40) + "…" : Line;

    private string Line => Text.Replace('\r', ' ').Replace('\n', ' ');

    public bool IsNothing => IsPlain && Text is "" or "~" or "null";
}

/// <summary>Values in order.</summary>
internal sealed record YamlList(EquatableArray<YamlNode> Items, Place Place) : YamlNode(Place)
{
    public override string Form => "a list";
}

/// <summary>Values by key.</summary>
internal sealed record YamlMap(EquatableArray<YamlEntry> Entries, Place Place) : YamlNode(Place)
{
    public override string Form => "a map";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
