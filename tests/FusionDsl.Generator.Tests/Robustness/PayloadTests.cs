using System.Reflection;
using System.Runtime.CompilerServices;
using FusionDsl.Generator.Emit;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// Texts that would run if any of them became code: each calls <c>Payload.Run()</c>, which exists in the same assembly, so that nothing but the
/// escaping stands between them and the flag. The generated code is compiled, loaded and run.
/// </summary>
public class PayloadTests
{
    private const string Flag = "public static class Payload { public static bool HasRun; public static string Run() { HasRun = true; return \"\"; } }";

    private static readonly string[] Payloads =
    [
        "\" + global::Payload.Run() + \"", "\"; static string Evil = global::Payload.Run(); string B = \"", "{global::Payload.Run()}", "{{{global::Payload.Run()}}}",
        "*/ static string Evil2 = global::Payload.Run(); /*", "\n static string Evil3 = global::Payload.Run(); //", "\r static string Evil4 = global::Payload.Run(); //",
        "\u2028 static string Evil5 = global::Payload.Run(); //", "\u0085 static string Evil6 = global::Payload.Run(); //", "\\u0022 + global::Payload.Run() + \\u0022", "\\\" + global::Payload.Run() + \\\"",
        "\"\"\" + global::Payload.Run() + \"\"\"", "</summary>\n static string Evil7 = global::Payload.Run(); /// <summary>", "\n[System.Runtime.CompilerServices.ModuleInitializer] internal static void Evil8() => global::Payload.Run(); //",
        "\")] [Obsolete(\"", "#line 1 \"\n\" + global::Payload.Run() + \"", "\\", "\\\\\" + global::Payload.Run() + \"", "<global::Payload>", "@class", "\0\" + global::Payload.Run() + \"",
    ];

    [Fact]
    public void No_text_of_a_spec_runs()
    {
        var input = Generation.Empty.WithSource(Flag, "Payload.cs");
        for (var i = 0; i < Payloads.Length; i++)
        {
            if (Payloads[i].Contains('\0')) continue;
            var text = System.Text.Json.JsonSerializer.Serialize(Payloads[i]);
            var file = System.Text.Json.JsonSerializer.Serialize(FileName(Payloads[i]));
            input = input.WithSpec(
                $$"""
                # {{Payloads[i].ReplaceLineEndings(" ")}}
                model: Net{{i}}
                namespace: Demo
                modalities:
                  A: { vector: 1 }
                  B: { tokens: 4, vocabulary: 5 }
                encoders:
                  E: { from: B, layers: [embedding: 2, flatten] }
                fusions:
                  F: { concat: [A, E] }
                heads:
                  H: { classify: F, enum: Kind{{i}}, classes: [X, Y] }
                train: { adam: 1e-3, stages: [{ name: {{text}} }] }
                data:
                  key: {{text}}
                  reader: {{text}}
                  sources:
                    A: { file: {{file}}, column: {{text}} }
                    B: { file: {{file}}, columns: [{{text}}] }
                    H: { file: {{file}}, column: {{text}} }
                  split: { group: {{text}} }
                """, $"{i} {Payloads[i]}.fusion.yaml");
        }
        AssertHarmless(Generation.Quick(input), models: Payloads.Length - 1);
    }

    [Fact]
    public void No_text_of_an_attribute_runs()
    {
        var input = Generation.Empty.WithSource(Flag, "Payload.cs").WithSource("namespace Demo; public enum Kind { X, Y }", "Kind.cs");
        for (var i = 0; i < Payloads.Length; i++)
        {
            var text = SymbolDisplay.FormatLiteral(Payloads[i], quote: true);
            var file = SymbolDisplay.FormatLiteral(FileName(Payloads[i]), quote: true);
            input = input.WithSource(
                $$"""
                using FusionDsl;
                namespace Demo;

                // {{Payloads[i].ReplaceLineEndings(" ").Replace('\u0085', ' ')}}
                [FusionModel, Data(Key = {{text}}, Reader = {{text}}), Split(Group = {{text}}), Adam(1e-3), Stage({{text}})]
                public partial class Net{{i}}
                {
                    [Vector(1), Source({{file}}, {{text}})] public partial class A;
                    [Classifier<A, Kind>, Source({{file}}, {{text}})] public partial class H;
                }
                """, $"{i} {Payloads[i].Replace("\0", "")}.cs");
        }
        AssertHarmless(Generation.Quick(input), models: Payloads.Length);
    }

