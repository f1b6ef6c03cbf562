using System.Text;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Runs;
using FusionDsl.Generator.Mends;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Specs;

/// <summary>Mends what is wrong with a spec, as far as there is but one way to do it.</summary>
internal static class SpecFix
{
    // One mistake may hide another, though not so many.
    private const int MostRounds = 20;

    /// <summary>The spec without the mistakes that can be mended, and what they were, with their places when they were found.</summary>
    public static (SpecFile Spec, IReadOnlyList<Diagnostic> Mended) Apply(SpecCompiler compiler, SpecFile spec)
    {
        var mended = new List<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { spec.Text.ToString() };
        for (var round = 0; round < MostRounds; round++)
        {
            var (text, mends) = MendedText.Of(spec.Text, compiler.Generate(spec).Diagnostics, diagnostic => SpecMender.Edit(spec.Text, diagnostic));
            // Mends that undo each other are none.
            if (mends.Count == 0 || !seen.Add(text.ToString())) break;
            mended.AddRange(mends);
            spec = spec with { Text = text };
        }
        return (spec, mended);
    }

    /// <summary>Writes the spec to its file, with the byte order mark that it had or without.</summary>
    public static void Write(SpecFile spec)
    {
        using (var stream = File.OpenRead(spec.Path))
        {
            Span<byte> start = stackalloc byte[3];
            var hasMark = stream.ReadAtLeast(start, 3, throwOnEndOfStream: false) == 3 && start.SequenceEqual(Encoding.UTF8.Preamble);
            if (hasMark) spec = spec with { Text = SourceText.From('\uFEFF' + spec.Text.ToString()) };
        }
        AtomicFile.WriteText(spec.Path, spec.Text.ToString());
    }
}
