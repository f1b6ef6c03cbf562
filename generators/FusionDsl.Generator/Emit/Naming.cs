using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>How generated code calls things.</summary>
internal static class Naming
{
    /// <summary>The enum of a classifier: simple where it is in the model's namespace and nothing hides it.</summary>
    public static string EnumOf(Model model, ClassSet classes)
    {
        var prefix = model.Namespace.Length == 0 ? "" : model.Namespace + ".";
        var full = model.FullNameOf(classes);
        var simple = full.Substring(full.LastIndexOf('.') + 1);
        var isHidden = simple == model.Name || Names.IsReserved(simple) || model.Nodes.Any(node => node.Name == simple);
        return full != prefix + simple || isHidden ? "global::" + full : simple;
    }

    /// <summary>A member of an enum; names of C# keywords are escaped.</summary>
    public static string Member(string name) => Names.IsMember(name) ? name : "@" + name;

    /// <summary>The element type of a modality in a sample.</summary>
    public static string ElementOf(ModalityNode modality) => modality.Content.Shape.Vocabulary is null ? "float" : "long";

    /// <summary>The element type of a tensor, for comments.</summary>
    public static string DtypeOf(ModalityNode modality) => modality.Content.Shape.Vocabulary is null ? "float32" : "int64";
}

/// <summary>Names of local variables, each used once.</summary>
internal sealed class LocalNames(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(string name)
    {
        while (!_taken.Add(name)) name += "_";
        return name;
    }
}
