using System.Globalization;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace FusionDsl.Testing;

/// <summary>A unified difference of two texts, cut after its first lines.</summary>
internal static class TextDiff
{
    private const int Context = 3;

    public static string Unified(string before, string after, string beforeName, string afterName, int maxLines = 40)
    {
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines;
        var shown = Hunks(lines).ToArray();
        var text = new StringBuilder($"--- {beforeName}\n+++ {afterName}");
        foreach (var line in shown.Take(maxLines))
            text.Append('\n').Append(line);
        if (shown.Length > maxLines)
            text.Append(CultureInfo.InvariantCulture, $"\n… {shown.Length - maxLines} more lines");
        return text.ToString();
    }

    private static IEnumerable<string> Hunks(List<DiffPiece> lines)
    {
        var near = Enumerable.Range(0, lines.Count).Where(i => lines[i].Type != ChangeType.Unchanged)
            .SelectMany(i => Enumerable.Range(i - Context, (2 * Context) + 1)).ToHashSet();
        var (oldLine, newLine, inHunk) = (1, 1, false);
        for (var i = 0; i < lines.Count; i++)
        {
            if (near.Contains(i) && !inHunk)
                yield return string.Create(CultureInfo.InvariantCulture, $"@@ -{oldLine} +{newLine} @@");
            inHunk = near.Contains(i);
            if (inHunk)
                yield return lines[i].Type switch { ChangeType.Deleted => "-", ChangeType.Inserted => "+", _ => " " } + lines[i].Text;
            oldLine += lines[i].Type == ChangeType.Inserted ? 0 : 1;
            newLine += lines[i].Type == ChangeType.Deleted ? 0 : 1;
        }
    }
}
