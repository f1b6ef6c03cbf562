using System.Collections.Immutable;

namespace FusionDsl.Testing;

/// <summary>One text of a snapshot: <paramref name="Suffix"/> is null for the file that bears the test's name alone.</summary>
internal sealed record SnapshotTarget(string? Suffix, string Extension, string Text)
{
    /// <summary>Diagnostics, if any, and one target for each generated file.</summary>
    public static ImmutableArray<SnapshotTarget> Of(GeneratorRun run)
    {
        var files = run.Sources.Select(s =>
            new SnapshotTarget(Path.GetFileNameWithoutExtension(s.Key), "cs", $"//HintName: {s.Key}\n{s.Value}"));
        return run.Diagnostics.IsEmpty
            ? [.. files]
            : [new SnapshotTarget(null, "txt", DiagnosticText.Render(run.Diagnostics, run.Input)), .. files];
    }

    /// <summary>Fails a run without any output unless the test expects that, and the reverse.</summary>
    public static void AssertAsEmptyAs(GeneratorRun run, bool expectNothing)
    {
        var empty = run.Sources.IsEmpty && run.Diagnostics.IsEmpty;
        if (empty && !expectNothing)
            throw new HarnessException(
                "The generator produced neither files nor diagnostics; if that is the point, write Verify(run, expectNothing: true).");
        if (!empty && expectNothing)
            throw new HarnessException(
                $"Nothing was expected, but there are: {string.Join(", ", run.Sources.Keys.Concat(run.Diagnostics.Select(d => d.Id)))}.");
    }
}
