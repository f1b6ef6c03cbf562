using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Compilation;

/// <summary>Diagnostics as text that editors and CI systems understand, and as JSON.</summary>
internal static class DiagnosticText
{
    /// <summary><c>file(line,column): error FUS1234: message</c>, counted from 1.</summary>
    public static string Line(Diagnostic diagnostic, string specPath)
    {
        var (place, _) = Place(diagnostic);
        var where = place.IsValid
            ? $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})"
            : specPath;
        return $"{where}: {Severity(diagnostic)} {diagnostic.Id}: {Message(diagnostic)}";
    }

    /// <summary>A JSON list with one object per diagnostic.</summary>
    public static string Json(IEnumerable<(Diagnostic Diagnostic, string SpecPath)> diagnostics)
    {
        var list = new JsonArray();
        foreach (var (diagnostic, specPath) in diagnostics)
        {
            var (place, hasPlace) = Place(diagnostic);
            var one = new JsonObject { ["file"] = hasPlace ? place.Path : specPath };
            if (hasPlace)
            {
                one["line"] = place.StartLinePosition.Line + 1;
                one["column"] = place.StartLinePosition.Character + 1;
                one["endLine"] = place.EndLinePosition.Line + 1;
                one["endColumn"] = place.EndLinePosition.Character + 1;
            }
            one["severity"] = Severity(diagnostic);
            one["id"] = diagnostic.Id;
            one["message"] = Message(diagnostic);
            if (diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } help) one["help"] = help;
            list.Add(one);
        }
        return list.ToJsonString(ReadableJson.Options);
    }

    private static (FileLinePositionSpan Span, bool IsValid) Place(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        return (span, span.IsValid);
    }

    private static string Severity(Diagnostic diagnostic) => diagnostic.Severity.ToString().ToLowerInvariant();

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
