using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>Attributes of one class, as calls.</summary>
internal static class AttributeReader
{
    /// <summary>What makes a class a model.</summary>
    public const string Model = "FusionModelAttribute";

    private const string Suffix = "Attribute";

    /// <returns>
    /// Null if the compiler could not make sense of an attribute: it tells the user, and more from us would be noise. Where it makes sense of it later,
    /// since another generator makes what is missing, <see cref="Diagnostics.UnseenTypes"/> tells.
    /// </returns>
    public static EquatableArray<DraftCall>? Read(INamedTypeSymbol type, INamedTypeSymbol model, CancellationToken cancellation)
    {
        var calls = new List<DraftCall>();
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind) continue;
            if (kind.TypeKind == TypeKind.Error) return null;
            if (!IsOurs(attribute)) continue;
            if (attribute.AttributeConstructor is not { } constructor || HasErrors(attribute, constructor)) return null;
            if (kind.Name == Model || attribute.ApplicationSyntaxReference is null) continue;
            var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference.GetSyntax(cancellation);
            if (ReadReferences(kind, syntax, model) is not { } references) return null;
            calls.Add(new(
                kind.Name.Substring(0, kind.Name.Length - Suffix.Length), Places.Of(NameOf(syntax)), references, ArgumentReader.Read(attribute, syntax)));
        }
        return calls.ToEquatableArray();
    }

    /// <summary>Whether it is one of this language.</summary>
    public static bool IsOurs(AttributeData attribute) => attribute.AttributeClass is
        { ContainingNamespace: { Name: "FusionDsl", ContainingNamespace.IsGlobalNamespace: true } } kind && kind.Name.EndsWith(Suffix, StringComparison.Ordinal);

    // Where an argument makes no sense, the compiler hands over fewer of them, or something that stands for an error.
    private static bool HasErrors(AttributeData attribute, IMethodSymbol constructor) =>
        attribute.ConstructorArguments.Length != constructor.Parameters.Length
        || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.Value)).Any(IsError);

    private static bool IsError(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Error => true,
        TypedConstantKind.Array => !value.IsNull && value.Values.Any(IsError),
        _ => false,
    };

    // FusionDsl.Dense and global::FusionDsl.Dense are written at their last name.
    private static SimpleNameSyntax NameOf(AttributeSyntax syntax) => syntax.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        _ => (SimpleNameSyntax)syntax.Name,
    };

    private static EquatableArray<DraftReference>? ReadReferences(INamedTypeSymbol kind, AttributeSyntax syntax, INamedTypeSymbol model)
    {
        var references = new List<DraftReference>();
        for (var i = 0; i < kind.TypeArguments.Length; i++)
        {
            var place = NameOf(syntax) is GenericNameSyntax generic && i < generic.TypeArgumentList.Arguments.Count
                ? Places.Of(generic.TypeArgumentList.Arguments[i]) : Places.Of(syntax);
            var argument = kind.TypeArguments[i];
            // As an attribute that does not exist.
            var wantsEnum = kind.TypeParameters[i].HasValueTypeConstraint;
            if (argument.TypeKind == TypeKind.Error && wantsEnum) return null;
            references.Add(ReadReference(argument, place, model));
        }
        return references.ToEquatableArray();
    }

    private static DraftReference ReadReference(ITypeSymbol type, Place place, INamedTypeSymbol model) => type switch
    {
        { TypeKind: TypeKind.Error } => new(type.Name, place),
        { TypeKind: TypeKind.Enum } => new(type.Name, place, Enum: EnumReader.Read((INamedTypeSymbol)type, place), Foreign: type.ToDisplayString()),
        _ when SymbolEqualityComparer.Default.Equals(type.ContainingType, model) => new(type.Name, place),
        _ => new(type.Name, place, Foreign: type.ToDisplayString()),
    };
}
