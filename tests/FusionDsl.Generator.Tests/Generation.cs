using FusionDsl.Testing;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator.Tests;

/// <summary>Inputs as a user's project has them, and runs of the generator on them.</summary>
internal static class Generation
{
    // A user's project sees the runtime and TorchSharp, but neither the generator nor what it is made of.
    private static readonly string[] Hidden = ["FusionDsl.Generator", "FusionDsl.Architecture", "YamlDotNet"];

    public static GeneratorInput Empty { get; } = GeneratorInput.Empty with
    {
        References = [.. GeneratorInput.Empty.References.Where(reference => !Hidden.Any(name => Path.GetFileName(reference.Display!).StartsWith(name, StringComparison.Ordinal)))],
    };

    public static GeneratorInput Source(string text, string path = "Model.cs") => Empty.WithSource(text, path);

    public static GeneratorInput Spec(string text, string path = "model.fusion.yaml") => Empty.WithSpec(text, path);

    /// <summary>A C# model <c>Demo.Net</c> with these nodes and the enum <c>Kind { A, B }</c>.</summary>
    public static GeneratorInput Net(string nodes, string attributes = "") => Source(
        $$"""
        using FusionDsl;

        namespace Demo;

        public enum Kind { A, B }

        [FusionModel{{attributes}}]
        public partial class Net
        {
        {{nodes}}
        }
        """);

    /// <summary>All checks of the harness.</summary>
    public static GeneratorRun Run(GeneratorInput input) => Harness.Run(new FusionGenerator(), input);

    /// <summary>All checks but the compiler's: for models with a mistake, which get no code.</summary>
    public static GeneratorRun Check(GeneratorInput input) => Harness.Run(new FusionGenerator(), input, Checks.All with { Compiles = false });

    /// <summary>The one thing that matters is what comes out.</summary>
    public static GeneratorRun Quick(GeneratorInput input) => Harness.Run(new FusionGenerator(), input, new()
    {
        Caching = false, ValuesOnly = false, Compiles = false, SameEverywhere = false, Locations = false,
    });

    /// <summary>Every message of the compiler, as text; empty where all is well.</summary>
    public static string CompilerSays(GeneratorRun run) => string.Join("\n", run.CompilerDiagnostics.Take(200));

    public static Type FusionModel { get; } = typeof(FusionModelAttribute);

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
