using System.Collections.Immutable;
using FusionDsl.Generator;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.CodeFixes.Tests;

/// <summary>What an editor does: it holds a project, runs the generator, asks for fixes of what that reports, and applies one.</summary>
internal sealed class Editor : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _project;

    public Editor(params (string Path, string Text)[] files)
    {
        var project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "User", "User", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12), metadataReferences: GeneratorInput.Empty.References));
        _project = project.Id;
        Solution = _workspace.CurrentSolution;
        foreach (var (path, text) in files)
        {
            var id = DocumentId.CreateNewId(_project);
            Solution = path.EndsWith(".cs", StringComparison.Ordinal)
                ? Solution.AddDocument(id, path, SourceText.From(text), filePath: path) : Solution.AddAdditionalDocument(id, path, SourceText.From(text), filePath: path);
        }
    }

    public Solution Solution { get; private set; }

    public Project Project => Solution.GetProject(_project)!;

    public void Dispose() => _workspace.Dispose();

    /// <summary>What the generator reports now.</summary>
    public async Task<ImmutableArray<Diagnostic>> Reported() => (await Generate()).Diagnostics;

    /// <summary>What the compiler says of the project together with what is generated, warnings included.</summary>
    public async Task<IEnumerable<Diagnostic>> CompilerSays() =>
        (await Generate()).Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>The fixes that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Fixes(Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        await new FusionCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(DocumentOf(diagnostic), diagnostic, (action, _) => offered.Add(action), default));
        return offered;
    }

    public async Task Apply(CodeAction action)
    {
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(default)));
        Solution = operation.ChangedSolution;
    }

    /// <summary>All that is like this one, as far as the scope goes.</summary>
    public async Task ApplyAll(Diagnostic diagnostic, FixAllScope scope)
    {
        var provider = new FusionCodeFixProvider();
        var key = (await Fixes(diagnostic)).Single().EquivalenceKey!;
        var reported = await Reported();
        var context = new FixAllContext(
            (Document)DocumentOf(diagnostic), provider, scope, key, [diagnostic.Id], new Known(reported), default);
        Assert.Contains(scope, provider.GetFixAllProvider().GetSupportedFixAllScopes());
        await Apply((await provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    public async Task<string> Text(string path) => (await File(path).GetTextAsync()).ToString();

    private TextDocument File(string path) => Project.Documents.Concat<TextDocument>(Project.AdditionalDocuments).Single(file => file.FilePath == path);

    private TextDocument DocumentOf(Diagnostic diagnostic) => File(diagnostic.Location.GetLineSpan().Path);

    private async Task<(Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics)> Generate()
    {
        var specs = new List<AdditionalText>();
        foreach (var file in Project.AdditionalDocuments) specs.Add(new Spec(file.FilePath!, await file.GetTextAsync()));
        CSharpGeneratorDriver.Create([new FusionGenerator().AsSourceGenerator()], specs, (CSharpParseOptions)Project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation((await Project.GetCompilationAsync())!, out var compilation, out var diagnostics);
        return (compilation, diagnostics);
    }

    private sealed class Spec(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.GetLineSpan().Path == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => GetAllDiagnosticsAsync(project, cancellationToken);
    }
}
