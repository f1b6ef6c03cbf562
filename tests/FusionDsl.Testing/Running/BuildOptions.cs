using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusionDsl.Testing;

/// <summary>What MSBuild would hand the generator: properties of the project, and the item group of each additional file.</summary>
internal sealed class BuildOptions(GeneratorInput input) : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new([]);

    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Options(input.Properties.Select(p => KeyValuePair.Create("build_property." + p.Key, p.Value)));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        (textFile as InMemoryText)?.File.ItemGroup is { } group
            ? new Options([KeyValuePair.Create("build_metadata.AdditionalFiles.SourceItemGroup", group)])
            : None;

    private sealed class Options(IEnumerable<KeyValuePair<string, string>> values) : AnalyzerConfigOptions
    {
        private readonly ImmutableDictionary<string, string> _values = values.ToImmutableDictionary(KeyComparer);

        public override IEnumerable<string> Keys => _values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
