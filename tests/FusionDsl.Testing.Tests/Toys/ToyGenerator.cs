using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing.Tests;

/// <summary>
/// A small, correct generator: <c>[Widget(size)]</c> on a partial class and lines <c>name: size</c> in a spec become constants.
/// </summary>
internal sealed class ToyGenerator : IIncrementalGenerator
{
    public const string WidgetStep = "Widget";
    public const string PlainStep = "Plain";
    public const string SpecStep = "Spec";
    public const string NamesStep = "Names";

    private const string Attribute =
        """
        namespace Toys
        {
            [System.AttributeUsage(System.AttributeTargets.Class)]
            internal sealed class WidgetAttribute : System.Attribute
            {
                public WidgetAttribute(double size) { Size = size; }
                public double Size { get; }
            }
        }
        """;

    private static readonly DiagnosticDescriptor TooLarge =
        new("TOY001", "Too large", "The size {0} is beyond 100", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NoNumber =
        new("TOY002", "No number",
            "'{0}' is no number; expected a size such as 2.5", "Toys", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(c => c.AddSource("WidgetAttribute.g.cs", Attribute));

        var widgets = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Toys.WidgetAttribute", static (node, _) => node is ClassDeclarationSyntax,
                static (c, _) => Widget.Read(c)).WithTrackingName(WidgetStep);
        var plain = widgets.Select(static (w, _) => new Plain(w.Name, w.Size)).WithTrackingName(PlainStep);
        context.RegisterSourceOutput(plain, static (c, w) => c.AddSource($"{w.Name}.g.cs", Code(w.Name, w.Size)));

        var names = plain.Select(static (w, _) => w.Name).WithTrackingName(NamesStep);
        context.RegisterSourceOutput(names.Collect(), static (c, all) =>
        {
            if (all.Length > 0)
                c.AddSource("All.g.cs", $"// {string.Join(", ", all.Order(StringComparer.Ordinal))}\n");
        });

        context.RegisterSourceOutput(widgets.Where(static w => w.Size > 100).Combine(context.CompilationProvider), static (c, pair) =>
            c.ReportDiagnostic(Diagnostic.Create(TooLarge, pair.Left.Locate(pair.Right), Literal(pair.Left.Size))));

        var specs = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => pair.Right.GetOptions(pair.Left)
                .TryGetValue("build_metadata.AdditionalFiles.SourceItemGroup", out var group)
                && group == "FusionSpec")
            .Select(static (pair, token) => new ToySpec(pair.Left.Path, pair.Left.GetText(token)!.ToString())).WithTrackingName(SpecStep);
        context.RegisterSourceOutput(specs, static (c, spec) => Emit(c, spec));
    }

    private static void Emit(SourceProductionContext context, ToySpec spec)
    {
        var text = SourceText.From(spec.Text);
        foreach (var line in text.Lines.Where(l => l.ToString().Contains(':', StringComparison.Ordinal)))
        {
            var colon = line.Start + line.ToString().IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (text.ToString(TextSpan.FromBounds(line.Start, colon)),
                text.ToString(TextSpan.FromBounds(colon + 2, line.End)));
            var span = TextSpan.FromBounds(colon + 2, line.End);
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var size))
                context.AddSource($"{name}.g.cs", Code(name, size));
            else
                context.ReportDiagnostic(Diagnostic.Create(NoNumber,
                    Location.Create(spec.Path, span, text.Lines.GetLinePositionSpan(span)), value));
        }
    }

    public static string Literal(double size) => size.ToString("R", CultureInfo.InvariantCulture);

    public static string Code(string name, double size) =>
        $"internal partial class {name}\n{{\n    public const double Size = {Literal(size)};\n}}\n";

    private sealed record Plain(string Name, double Size);

    private sealed record ToySpec(string Path, string Text);

    private sealed record Widget(string Name, double Size, string Path, TextSpan Span)
    {
        public static Widget Read(GeneratorAttributeSyntaxContext context)
        {
            var attribute = context.Attributes[0];
            var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();
            var argument = syntax.ArgumentList!.Arguments[0];
            return new Widget(
                context.TargetSymbol.Name, (double)attribute.ConstructorArguments[0].Value!, argument.SyntaxTree.FilePath, argument.Span);
        }

        public Location Locate(Compilation compilation) => compilation.SyntaxTrees.First(t => t.FilePath == Path).GetLocation(Span);
    }
}
