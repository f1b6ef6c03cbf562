using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

internal static class LocationCheck
{
    public static void Assert(GeneratorRun run)
    {
        foreach (var diagnostic in run.Diagnostics)
            foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
                Assert(run, diagnostic, location);
    }

    private static void Assert(GeneratorRun run, Diagnostic diagnostic, Location location)
    {
        if (location.Kind == LocationKind.None)
            return;
        if (DiagnosticText.TextAt(location, run.Input) is not { } text)
            throw new HarnessException($"{diagnostic.Id} lies in '{location.GetLineSpan().Path}', which is not a file of the input.");
        if (location.SourceSpan.End > text.Length)
            throw new HarnessException(
                $"{diagnostic.Id} lies at {location.SourceSpan}, beyond the {text.Length} characters of '{location.GetLineSpan().Path}'.");
        var (lines, expected) = (location.GetLineSpan().Span, text.Lines.GetLinePositionSpan(location.SourceSpan));
        if (lines != expected)
            throw new HarnessException(
                $"{diagnostic.Id} in '{location.GetLineSpan().Path}': the offset {location.SourceSpan} is at {expected}, " +
                $"but the location says {lines} (both counted from 0). Take the lines from SourceText.Lines.");
    }
}
