using System.Globalization;
using System.Text;
using FusionDsl.Architecture;
using FusionDsl.Generator.Emit;
using FusionDsl.Generator.FrontEnds.Yaml;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// Holds the generator to its promises on one spec after the other: no defect, no hang, a place inside the file for every finding; and what is
/// accepted compiles without a warning, many models at a time.
/// </summary>
/// <param name="compileEach">1: every accepted model is compiled; 20: each twentieth, while all are written.</param>
internal sealed class FuzzedSpecs(int compileEach)
{
    private const string Path = "fuzz.fusion.yaml";
    private const int ModelsPerCompilation = 60;

    // Generous: on a machine that does other work, too. What it catches takes minutes or forever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private readonly List<(Plan Plan, string Name, string Spec)> _accepted = [];

    public int Count { get; private set; }

    public int Accepted { get; private set; }

    public int Compiled { get; private set; }

    /// <summary>How often each rule was broken.</summary>
    public SortedDictionary<string, int> Rules { get; } = [];

    /// <param name="name">What to tell of the case: its seed.</param>
    /// <param name="spec">Its text.</param>
    public void Check(string name, string spec)
    {
        Count++;
        var work = Task.Run(() => Checked(spec));
        if (!work.Wait(Patience)) Assert.Fail($"{name} hangs:\n{spec}");
        var model = work.Result;
        foreach (var finding in model.Findings)
        {
            Rules[finding.Rule.Id] = Rules.GetValueOrDefault(finding.Rule.Id) + 1;
            Assert.True(finding.Rule.Id != "FUS9001", $"{name}: {finding.Message}\n{spec}");
            Assert.True(!finding.Message.Contains("Exception", StringComparison.Ordinal) && !finding.Message.Contains("YamlDotNet", StringComparison.Ordinal), $"{name}: {finding.Message}\n{spec}");
            AssertInside(finding.Place, spec, $"{name}: {finding.Rule.Id} {finding.Message}");
        }
        Assert.True(model.Plan is null == model.Findings.Count > 0, $"{name}: neither accepted nor told why not\n{spec}");
        if (model.Plan is null) return;
        if (Accepted++ % compileEach != 0)
        {
            Assert.True(ModelEmitter.Emit(model.Plan).All(file => file.ToSourceText().Length > 0), name);
            return;
        }
        Compiled++;
        _accepted.Add((model.Plan, name, spec));
        if (_accepted.Count >= ModelsPerCompilation) Compile();
    }

    /// <summary>Compiles what was accepted since the last time.</summary>
    public void Compile()
    {
        if (_accepted.Count == 0) return;
        var trees = _accepted.SelectMany(accepted => ModelEmitter.Emit(accepted.Plan).Select(file =>
            CSharpSyntaxTree.ParseText(file.ToSourceText(), Language, $"{accepted.Plan.Model.Namespace}/{file.HintName}"))).ToList();
        var compilation = CSharpCompilation.Create("Fuzz", trees, Generation.Empty.References, new(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
        var faults = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed).ToList();
        if (faults.Count > 0)
        {
            var (_, name, spec) = _accepted.First(accepted => faults[0].Location.SourceTree?.FilePath.StartsWith(accepted.Plan.Model.Namespace + "/", StringComparison.Ordinal) ?? true);
            Assert.Fail($"{name} is accepted, but its code has {faults.Count} faults in all models, such as {faults[0]}\n{faults[0].Location.SourceTree?.GetText().Lines[faults[0].Location.GetLineSpan().StartLinePosition.Line]}\n{spec}");
        }
        _accepted.Clear();
    }

    // Many models share a compilation, so each gets a namespace of its own.
    private CheckedModel Checked(string spec)
    {
        var drafted = Guarded.Spec(new SpecText(Path, spec, ""), CancellationToken.None);
        if (drafted.Draft is { } draft)
        {
            var own = $"S{Count.ToString(CultureInfo.InvariantCulture)}";
            drafted = drafted with { Draft = draft with { Namespace = draft.Namespace.Length == 0 ? own : $"{own}.{draft.Namespace}" } };
        }
        return Guarded.Check(drafted, CancellationToken.None);
    }

    public static void AssertInside(Architecture.Place place, string text, string what)
    {
        Assert.True(place.IsKnown && place.Start >= 0 && place.Length >= 0 && place.Start + place.Length <= text.Length, $"{what}: {place} lies outside the text\n{text}");
        var lines = SourceText.From(text).Lines.GetLinePositionSpan(new(place.Start, place.Length));
        Assert.True(
            (lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character) == (place.StartLine, place.StartColumn, place.EndLine, place.EndColumn),
            $"{what}: {place} is at {lines}\n{text}");
    }

    public override string ToString()
    {
        var rules = new StringBuilder();
        foreach (var (id, count) in Rules) rules.Append(CultureInfo.InvariantCulture, $" {id}×{count}");
        return string.Create(CultureInfo.InvariantCulture, $"{Count} specs, {Accepted} accepted, {Compiled} of them compiled;{rules}");
    }
}
