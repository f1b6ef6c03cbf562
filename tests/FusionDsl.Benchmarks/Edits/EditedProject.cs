using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Benchmarks.Edits;

/// <summary>A project with so many models, as an editor holds it: syntax trees, specs, and the driver of one generator between two key strokes.</summary>
internal sealed class EditedProject
{
    private const int UnrelatedFiles = 20;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private readonly Func<IIncrementalGenerator> _generator;
    private readonly bool _isYaml;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private ImmutableArray<AdditionalText> _specs;
    private int _edits;

    /// <param name="generator">Makes the generator.</param>
    /// <param name="models">How many models.</param>
    /// <param name="isYaml">Whether they are specs; else classes.</param>
    public EditedProject(Func<IIncrementalGenerator> generator, int models, bool isYaml)
    {
        (_generator, _isYaml) = (generator, isYaml);
        IEnumerable<(string Path, string Text)> sources =
        [
            ("Cipher.cs", ModelTexts.Enum), .. Enumerable.Range(0, UnrelatedFiles).Select(i => ($"Report{i}.cs", ModelTexts.Unrelated.Replace("Report", $"Report{i}"))),
            .. Enumerable.Range(0, isYaml ? 0 : models).Select(i => ($"Net{i}.cs", ModelTexts.Class(i))),
        ];
        _specs = [.. Enumerable.Range(0, isYaml ? models : 0).Select(i => new SpecFile($"net{i}.fusion.yaml", ModelTexts.Spec(i)))];
        _compilation = CSharpCompilation.Create("Lab", sources.Select(file => Parse(file.Text, file.Path)), References, Options);
        _driver = NewDriver();
    }

    /// <summary>Files that the generator has written.</summary>
    public int GeneratedFiles => _driver.GetRunResult().Results.Single().GeneratedSources.Length;

    /// <summary>Throws if the generator failed or found a mistake: then its time would be that of something else.</summary>
    public void AssertSound()
    {
        var result = _driver.GetRunResult().Results.Single();
        if (result.Exception is not null || result.Diagnostics.Length > 0)
            throw new FusionException($"The generator has something to say about the models: {result.Exception?.ToString() ?? result.Diagnostics[0].ToString()}");
    }

    /// <summary>Forgets all that was computed.</summary>
    public void Forget()
    {
        // New trees as well: what hangs on the old ones would not be cold.
        _compilation = CSharpCompilation.Create("Lab", _compilation.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath)), References, Options);
        _driver = NewDriver();
    }

    /// <summary>Changes a file, which takes no part in the time: whoever compiles has to do it.</summary>
    public void Prepare(EditKind edit)
    {
        _edits++;
        var isEven = _edits % 2 == 0;
        switch (edit)
        {
            case EditKind.Cold: Forget(); break;
            case EditKind.NoOp: _compilation = _compilation.Clone(); break;
            case EditKind.Unrelated: Replace("Report0.cs", "var number = ", $"var number = {(isEven ? "1" : "2")};"); break;
            case EditKind.Comment when _isYaml: ReplaceSpec("# A comment.", isEven, "heads:", "# A comment.\nheads:"); break;
            case EditKind.Comment: Replace("Net0.cs", "[Encoder<Counts>]", isEven ? "[Encoder<Counts>]" : "[Encoder<Counts>] // A comment.", wholeLine: true); break;
            case EditKind.Semantic when _isYaml: ReplaceSpec("dense: 256", isEven, "dense: 128", "dense: 256"); break;
            default: Replace("Net0.cs", "[Flatten, Dense(", $"[Flatten, Dense({(isEven ? "12" : "16")}), Relu]", wholeLine: true); break;
        }
    }

    /// <summary>What the generator does about it.</summary>
    public void Run() => _driver = _driver.RunGenerators(_compilation);

    private GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create([_generator().AsSourceGenerator()], _specs, Language, new Settings());

    private void Replace(string path, string start, string replacement, bool wholeLine = false)
    {
        var tree = _compilation.SyntaxTrees.First(candidate => candidate.FilePath == path);
        var text = tree.GetText();
        var line = text.Lines.First(candidate => candidate.ToString().Contains(start, StringComparison.Ordinal));
        var from = line.Start + line.ToString().IndexOf(wholeLine ? "[" : start, StringComparison.Ordinal);
        // As an editor does: only what has changed is parsed anew.
        _compilation = _compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(new TextChange(TextSpan.FromBounds(from, line.End), replacement))));
    }

    private void ReplaceSpec(string mark, bool isEven, string plain, string marked)
    {
        if (_specs.IsEmpty) return;
        var text = _specs[0].GetText()!.ToString();
        var has = text.Contains(mark, StringComparison.Ordinal);
        if (has == isEven) text = has ? text.Replace(marked, plain) : text.Replace(plain, marked);
        var replaced = _specs[0];
        _specs = _specs.SetItem(0, new SpecFile(replaced.Path, text));
        _driver = _driver.ReplaceAdditionalText(replaced, _specs[0]);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Language, path);

    private static readonly string[] Needed = ["FusionDsl.dll", "TorchSharp.dll"];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location) || Needed.Contains(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private sealed class SpecFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Settings : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new None();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class None : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = null;
                return false;
            }
        }
    }
}

/// <summary>What happens between two runs of a generator.</summary>
internal enum EditKind
{
    /// <summary>Everything is new.</summary>
    Cold,

    /// <summary>A new compilation in which nothing has changed.</summary>
    NoOp,

    /// <summary>A number in the body of a method that has to do with no model.</summary>
    Unrelated,

    /// <summary>A comment in one model.</summary>
    Comment,

    /// <summary>Another width of a layer of one model.</summary>
    Semantic,
}
