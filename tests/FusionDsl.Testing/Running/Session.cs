using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>A generator driver with the compilation it works on: what an IDE keeps between two key strokes.</summary>
internal sealed class Session
{
    private readonly CSharpParseOptions _parseOptions;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private ImmutableArray<InMemoryText> _texts;
    private GeneratorInput _input;

    public Session(IIncrementalGenerator generator, GeneratorInput input)
    {
        _input = input;
        _parseOptions = new CSharpParseOptions(input.LanguageVersion, DocumentationMode.Diagnose);
        _texts = [.. input.Specs.Select(f => new InMemoryText(f))];
        _compilation = CSharpCompilation.Create(input.AssemblyName, input.Sources.Select(Parse), input.References, Options(input));
        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], _texts, _parseOptions, new BuildOptions(input),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratorRun Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _);
        return new GeneratorRun(_input, _driver.GetRunResult().Results.Single(), (CSharpCompilation)output);
    }

    /// <summary>Runs on a clone: the same trees in another compilation, equal additional files and options in new objects.</summary>
    public GeneratorRun RunOnClone()
    {
        _compilation = _compilation.Clone();
        RenewTextsAndOptions();
        return Run();
    }

    /// <summary>Runs on equal text parsed anew, so that whoever kept a tree or node is found out.</summary>
    public GeneratorRun RunOnReparsedText()
    {
        _compilation = _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(_input.Sources.Select(Parse));
        RenewTextsAndOptions();
        return Run();
    }

    /// <summary>Runs on another input; files that did not change stay the same objects, as in an IDE.</summary>
    public GeneratorRun RunAfter(GeneratorInput after)
    {
        if (after.LanguageVersion != _input.LanguageVersion)
            throw new HarnessException("An edit cannot change the language version: every tree would be another one.");
        var oldTrees = _compilation.SyntaxTrees.ToDictionary(t => t.FilePath);
        var trees = after.Sources.Select(file =>
            _input.Find(file.Path) is { } old && old.LooksLike(file) ? oldTrees[file.Path] : Parse(file));
        _compilation = ReplaceTrees(_compilation, oldTrees, [.. trees]);
        // Each With… makes another compilation, and with it work for the generator, even if nothing differs.
        if (after.References != _input.References)
            _compilation = _compilation.WithReferences(after.References);
        if (after.Nullable != _input.Nullable)
            _compilation = _compilation.WithOptions(Options(after));
        if (after.AssemblyName != _input.AssemblyName)
            _compilation = _compilation.WithAssemblyName(after.AssemblyName);

        var oldTexts = _texts;
        _texts = [.. after.Specs.Select(file => oldTexts.FirstOrDefault(t => t.File.LooksLike(file)) ?? new InMemoryText(file))];
        _driver = _driver.ReplaceAdditionalTexts([.. _texts]);
        if (!after.Properties.SequenceEqual(_input.Properties))
            _driver = _driver.WithUpdatedAnalyzerConfigOptions(new BuildOptions(after));
        _input = after;
        return Run();
    }

    private static CSharpCompilation ReplaceTrees(
        CSharpCompilation compilation, Dictionary<string, SyntaxTree> old, ImmutableArray<SyntaxTree> trees)
    {
        var kept = trees.Select(t => t.FilePath).ToHashSet();
        foreach (var tree in old.Values.Where(t => !kept.Contains(t.FilePath)))
            compilation = compilation.RemoveSyntaxTrees(tree);
        foreach (var tree in trees)
            compilation = old.TryGetValue(tree.FilePath, out var before)
                ? before == tree ? compilation : compilation.ReplaceSyntaxTree(before, tree)
                : compilation.AddSyntaxTrees(tree);
        return compilation;
    }

    private void RenewTextsAndOptions()
    {
        _texts = [.. _texts.Select(t => new InMemoryText(t.File))];
        _driver = _driver.ReplaceAdditionalTexts([.. _texts]).WithUpdatedAnalyzerConfigOptions(new BuildOptions(_input));
    }

    private SyntaxTree Parse(InputFile file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), _parseOptions, file.Path);

    private static CSharpCompilationOptions Options(GeneratorInput input) => new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: input.Nullable,
        warningLevel: 9999,
        // The SDK switches these two off as well: one assembly referenced in two versions is daily life.
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);
}
