using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;

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
        return new(type.ToDisplayString(), members.ToEquatableArray(), Generate: false);
    }
}
