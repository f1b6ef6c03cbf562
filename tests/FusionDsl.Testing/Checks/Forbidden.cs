using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>Types that no step may hand on. Most are abstract, so only <c>is</c> finds their instances.</summary>
internal static class Forbidden
{
    public static string? Reason(object value) => value switch
    {
        ISymbol or Compilation or SemanticModel or IOperation or AttributeData or TypedConstant or GeneratorAttributeSyntaxContext
            or GeneratorSyntaxContext or MetadataReference => "it keeps a whole compilation alive and never equals its successor",
        SyntaxNode or SyntaxToken or SyntaxTrivia or SyntaxNodeOrToken or SyntaxTree or SyntaxReference
            => "it keeps a syntax tree alive and changes with every edit of the file",
        Location or Diagnostic => "it keeps a syntax tree alive; hand on path, span and line span instead",
        AdditionalText or SourceText => "it is compared by reference; hand on its path and string instead",
        AnalyzerConfigOptions or AnalyzerConfigOptionsProvider or ParseOptions or CompilationOptions
            => "it is an object of the compiler; read the few facts that count",
        Delegate => "two equal delegates with closures differ",
        Exception or CancellationToken => "it is no value",
        _ => null,
    };
}
