using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Commands;

/// <summary>From a spec to a model that can be trained, with the findings on the error stream.</summary>
internal sealed class SpecLoader(SpecCompiler compiler, Terminal terminal)
{
    /// <summary>The model of a spec; null if the spec has errors, which were shown.</summary>
    public IModel? Load(SpecFile spec, CancellationToken cancellation)
    {
        var generated = compiler.Generate(spec, cancellation: cancellation);
        foreach (var diagnostic in generated.Diagnostics) terminal.Error.WriteLine(DiagnosticText.Line(diagnostic, spec.Path));
        // The code lives as long as the process: one run, one model.
        return generated.HasErrors ? null : ModelFinder.Find(compiler.Load(generated, cancellation).Assembly, spec.Path);
    }

    /// <summary>The spec with settings; as it is, if it is no YAML (then <see cref="Load"/> says so with the place).</summary>
    public static SpecFile Edited(SpecFile spec, IReadOnlyList<Setting> settings)
    {
        try
        {
            return spec.With(settings);
        }
        catch (SpecSyntaxException)
        {
            return spec;
        }
    }
}
