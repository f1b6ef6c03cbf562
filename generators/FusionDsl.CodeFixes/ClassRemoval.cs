using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.CodeFixes;

/// <summary>Takes something away from a class, with the comma beside it, and with what would then be empty.</summary>
internal static class ClassRemoval
{
    public static TextChange? Of(SyntaxNode node, SourceText text) => node.AncestorsAndSelf().Select(part => Span(part, text)).FirstOrDefault(span => span is not null) is { } span
        ? new TextChange(span, "") : null;

    // From the inside out: an item of a list, a type argument, an argument, an attribute.
    private static TextSpan? Span(SyntaxNode part, SourceText text) => part switch
    {
        CollectionElementSyntax { Parent: CollectionExpressionSyntax { Elements: { Count: > 1 } elements } } element => Within(elements, element),
        ExpressionSyntax { Parent: InitializerExpressionSyntax { Expressions: { Count: > 1 } items } } item => Within(items, item),
        TypeSyntax { Parent: TypeArgumentListSyntax { Arguments: { Count: > 1 } types } } type => Within(types, type),
        AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax { Arguments: { Count: > 1 } arguments } } argument => Within(arguments, argument),
        // The only argument goes with its parentheses.
        AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax list } => list.Span,
        AttributeSyntax { Parent: AttributeListSyntax { Attributes: { Count: > 1 } attributes } } attribute => Within(attributes, attribute),
        AttributeSyntax { Parent: AttributeListSyntax list } => WithItsLine(list.Span, text),
        _ => null,
    };

    private static TextSpan Within<TNode>(SeparatedSyntaxList<TNode> list, TNode node) where TNode : SyntaxNode
    {
        var index = list.IndexOf(node);
        return index + 1 < list.Count ? TextSpan.FromBounds(node.SpanStart, list[index + 1].SpanStart) : TextSpan.FromBounds(list[index - 1].Span.End, node.Span.End);
    }

    // A line that held nothing else goes as a whole.
    private static TextSpan WithItsLine(TextSpan span, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(span.Start);
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, span.Start)))
            && span.End <= line.End && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(span.End, line.End)));
        if (isAlone) return line.SpanIncludingLineBreak;
        var end = span.End;
        while (end < text.Length && text[end] == ' ') end++;
        return TextSpan.FromBounds(span.Start, end);
    }
}
