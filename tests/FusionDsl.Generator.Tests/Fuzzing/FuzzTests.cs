using System.Globalization;
using System.Text;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit.Abstractions;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// Specs that nobody would write. <c>FUSION_FUZZ=100000</c> makes it so many instead of a few; <c>FUSION_FUZZ_SEED=1</c> makes others. A failure names
/// the seed of its case, and shows the spec.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultSeed = 20260713;

    // Beyond so many specs only some of the accepted ones are compiled: that takes a hundred times as long as all the rest.
    private const int Many = 10_000;

    private static readonly int? Wanted = Number("FUSION_FUZZ");
    private static readonly int Seed = Number("FUSION_FUZZ_SEED") ?? DefaultSeed;

    [Fact]
    public void Specs_of_the_grammar_are_accepted_and_compile_or_are_told_what_is_wrong()
    {
        var fuzzed = Run(Wanted ?? 700, static seed =>
        {
            // A third without a mistake, a third with one or two, a third with many.
            double[] mistakes = [0, 0.01, 0.06];
            return new GrammarSpec(seed, mistakes[(uint)seed % 3]).Text("Net");
        });
        Assert.True(fuzzed.Accepted > fuzzed.Count / 10, $"Only {fuzzed.Accepted} of {fuzzed.Count} are accepted");
        Assert.True(fuzzed.Rules.Count > 20, $"Only {fuzzed.Rules.Count} rules are broken");
    }

    [Fact]
    public void Files_of_broken_bytes_are_told_what_is_wrong()
    {
        string[] sources = [CipherNet.Yaml, GaitNet.Yaml, EveryLayerNet.Yaml, EveryFusionNet.Yaml, PreparedNet.Yaml, DecisionNet.Yaml, StagedNet.Yaml, AutoencoderNet.Yaml, PatientNet.Yaml];
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];
        Run((Wanted ?? 8000) / 2, seed =>
        {
            var random = new Random(seed);
            var encoding = random.Next(4) == 0 ? encodings[random.Next(encodings.Length)] : encodings[0];
            byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(sources[random.Next(sources.Length)])];
            // The compiler's own way from a file to text.
            using var stream = new MemoryStream(Mutation.OfBytes(file, random));
            return SourceText.From(stream).ToString();
        });
    }

    [Fact]
    public void Noise_is_told_to_be_no_spec() => Run((Wanted ?? 8000) / 4, static seed =>
    {
        const string letters = "[]{}:,-#&*!|>'\"%@`?\t\n\r \\/<0129.eE~é😀\u2028\u0085\uFEFF\0abMN";
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => letters[random.Next(letters.Length)])]);
    });

    private FuzzedSpecs Run(int count, Func<int, string> spec)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {Seed} to {Seed + count - 1}"));
        var fuzzed = new FuzzedSpecs(compileEach: count > Many ? 20 : 1);
        for (var i = 0; i < count; i++)
        {
            fuzzed.Check($"Seed {Seed + i}", spec(Seed + i));
            if (fuzzed.Count % 1000 == 0) Log(fuzzed);
        }
        fuzzed.Compile();
        output.WriteLine(fuzzed.ToString());
        Log(fuzzed);
        return fuzzed;
    }

    // A long run tells how far it is: FUSION_FUZZ_LOG names the file.
    private static void Log(FuzzedSpecs fuzzed)
    {
        if (Environment.GetEnvironmentVariable("FUSION_FUZZ_LOG") is { } log) File.AppendAllText(log, $"{DateTime.UtcNow:HH:mm:ss} {fuzzed}\n");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
