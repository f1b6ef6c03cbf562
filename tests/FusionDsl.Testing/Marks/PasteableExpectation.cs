using System.Globalization;
using System.Text;

namespace FusionDsl.Testing;

/// <summary>The test as it would have to read for the diagnostics that were found.</summary>
internal static class PasteableExpectation
{
    public static string Of(GeneratorRun run)
    {
        if (run.Diagnostics.IsEmpty)
            return "If that is right, take the marks out and write:\n\n    DiagnosticAssert.None(run);";
        var text = new StringBuilder("If that is right, paste:\n");
        var several = run.Diagnostics.Length > 1;
        foreach (var file in run.Input.Files)
        {
            var marks = run.Diagnostics.Where(d => Place.Of(d).Path == file.Path)
                .Select(d => new Mark(d.Location.SourceSpan, several ? d.Id : null)).ToArray();
            if (marks.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"\n{file.Path}:\n{new MarkedText(file.Text, [.. marks])}\n");
        }
        return text.Append(several ? "\n    DiagnosticAssert.AllMarked(run);" : $"\n    {Single(run)}").ToString();
    }

    private static string Single(GeneratorRun run)
    {
        var message = run.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture)
            .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
        return $"DiagnosticAssert.Exactly(run, \"{run.Diagnostics[0].Id}\", \"{message}\");";
    }
}
