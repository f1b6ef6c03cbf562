using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.FrontEnds.Attributes;

/// <summary>Places of C# syntax as plain values: a Location would keep a whole compilation alive.</summary>
internal static class Places
{
    public static Place Of(SyntaxNode node) => Of(node.SyntaxTree, node.Span);

    public static Place Of(SyntaxToken token) => Of(token.SyntaxTree!, token.Span);

    private static Place Of(SyntaxTree tree, TextSpan span)
    {
        var lines = tree.GetLineSpan(span).Span;
        return new(tree.FilePath, span.Start, span.Length, lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }
}
