using System.Globalization;
using System.Text;
using FusionDsl.Architecture;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace FusionDsl.Generator.Tests;

/// <summary>Attributes with values, types and arguments that make no sense, or not yet: the generator sees every state of a file that somebody types.</summary>
public class AttributeFuzzTests(ITestOutputHelper output)
{
    private const int ModelsPerRun = 40;

    private static readonly int Seed = Number("FUSION_FUZZ_SEED") ?? 20260713;
    private static readonly int Wanted = Number("FUSION_FUZZ") ?? 1000;

    private static readonly string[] Values =
    [
        "0", "1", "3", "-1", "8", "int.MaxValue", "2147483648", "1.5", "1e999", "double.NaN", "\"text\"", "\"\"", "null", "null!", "true", "typeof(A)", "typeof(int)", "nameof(A)", "nameof(Nowhere)",
        "default", "Missing", "Missing.Member", "new[] { 1 }", "new[] { \"a\", \"b\" }", "new string[0]", "new object[] { null }", "[\"a\"]", "[]", "[1, \"a\"]", "'x'", "(int)1.0", "1 / 0", "Kind.A", "(Kind)7",
        "\"\\u2028\"", "@\"a\"\"b\"", "1 +", "unchecked((int)0xFFFFFFFF)", "3u", "3L", "3m", "1f", "() => 1", "stackalloc int[1]", "await x", "sizeof(int)", "args", "\"a\" + \"b\"",
    ];

    [Fact]
    public void Attributes_that_make_no_sense_never_break_the_generator()
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {Seed} to {Seed + Wanted - 1}"));
        var accepted = 0;
        for (var first = 0; first < Wanted; first += ModelsPerRun)
        {
            var input = Generation.Empty.WithSource("public enum Kind { A, B }", "Kind.cs");
            var texts = Enumerable.Range(first, Math.Min(ModelsPerRun, Wanted - first)).ToDictionary(i => $"Net{i}", i => new Declared(Seed + i).Text($"Net{i}"));
            input = input with { Sources = [.. input.Sources, .. texts.Select(text => new InputFile(text.Key + ".cs", text.Value, []))] };
            // Places are checked for each diagnostic; a generator that throws fails the run.
            var run = Harness.Run(new FusionGenerator(), input, new() { Caching = false, ValuesOnly = false, Compiles = false, SameEverywhere = false });
            foreach (var diagnostic in run.Diagnostics)
            {
                var name = Path.GetFileNameWithoutExtension(diagnostic.Location.GetLineSpan().Path) ?? "";
                Assert.True(diagnostic.Id != "FUS9001", $"{diagnostic}\n{texts.GetValueOrDefault(name)}");
                Assert.True(diagnostic.Location.IsInSource, $"{diagnostic} has no place");
                Assert.DoesNotContain("Exception", Generation.Message(diagnostic));
            }
            accepted += run.Sources.Keys.Count(name => name.EndsWith(".Module.g.cs", StringComparison.Ordinal) || name.Split('.').Length == 3);
            AssertGeneratedCodeIsSound(run, texts);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Wanted} classes, {accepted} accepted"));
        Assert.True(accepted > Wanted / 20, $"Only {accepted} of {Wanted} are accepted");
    }

    // What the compiler has against the user's own text is the user's; what is generated has no faults of its own.
    private static void AssertGeneratedCodeIsSound(GeneratorRun run, Dictionary<string, string> texts)
    {
        var broken = run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Location.SourceTree?.FilePath).OfType<string>().Where(path => texts.ContainsKey(Path.GetFileNameWithoutExtension(path)))
            .Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet();
        var fault = run.CompilerDiagnostics.FirstOrDefault(diagnostic => diagnostic.Location.SourceTree is { } tree && !texts.ContainsKey(Path.GetFileNameWithoutExtension(tree.FilePath))
            && !broken.Any(name => Path.GetFileName(tree.FilePath).StartsWith(name + ".", StringComparison.Ordinal)));
        Assert.True(fault is null, $"{fault}\n{(fault is null ? "" : texts.GetValueOrDefault(Path.GetFileName(fault.Location.SourceTree!.FilePath).Split('.')[0]))}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A class: a small sound model, with calls of any keyword put in, and the text damaged now and then.</summary>
    private sealed class Declared(int seed)
    {
        private readonly Random _random = new(seed);

        public string Text(string name)
        {
            var text = new StringBuilder("using FusionDsl;\n");
            text.Append(CultureInfo.InvariantCulture, $"[FusionModel{Some(0.2)}]\n{Pick("public ", "", "internal ")}partial class {name}\n{{\n");
            text.Append(CultureInfo.InvariantCulture, $"    [Vector({Value("3")}){Some(0.15)}] public partial class A;\n");
            text.Append(CultureInfo.InvariantCulture, $"    [Encoder<{Type("A")}>{Some(0.2)}, Dense({Value("4")}){Some(0.3)}] public partial class E;\n");
            text.Append(CultureInfo.InvariantCulture, $"    [Concat<{Type("A")}, {Type("E")}>{Some(0.1)}] public partial class F;\n");
            text.Append(CultureInfo.InvariantCulture, $"    [{Pick($"Regression<{Type("F")}>", $"Classifier<{Type("F")}, {Type("Kind")}>")}{Some(0.15)}] {Pick("public ", "", "", "", "private ")}partial class H;\n}}\n");
            return _random.Next(6) == 0 ? Mutation.OfText(text.ToString(), _random) : text.ToString();
        }

        private string Some(double probability)
        {
            var calls = "";
            while (_random.NextDouble() < probability) calls += ", " + Call(Pick([.. Catalogue.All]));
            return calls;
        }

        private string Call(Keyword keyword)
        {
            var types = _random.Next(8) == 0 ? $"<{Type("A")}>" : "";
            var arguments = keyword.Parameters.Where(parameter => parameter.Required ? _random.Next(10) > 0 : _random.Next(4) == 0)
                .Select(parameter => Argument(parameter.Name, Value(parameter.Kind switch { ParameterKind.Real => "0.5", ParameterKind.Flag => "true", ParameterKind.Integer => "2", _ => "\"a\"" }))).ToList();
            if (arguments.Count > 0 && _random.Next(15) == 0) arguments.Add(arguments[0]);
            return $"{keyword.Name}{types}{(arguments.Count == 0 ? Pick("", "()") : $"({string.Join(", ", arguments)})")}";
        }

        private string Argument(string name, string value) =>
            _random.Next(3) switch { 0 => value, 1 => $"{name}: {value}", _ => $"{char.ToUpperInvariant(name[0])}{name[1..]} = {value}" };

        private string Value(string otherwise) => _random.Next(8) == 0 ? Pick(Values) : otherwise;

        private string Type(string otherwise) => _random.Next(15) == 0
            ? Pick("A", "E", "F", "H", "Missing", "string", "int", "System.Collections.Generic.List<A>", "A[]", "(A, E)", "dynamic", "Kind", "", "A?", "void", "System.IntPtr", "T", "delegate*<int>") : otherwise;

        private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
    }
}
