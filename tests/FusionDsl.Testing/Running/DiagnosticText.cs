using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>
/// Diagnostics as stable text: place as compilers print it (counted from 1), severity, ID, message, and the line with carets.
/// </summary>
internal static class DiagnosticText
{
    public static IEnumerable<Diagnostic> Sorted(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)
        .ThenBy(d => d.Location.SourceSpan)
        .ThenBy(d => d.Id, StringComparer.Ordinal)
        .ThenBy(d => d.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public static string Render(IEnumerable<Diagnostic> diagnostics, GeneratorInput input) =>
        string.Join("\n\n", diagnostics.Select(d => Render(d, input)));

    private static string Render(Diagnostic diagnostic, GeneratorInput input)
    {
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        // The current culture on purpose: it is the one in which a build prints the message.
        var message = diagnostic.GetMessage(CultureInfo.CurrentCulture).ReplaceLineEndings("\n");
        var text = new StringBuilder($"{Place(diagnostic.Location)}: {severity} {diagnostic.Id}: {message}");
        AppendSnippet(text, diagnostic.Location, input);
        foreach (var related in diagnostic.AdditionalLocations)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  see {Place(related)}");
            AppendSnippet(text, related, input);
        }
        return text.ToString();
    }

    private static string Place(Location location)
    {
        if (location.Kind == LocationKind.None)
            return "(no location)";
        var span = location.GetLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})" +
            $"-({span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})");
    }

    private static void AppendSnippet(StringBuilder text, Location location, GeneratorInput input)
    {
        if (TextAt(location, input) is not { } source)
            return;
        var span = location.GetLineSpan().Span;
        if (span.Start.Line >= source.Lines.Count)
            return;
        var line = source.Lines[span.Start.Line].ToString();
        var start = Math.Min(span.Start.Character, line.Length);
        var end = span.End.Line == span.Start.Line ? Math.Min(span.End.Character, line.Length) : line.Length;
        var number = (span.Start.Line + 1).ToString(CultureInfo.InvariantCulture);
        // Tabs stay tabs under the line, so that the carets stand right however wide a tab is.
        var indent = string.Concat(line[..start].Select(c => c == '\t' ? '\t' : ' '));
        text.Append($"\n  {number} | {line}".TrimEnd());
        text.Append($"\n  {new string(' ', number.Length)} | ")
            .Append($"{indent}{new string('^', Math.Max(1, end - start))}");
    }

    internal static SourceText? TextAt(Location location, GeneratorInput input) => location.Kind switch
    {
        LocationKind.SourceFile => location.SourceTree!.GetText(),
        LocationKind.ExternalFile when input.Find(location.GetLineSpan().Path) is { } file => SourceText.From(file.Text),
        _ => null,
    };
}
