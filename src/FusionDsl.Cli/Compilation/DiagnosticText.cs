using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Compilation;

/// <summary>Diagnostics as text that editors and CI systems understand, and as JSON.</summary>
internal static class DiagnosticText
{
    /// <summary><c>file(line,column): error FUS1234: message</c>, counted from 1.</summary>
    public static string Line(Diagnostic diagnostic, string specPath) => Line(Finding.Of(diagnostic, specPath));

    /// <summary>The same; without place and rule where the file could not be read.</summary>
    public static string Line(Finding finding)
    {
        var rule = finding.Diagnostic is { Id: var id } ? $" {id}" : "";
        return $"{Where(finding)}: {Severity(finding)}{rule}: {finding.Message}";
    }

    /// <summary><c>file(line,column): mended FUS1234: what was done</c>.</summary>
    public static string MendedLine(Diagnostic diagnostic, string specPath)
    {
        var finding = Finding.Of(diagnostic, specPath);
        return $"{Where(finding)}: mended {diagnostic.Id}: {finding.Mend}";
    }

    /// <summary><c>file(line,column): note: …</c> for each other place that a finding is about.</summary>
    public static IEnumerable<string> Notes(Finding finding) => Related(finding).Select(place =>
        $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): note: {finding.Diagnostic!.Id} is about this place, too");

    /// <summary>A JSON list with one object per finding.</summary>
    public static string Json(IEnumerable<Finding> findings)
    {
        var list = new JsonArray();
        foreach (var finding in findings)
        {
            var one = new JsonObject { ["file"] = finding.Spec };
            if (Place(finding) is { } place) Put(one, place);
            one["severity"] = Severity(finding);
            if (finding.Diagnostic is { } diagnostic) one["id"] = diagnostic.Id;
            one["message"] = finding.Message;
            if (finding.Mend is { } mend) one["mend"] = mend;
            if (finding.Diagnostic?.Descriptor.HelpLinkUri is { Length: > 0 } help) one["help"] = help;
            if (Related(finding).ToList() is { Count: > 0 } related)
                one["related"] = new JsonArray([.. related.Select(other => Put([], other))]);
            list.Add(one);
        }
        return list.ToJsonString(ReadableJson.Options);
    }

    private static string Where(Finding finding) => Place(finding) is { } place
        ? $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})" : finding.Spec;

    private static JsonObject Put(JsonObject one, FileLinePositionSpan place)
    {
        one["file"] = place.Path;
        one["line"] = place.StartLinePosition.Line + 1;
        one["column"] = place.StartLinePosition.Character + 1;
        one["endLine"] = place.EndLinePosition.Line + 1;
        one["endColumn"] = place.EndLinePosition.Character + 1;
        return one;
    }

    private static IEnumerable<FileLinePositionSpan> Related(Finding finding) =>
        finding.Diagnostic?.AdditionalLocations.Select(location => location.GetLineSpan()).Where(span => span.IsValid) ?? [];

    private static FileLinePositionSpan? Place(Finding finding) =>
        finding.Diagnostic?.Location.GetLineSpan() is { IsValid: true } span ? span : null;

    private static string Severity(Finding finding) => finding.Severity.ToString().ToLowerInvariant();
}
