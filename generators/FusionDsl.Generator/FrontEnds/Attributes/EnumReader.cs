using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>The members of an enum, in the order of their declaration, which is the order of the logits.</summary>
internal static class EnumReader
{
    public static DraftEnum Read(INamedTypeSymbol type, Place place)
    {
        var values = new Dictionary<object, string>();
        var members = new List<DraftName>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.ConstantValue is not null))
        {
            // A second name for a value is no second class: it shows up as a class given twice.
            if (!values.TryGetValue(field.ConstantValue!, out var name)) values.Add(field.ConstantValue!, name = field.Name);
            members.Add(new(name, place));
        }
        return new(type.ToDisplayString(), members.ToEquatableArray(), Generate: false, AccessibilityOf(type));
    }

    // An enum is as visible as the least visible type around it.
    private static string AccessibilityOf(INamedTypeSymbol type)
    {
        var accessibility = "public";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return "local to its file";
            if (outer.DeclaredAccessibility is Accessibility.Internal) accessibility = "internal";
            else if (outer.DeclaredAccessibility != Accessibility.Public) return SyntaxFacts.GetText(outer.DeclaredAccessibility);
        }
        return accessibility;
    }
}
