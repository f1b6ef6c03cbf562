using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// The generator inside another compiler: that of an older or a newer SDK, loaded beside the one that the tests are built with. What it is asked is
/// compiled against that compiler's own assemblies.
/// </summary>
internal sealed class OtherCompiler : IDisposable
{
    private const string Host =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Globalization;
        using System.Linq;
        using System.Threading;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.CSharp;
        using Microsoft.CodeAnalysis.Diagnostics;
        using Microsoft.CodeAnalysis.Text;

        public static class Host
        {
            public static string[] Run(Type generator, string[] paths, string[] texts, string[] references)
            {
                var language = new CSharpParseOptions(LanguageVersion.CSharp12);
                var files = paths.Zip(texts, (path, text) => (Path: path, Text: text)).ToList();
                var trees = files.Where(file => file.Path.EndsWith(".cs")).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), language, file.Path));
                var compilation = CSharpCompilation.Create("Sample", trees, references.Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
                var specs = files.Where(file => !file.Path.EndsWith(".cs")).Select(file => (AdditionalText)new Spec(file.Path, file.Text)).ToImmutableArray();
                var instance = (IIncrementalGenerator)Activator.CreateInstance(generator);
                var driver = CSharpGeneratorDriver.Create(new[] { instance.AsSourceGenerator() }, specs, language, new Options());
                var result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
                if (result.Exception != null) throw result.Exception;
                return result.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal).SelectMany(source => new[] { source.HintName, source.SourceText.ToString() })
                    .Concat(result.Diagnostics.Select(diagnostic => diagnostic.Location.GetLineSpan() + diagnostic.ToString()).OrderBy(text => text, StringComparer.Ordinal)).ToArray();
            }

            private sealed class Spec : AdditionalText
            {
                private readonly string _path, _text;
                public Spec(string path, string text) { _path = path; _text = text; }
                public override string Path => _path;
                public override SourceText GetText(CancellationToken cancellation = default) => SourceText.From(_text, System.Text.Encoding.UTF8);
            }

            private sealed class Options : AnalyzerConfigOptionsProvider
            {
                public override AnalyzerConfigOptions GlobalOptions { get; } = new None();
                public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;
                public override AnalyzerConfigOptions GetOptions(AdditionalText text) => GlobalOptions;

                private sealed class None : AnalyzerConfigOptions
                {
                    public override bool TryGetValue(string key, out string value) { value = null; return false; }
                }
            }
        }
        """;

    private readonly Context _context;
    private readonly MethodInfo _run;

    /// <param name="folder">Where the compiler's assemblies lie; null: the one of the tests, but with everything of the generator loaded anew.</param>
    /// <param name="images">Assemblies to take instead of those beside the tests, by name.</param>
    public OtherCompiler(string? folder, IReadOnlyDictionary<string, byte[]>? images = null)
    {
        _context = new(folder, images ?? new Dictionary<string, byte[]>());
        var roslyn = new[] { "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" }
            .Select(name => folder is null ? Assembly.Load(name).Location : Path.Combine(folder, name + ".dll"));
        var compilation = CSharpCompilation.Create(
            "Host", [CSharpSyntaxTree.ParseText(Host)], PlatformReferences.All.Concat(roslyn.Select(path => MetadataReference.CreateFromFile(path))),
            new(OutputKind.DynamicallyLinkedLibrary));
        _run = _context.LoadFromStream(Emit(compilation)).GetType("Host")!.GetMethod("Run")!;
    }

    /// <summary>Assemblies that were asked for, in the order of their loading.</summary>
    public IReadOnlyList<string> Loaded => _context.Loaded;

    /// <summary>The version of the compiler that runs.</summary>
    public Version Version => _context.LoadFromAssemblyName(new("Microsoft.CodeAnalysis.CSharp")).GetName().Version!;

    /// <summary>Names and texts of all generated files, and diagnostics.</summary>
    public string[] Run(GeneratorInput input)
    {
        var generator = _context.LoadFromAssemblyName(new("FusionDsl.Generator")).GetType("FusionDsl.Generator.FusionGenerator")!;
        var files = input.Sources.Concat(input.Specs).ToList();
        object[] arguments =
        [
            generator, files.Select(file => file.Path).ToArray(), files.Select(file => file.Text).ToArray(),
            input.References.Select(reference => ((PortableExecutableReference)reference).FilePath!).ToArray(),
        ];
        return (string[])_run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    public void Dispose() => _context.Unload();

    public static MemoryStream Emit(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        return image;
    }

    public static string Here([CallerFilePath] string path = "") => path;

    private sealed class Context(string? folder, IReadOnlyDictionary<string, byte[]> images) : AssemblyLoadContext("compiler", isCollectible: true)
    {
        private static readonly string[] OfTheGenerator = ["FusionDsl.Generator", "FusionDsl.Architecture", "YamlDotNet"];

        public List<string> Loaded { get; } = [];

        protected override Assembly? Load(AssemblyName name)
        {
            Loaded.Add(name.Name!);
            if (images.TryGetValue(name.Name!, out var image)) return LoadFromStream(new MemoryStream(image));
            if (OfTheGenerator.Contains(name.Name)) return LoadFromAssemblyPath(Assembly.Load(name.Name!).Location);
            if (folder is not null && name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                return LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll"));
            return null;
        }
    }
}
