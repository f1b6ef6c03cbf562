namespace FusionDsl.Cli.Specs;

/// <summary>A piece of a YAML text that knows its place. Only what editing needs: what it means is the generator's business.</summary>
/// <param name="Start">First character, UTF-16.</param>
/// <param name="End">One after the last character that belongs to it; comments and line ends behind it do not.</param>
internal abstract record SpecNode(int Start, int End)
{
    /// <summary>For messages: what it is.</summary>
    public abstract string Kind { get; }
}

/// <summary>Text, a number, or nothing at all (<c>Start == End</c>).</summary>
internal sealed record SpecScalar(int Start, int End, string Value) : SpecNode(Start, End)
{
    public bool IsAbsent => Start == End;

    public override string Kind => IsAbsent ? "empty" : $"the value '{Value}'";
}

/// <summary><c>*name</c>: what is written elsewhere.</summary>
internal sealed record SpecAlias(int Start, int End, string Name) : SpecNode(Start, End)
{
    public override string Kind => $"the alias *{Name}";
}

/// <summary>Keys with values.</summary>
/// <param name="Form">How it is written.</param>
internal sealed record SpecMapping(int Start, int End, MappingForm Form, IReadOnlyList<SpecEntry> Entries) : SpecNode(Start, End)
{
    public override string Kind => "a mapping";

    public SpecEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Value == key);
}

/// <summary>How a mapping is written.</summary>
internal enum MappingForm
{
    /// <summary>One key per line.</summary>
    Block,

    /// <summary><c>{ a: 1 }</c></summary>
    Braces,

    /// <summary>The <c>dense: 256</c> in <c>[dense: 256, relu]</c>.</summary>
    Pair,
}

/// <summary>One key with its value.</summary>
internal sealed record SpecEntry(SpecScalar Key, SpecNode Value);

/// <summary>A list.</summary>
internal sealed record SpecList(int Start, int End, bool Flow, IReadOnlyList<SpecNode> Items) : SpecNode(Start, End)
{
    public override string Kind => Items.Count == 1 ? "a list of one item" : $"a list of {Items.Count} items";
}
