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
/// The steps, guarded: a defect of ours becomes an error that names the model. An exception that escaped would be a mere warning of the compiler
/// (CS8785), and the code of every model would be missing.
/// </summary>
internal static class Guarded
{
    public static Drafted? Declaration(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        try
        {
            return DeclarationMemory.Read(context, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(null, [Defect(context.TargetSymbol.Name, Places.Of(((TypeDeclarationSyntax)context.TargetNode).Identifier), exception)]);
        }
    }

    public static Drafted Spec(SpecText spec, CancellationToken cancellation)
    {
        try
        {
            return SpecReader.Read(spec.Path, spec.Text, spec.DefaultNamespace, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(null, [Defect(spec.Path, new(spec.Path, 0, 0, 0, 0, 0, 0), exception)]);
        }
    }

    public static CheckedModel Check(Drafted drafted, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return CheckedModel.Of(drafted);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var place = drafted.Draft?.NamePlace ?? Place.None;
            return new(null, null, [Defect(drafted.Draft?.Name ?? "a model", place, exception)]);
        }
    }

    public static void Emit(Plan plan, bool inOneFile, SourceProductionContext output)
    {
        try
        {
            foreach (var file in inOneFile ? ModelEmitter.EmitTogether(plan) : ModelEmitter.Emit(plan))
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource(file.HintName, file.ToSourceText());
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Pile.Forget();
            output.ReportDiagnostic(Reporter.ToDiagnostic(Defect(plan.Model.FullName, Place.None, exception), null));
        }
    }

    private static Finding Defect(string subject, Place place, Exception exception) => new(
        Rule.InternalError, place, [subject, $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n')[0].Trim()}"]);
}
