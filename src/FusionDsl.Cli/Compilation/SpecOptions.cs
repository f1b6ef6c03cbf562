using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Compilation;

/// <summary>Tells the generator what the build would tell it: the project's root namespace.</summary>
internal sealed class SpecOptions(string rootNamespace) : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new("", "");

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options("build_property.RootNamespace", rootNamespace);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => None;

    private sealed class Options(string key, string value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? found)
        {
            found = KeyComparer.Equals(name, key) ? value : null;
            return found is not null;
        }
    }
}

/// <summary>A spec as the compiler sees it.</summary>
internal sealed class SpecText(string path, SourceText text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
