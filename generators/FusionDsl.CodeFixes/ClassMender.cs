using FusionDsl.Architecture;
using FusionDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.CodeFixes;

/// <summary>Writes mends into a class, as edits of its text: everything else stays as it was laid out.</summary>
internal static class ClassMender
{
    /// <summary>The edit; null where the text is not what the mend was made for.</summary>
    public static TextChange? Edit(SyntaxNode root, SourceText text, DiagnosticMend diagnostic)
    {
        if (diagnostic.Span.End > root.FullSpan.End) return null;
        var (mend, node) = (diagnostic.Mend, root.FindNode(diagnostic.Span, getInnermostNodeForTie: true));
        return mend.Kind switch
        {
            MendKind.Replace => Replace(node, diagnostic.Span, mend.Text),
            MendKind.Remove => ClassRemoval.Of(node, text),
            MendKind.PutBefore => node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                ? new(new(attribute.SpanStart, 0), $"{Qualifier(attribute)}{mend.Text}, ") : null,
            MendKind.Append or MendKind.Add => LastAttribute(node) is { } last
                ? new(new(last.Span.End, 0), $", {Qualifier(last)}{mend.Text}{(mend.Argument.Length == 0 ? "" : $"({mend.Argument})")}") : null,
            MendKind.AddModifier => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? new(new(type.Keyword.SpanStart, 0), mend.Text + " ") : null,
            _ => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Modifiers.FirstOrDefault(modifier => modifier.ValueText == mend.Text) is { RawKind: not 0 } modifier
                ? new(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "") : null,
        };
    }

    // What a name stands for is written as it was: as text, as nameof, or as it is.
    private static TextChange Replace(SyntaxNode node, TextSpan span, string name)
    {
        var isNumber = name.Length > 0 && (char.IsDigit(name[0]) || name[0] == '-');
        var written = node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == span) switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && !isNumber => SymbolDisplay.FormatLiteral(name, quote: true),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => $"nameof({name})",
            _ => name,
        };
        return new(span, written);
    }

    // The order of layers is that of the attributes: a new last layer comes behind all of them.
    private static AttributeSyntax? LastAttribute(SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.AttributeLists.LastOrDefault()?.Attributes.LastOrDefault();

    // Where there is no using, its neighbour says how the attributes are reached: FusionDsl.Dense, global::FusionDsl.Dense.
    private static string Qualifier(AttributeSyntax neighbour) => neighbour.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Left + ".",
        AliasQualifiedNameSyntax alias => alias.Alias + "::",
        _ => "",
    };
}
