using FusionDsl.Architecture;
using FusionDsl.Generator.Diagnostics;
using FusionDsl.Generator.Emit;
using FusionDsl.Generator.FrontEnds;
using FusionDsl.Generator.FrontEnds.Attributes;
using FusionDsl.Generator.FrontEnds.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator;

/// <summary>
/// Two front ends meet in one model; everything after it does not know which one it came from. Code and diagnostics are separate branches:
/// a comment moves places, but re-emits nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FusionGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declared = context.SyntaxProvider
            .ForAttributeWithMetadataName(DeclarationReader.Trigger, static (node, _) => node is TypeDeclarationSyntax, Guarded.Declaration)
            .WithTrackingName(StepNames.Declared)
            .Where(static drafted => drafted is not null);

        var specified = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SpecText.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(StepNames.SpecText)
            .Where(static spec => spec is not null)
            .Select(static (spec, cancellation) => Guarded.Spec(spec!, cancellation))
            .WithTrackingName(StepNames.Specified);

        var fromAttributes = new ModelPipeline(declared!);
        var fromYaml = new ModelPipeline(specified);
        var names = fromAttributes.Names.Collect().Combine(fromYaml.Names.Collect())
            .Select(static (pair, _) => ModelNames.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.ModelNames);

        var isCrowded = names.Select(static (all, _) => all.IsCrowded).WithTrackingName(StepNames.IsCrowded);

        foreach (var pipeline in new[] { fromAttributes, fromYaml })
        {
            context.RegisterSourceOutput(
                pipeline.Plans.Combine(names).Where(static pair => pair.Right.IsUnique(pair.Left))
                    .Select(static (pair, _) => pair.Right.Emitted(pair.Left)).WithTrackingName(StepNames.EmittedPlan).Combine(isCrowded),
                static (output, pair) => Guarded.Emit(pair.Left, pair.Right, output));
            context.RegisterSourceOutput(
                pipeline.Findings.Combine(context.CompilationProvider),
                static (output, pair) => Reporter.Report(pair.Left, pair.Right, output));
        }
        context.RegisterSourceOutput(
            names.Select(static (all, _) => all.Findings).WithTrackingName(StepNames.ModelNameFindings).Combine(context.CompilationProvider),
            static (output, pair) => Reporter.Report(pair.Left, pair.Right, output));
    }
}