    // A control character in the name of a file is a mistake of its own.
    private static string FileName(string payload) => string.Concat(payload.Where(letter => !char.IsControl(letter)));

    /// <summary>The test above can fail: a helper that writes texts as they are lets the payload out.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_broken_helper_for_literals_would_be_found_out(int payload)
    {
        var text = Payloads[payload];
        var input = Generation.Empty.WithSource(Flag, "Payload.cs").WithSpec(
            $$"""
            model: Net
            namespace: Demo
            modalities: { A: { vector: 1 } }
            heads: { H: { regress: A } }
            data: { key: {{System.Text.Json.JsonSerializer.Serialize(text)}}, sources: { A: { file: a.csv, column: a }, H: { file: a.csv, column: h } } }
            """);
        var run = Generation.Quick(input);
        var code = run["Demo.Net.Data.g.cs"];
        Assert.Contains(Literal.Of(text), code);
        // In a place of its own, where both payloads are valid C#.
        var broken = $"namespace Demo {{ public sealed class Holder {{ public static string Key = \"{text}\"; }} }}";
        var sound = $"namespace Demo {{ public sealed class Holder {{ public static string Key = {Literal.Of(text)}; }} }}";
        Assert.True(HasRun(Compiled(run, broken)));
        Assert.False(HasRun(Compiled(run, sound)));
    }

    private static Assembly Compiled(GeneratorRun run, string more)
    {
        var compilation = run.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(more, (CSharpParseOptions)run.Compilation.SyntaxTrees[0].Options));
        return Assembly.Load(OtherCompiler.Emit(compilation).ToArray());
    }

    private static void AssertHarmless(GeneratorRun run, int models)
    {
        DiagnosticAssert.None(run);
        var assembly = run.LoadAssembly();
        var types = assembly.GetTypes();
        Assert.Equal(models, types.Count(type => type.Namespace == "Demo" && type.Name.StartsWith("Net", StringComparison.Ordinal) && !type.IsNested));
        Assert.DoesNotContain(types.SelectMany(type => type.GetMembers((BindingFlags)(-1) & ~BindingFlags.IgnoreCase)), member => member.Name.StartsWith("Evil", StringComparison.Ordinal));
        Assert.False(HasRun(assembly));
    }

    // Initializers of the module and of all types, and every property and method without parameters that generated classes have.
    private static bool HasRun(Assembly assembly)
    {
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        foreach (var type in assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            Quietly(() => RuntimeHelpers.RunClassConstructor(type.TypeHandle));
            foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (type.Name != "Payload" && method.GetParameters().Length == 0 && !method.ContainsGenericParameters) Quietly(() => method.Invoke(null, null));
            if (type.GetConstructor([]) is not null && !type.IsAbstract) Quietly(() => (Activator.CreateInstance(type) as IDisposable)?.Dispose());
        }
        foreach (var model in assembly.GetTypes().Where(type => type.GetConstructor([typeof(int)]) is not null && !type.IsNested))
            Quietly(() => Forward(model));
        return (bool)assembly.GetType("Payload")!.GetField("HasRun")!.GetValue(null)!;
    }

    // A model is made, as a user makes it, and says what it is.
    private static void Forward(Type model)
    {
        using var made = (IDisposable)Activator.CreateInstance(model, 1)!;
        foreach (var property in model.GetProperties().Where(property => property.GetIndexParameters().Length == 0)) Quietly(() => property.GetValue(made));
        made.ToString();
    }

    // What a thing cannot do without data is not the question here.
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is TargetInvocationException or TypeInitializationException or MemberAccessException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
        }
    }
}
