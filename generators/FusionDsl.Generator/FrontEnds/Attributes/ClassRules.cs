using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>What a class must be so that generated code can be added to it.</summary>
internal static class ClassRules
{
    public static void CheckModel(INamedTypeSymbol model, TypeDeclarationSyntax syntax, List<Finding> findings)
    {
        if (model.ContainingType is { } outer) Report(findings, Rule.NestedModel, syntax, model.Name, outer.Name);
        CheckClass(model, syntax, "partial class", null, findings);
    }

    /// <returns>The declaration that carries the attributes, and whether there are several of them.</returns>
    public static (TypeDeclarationSyntax Declaration, bool IsSplit) CheckNode(INamedTypeSymbol node, List<Finding> findings, CancellationToken cancellation)
    {
        var declarations = node.GetAttributes().Where(AttributeReader.IsOurs)
            .Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>())
            .OfType<TypeDeclarationSyntax>().Distinct().ToList();
        if (declarations.Count > 1)
        {
            EquatableArray<string> arguments = [node.Name, declarations.Count.Invariant()];
            findings.Add(new(Rule.SplitNode, Places.Of(declarations[1].Identifier), arguments) { Related = [Places.Of(declarations[0].Identifier)] });
        }
        CheckClass(node, declarations[0], "public partial class", NarrowAccess(node, cancellation), findings);
        return (declarations[0], declarations.Count > 1);
    }

    // A node is public; one without a modifier becomes so by its generated part.
    private static string? NarrowAccess(INamedTypeSymbol node, CancellationToken cancellation) => node.DeclaringSyntaxReferences
        .SelectMany(reference => ((TypeDeclarationSyntax)reference.GetSyntax(cancellation)).Modifiers)
        .Where(modifier => modifier.Kind() is SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword)
        .Select(modifier => modifier.ValueText).FirstOrDefault();

    private static void CheckClass(INamedTypeSymbol type, TypeDeclarationSyntax syntax, string mend, string? narrowAccess, List<Finding> findings)
    {
        if (type.Arity > 0) Report(findings, Rule.Generic, syntax, type.Name);
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) Report(findings, Rule.NotPartial, syntax, new Mend(MendKind.AddModifier, "partial"), type.Name);
        var oddity =
            type.IsRecord ? "a record"
            : type.TypeKind != TypeKind.Class ? $"a {type.TypeKind.ToString().ToLowerInvariant()}"
            : type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.BaseType is { SpecialType: not SpecialType.System_Object } and not IErrorTypeSymbol ? $"derived from '{type.BaseType.Name}'"
            : type.IsFileLocal ? "local to its file"
            : narrowAccess;
        if (oddity is null) return;
        // Without its modifier it is a plain class; a node without one is public by its generated part.
        var isModifier = syntax.Modifiers.Any(modifier => modifier.ValueText == oddity);
        Report(findings, Rule.NotAPlainClass, syntax, isModifier ? new Mend(MendKind.RemoveModifier, oddity) : null, type.Name, oddity, mend);
    }

    private static void Report(List<Finding> findings, Rule rule, TypeDeclarationSyntax syntax, params string[] arguments) =>
        Report(findings, rule, syntax, mend: null, arguments);

    private static void Report(List<Finding> findings, Rule rule, TypeDeclarationSyntax syntax, Mend? mend, params string[] arguments) =>
        findings.Add(new(rule, Places.Of(syntax.Identifier), arguments.ToEquatableArray()) { Mend = mend });
}
