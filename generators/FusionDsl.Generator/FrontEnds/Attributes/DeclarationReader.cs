using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>Reads a class with [FusionModel] and its nested classes. It only takes down what stands there; thinking comes later.</summary>
internal static class DeclarationReader
{
    public const string Trigger = "FusionDsl.FusionModelAttribute";

    /// <returns>Null if the class is another part of a model that is read already, or if the compiler has more to say about it than we.</returns>
    public static Drafted? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var model = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        // Two parts of one class with the attribute are the compiler's CS0579; only the first is read. The context knows those of one file only.
        var first = model.GetAttributes().First(attribute => AttributeReader.IsOurs(attribute) && attribute.AttributeClass!.Name == AttributeReader.Model).ApplicationSyntaxReference;
        if (first?.SyntaxTree != syntax.SyntaxTree || !syntax.Span.Contains(first.Span)) return null;

        var findings = new List<Finding>();
        var nodes = new List<DraftNode>();
        ClassRules.CheckModel(model, syntax, findings);
        if (AttributeReader.Read(model, model, cancellation) is not { } settings) return null;
        // An attribute on anything else, an enum say, is the compiler's CS0592.
        var types = model.GetTypeMembers().Where(type => type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate)).ToList();
        foreach (var type in types)
        {
            cancellation.ThrowIfCancellationRequested();
            if (AttributeReader.Read(type, model, cancellation) is not { } calls) return null;
            if (calls.Count == 0) continue;
            var (declaration, isSplit) = ClassRules.CheckNode(type, findings, cancellation);
            nodes.Add(new(type.Name, Places.Of(declaration.Identifier), calls) { IsBroken = isSplit });
        }
        // A class that others read is meant as a node, and has to say what it is; other nested classes are the user's own business.
        foreach (var type in model.GetTypeMembers().Where(type => nodes.All(node => node.Name != type.Name)).ToList())
            if (nodes.Any(node => node.Calls.Any(call => call.References.Any(read => read.Foreign is null && read.Name == type.Name)))
                && type.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is BaseTypeDeclarationSyntax declaration)
                nodes.Add(new(type.Name, Places.Of(declaration.Identifier), []));
        var draft = new DraftModel(
            model.Name, Places.Of(syntax.Identifier), model.ContainingNamespace.IsGlobalNamespace ? "" : model.ContainingNamespace.ToDisplayString(),
            SyntaxFacts.GetText(model.DeclaredAccessibility), settings, nodes.ToEquatableArray())
        {
            IsBroken = findings.Count > 0,
        };
        return new(draft, findings.ToEquatableArray());
    }
}
