namespace FusionDsl.Cli.Comparisons;

/// <summary>One way to fuse the modalities of a spec.</summary>
/// <param name="Name">For tables, and for the names of its files.</param>
/// <param name="Text">Its own spec; null where there can be none.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="Labels">Heads that it has beyond those of the spec, with the head whose labels they learn.</param>
internal sealed record Variant(string Name, string? Text, string? Reason, IReadOnlyDictionary<string, string> Labels)
{
    public static Variant Of(string name, VariantDraft draft) => new(name, draft.Text(name), null, draft.Labels);

    public static Variant None(string name, string reason) => new(name, null, reason, new Dictionary<string, string>());

    /// <summary>The name as part of a path.</summary>
    public string FileName => Name.Replace(' ', '-');
}

/// <summary>A family of variants: one idea of how to fuse.</summary>
internal interface IFamily
{
    /// <summary>Its variants, those that cannot be built too, with the reason.</summary>
    IEnumerable<Variant> Of(ComparedSpec spec);
}
