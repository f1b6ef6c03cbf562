using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>Stands in for the generator where a test needs an answer that the real one should never give.</summary>
#pragma warning disable RS1036, RS1041, RS1042 // A generator of tests, never in a compiler.
internal sealed class ReportingGenerator(Action<SourceProductionContext, AdditionalText> answer) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.AdditionalTextsProvider, answer);

    public static Diagnostic Finding(AdditionalText spec, DiagnosticSeverity severity, string word, string message)
    {
        var text = spec.GetText()!;
        var span = new TextSpan(text.ToString().IndexOf(word, StringComparison.Ordinal), word.Length);
        return Diagnostic.Create(
            new DiagnosticDescriptor("FUS1234", "t", "{0}", "c",
                severity, isEnabledByDefault: true, helpLinkUri: "https://example.org/FUS1234"),
            Location.Create(spec.Path, span, text.Lines.GetLinePositionSpan(span)), message);
    }
}
