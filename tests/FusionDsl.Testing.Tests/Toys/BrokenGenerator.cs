using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Testing.Tests;

/// <summary>A generator whose one fault a test gives: what it reads of each class, how it names its step, what it writes.</summary>
internal sealed class BrokenGenerator<T>(Func<GeneratorSyntaxContext, T> read,
    Action<SourceProductionContext, T>? write = null, string? stepName = "Read")
    : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax, (c, _) => read(c));
        if (stepName is not null)
            classes = classes.WithTrackingName(stepName);
        context.RegisterSourceOutput(classes, (c, value) => write?.Invoke(c, value));
    }
}

internal static class Broken
{
    /// <summary>A generator that reads values with a fault and writes nothing.</summary>
    public static BrokenGenerator<T> Reading<T>(Func<GeneratorSyntaxContext, T> read) => new(read);

    /// <summary>A generator that reads the class name and writes a file with a fault.</summary>
    public static BrokenGenerator<string> Writing(Func<string, string> code) =>
        new(Name, (context, name) => context.AddSource($"{name}.g.cs", code(name)));

    /// <summary>A generator that reads the class name and reports a diagnostic with a fault.</summary>
    public static BrokenGenerator<string> Reporting(Func<string, Diagnostic> report) =>
        new(Name, (context, name) => context.ReportDiagnostic(report(name)));

    public static string Name(GeneratorSyntaxContext context) => ((ClassDeclarationSyntax)context.Node).Identifier.Text;

    public static ISymbol Symbol(GeneratorSyntaxContext context) => context.SemanticModel.GetDeclaredSymbol(context.Node)!;
}
