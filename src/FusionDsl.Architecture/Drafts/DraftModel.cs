namespace FusionDsl.Architecture;

/// <summary>
/// A model as somebody wrote it, before anyone asks whether it makes sense: named nodes, each with a list of calls. Both front ends
/// hand this over; a call is an attribute in C# and a key in YAML.
/// </summary>
/// <param name="Name">Class name of the model.</param>
/// <param name="NamePlace">Where the name stands.</param>
/// <param name="Namespace">Namespace of the class; empty for the global one.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="Settings">Calls on the model itself: training, optimizer, data, split.</param>
/// <param name="Nodes">In the order of the source, which carries no meaning.</param>
public sealed record DraftModel(
    string Name, Place NamePlace, string Namespace, string Accessibility,
    EquatableArray<DraftCall> Settings, EquatableArray<DraftNode> Nodes)
{
    /// <summary>Whether something in it could not be read, which has been told: what is missing then may be just that.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>A named node: a modality, encoder, fusion, head or decision, told apart by its calls.</summary>
public sealed record DraftNode(string Name, Place Place, EquatableArray<DraftCall> Calls)
{
    /// <summary>
    /// Whether it stands among the decisions (YAML), where a word that means both a fusion and a decision is one; null: what it reads
    /// says it.
    /// </summary>
    public bool? IsDecision { get; init; }

    /// <summary>Whether something in it could not be read: it has a name, and no more can be said of it or of what reads it.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>One call: the name of an attribute (without <c>Attribute</c>), the nodes it refers to, and its arguments.</summary>
/// <param name="Name">As in the catalogue: <c>Conv1d</c>.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="References">Type arguments in C#, node names in YAML.</param>
/// <param name="Arguments">As written; what was left out is not in the list.</param>
public sealed record DraftCall(string Name, Place Place, EquatableArray<DraftReference> References, EquatableArray<DraftArgument> Arguments);

/// <summary>A reference to a node or an enum.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Foreign">In C#: the full name of a type that is not a node of this model; null for a node or an unresolved name.</param>
/// <param name="Enum">The classes, if the reference is an enum.</param>
public sealed record DraftReference(string Name, Place Place, string? Foreign = null, DraftEnum? Enum = null);

/// <summary>The classes of a classifier.</summary>
/// <param name="Name">How generated code writes the enum: simple, or qualified where its namespace is another.</param>
/// <param name="Members">Class names with their places.</param>
/// <param name="Generate">Whether the enum has to be generated (YAML) or exists (C#).</param>
/// <param name="Accessibility">Who can see it: <c>public</c>, <c>internal</c>, or what else hides it.</param>
public sealed record DraftEnum(string Name, EquatableArray<DraftName> Members, bool Generate, string Accessibility);

/// <summary>A name and where it stands.</summary>
public sealed record DraftName(string Name, Place Place);

/// <summary>One argument.</summary>
/// <param name="Name">Parameter name in camelCase; null for the one that a YAML key takes without a name (<c>dense: 12</c>).</param>
/// <param name="NamePlace">Where the name stands; the value's place where there is no name.</param>
/// <param name="Value">What was given.</param>
public sealed record DraftArgument(string? Name, Place NamePlace, DraftValue Value);

/// <summary>A value as written.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Text">The scalar in invariant notation; empty for a list.</param>
/// <param name="Items">The elements of a list.</param>
/// <param name="Place">Where it stands.</param>
public sealed record DraftValue(DraftValueKind Kind, string Text, EquatableArray<DraftValue> Items, Place Place)
{
    /// <summary>How a message quotes the value.</summary>
    public string Quoted => Kind switch
    {
        DraftValueKind.Text => $"'{Text}'",
        DraftValueKind.List => $"[{string.Join(", ", Items.Select(item => item.Quoted))}]",
        DraftValueKind.Map => "a map",
        DraftValueKind.Nothing => "nothing",
        _ => Text,
    };
}

/// <summary>What a value looks like.</summary>
public enum DraftValueKind
{
    /// <summary>An integer or real number.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Several values.</summary>
    List,

    /// <summary>Names with values (YAML only; always an error where a value is expected).</summary>
    Map,

    /// <summary>An empty YAML value.</summary>
    Nothing,
}
