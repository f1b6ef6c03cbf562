using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Benchmarks.Edits;

/// <summary>
/// What a generator costs that does next to nothing, but is woken by the same things: classes with the attribute, specs, the root namespace. It
/// writes a line for each model.
/// </summary>
/// <param name="binds">
/// Whether it also asks the compiler what the attributes of the model and of its nodes mean, which no generator can do without that reads them: nearly
/// all of that time is the compiler's.
/// </param>
internal sealed class FloorGenerator(bool binds = false) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = context.SyntaxProvider.ForAttributeWithMetadataName(
            "FusionDsl.FusionModelAttribute", static (node, _) => node is TypeDeclarationSyntax,
            (match, _) => match.TargetSymbol.Name + (binds ? Bound((INamedTypeSymbol)match.TargetSymbol) : match.Attributes.Length));
        var specs = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => pair.Left.Path.EndsWith(".fusion.yaml", StringComparison.OrdinalIgnoreCase))
            .Select(static (pair, token) => (Name: Path.GetFileName(pair.Left.Path), pair.Left.GetText(token)!.Length));
        context.RegisterSourceOutput(classes, static (output, name) => output.AddSource($"{name}.g.cs", $"// {name}\n"));
        context.RegisterSourceOutput(specs, static (output, spec) => output.AddSource($"{spec.Name}.g.cs", $"// {spec.Length}\n"));
    }

    private static int Bound(INamedTypeSymbol model) =>
        model.GetTypeMembers().Append(model).SelectMany(type => type.GetAttributes()).Sum(attribute => attribute.ConstructorArguments.Length + attribute.NamedArguments.Length);
}
