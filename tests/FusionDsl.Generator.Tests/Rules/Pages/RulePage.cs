using System.Runtime.CompilerServices;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator.Tests;

/// <summary>A page of <c>specs/rules</c>: title, facts, why; wrong and right examples; how to mend it.</summary>
internal sealed record RulePage(string Id, IReadOnlyList<string> Lines)
{
    private static readonly string[] Blocks = [RuleExample.CSharp, RuleExample.Yaml];

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "..", "specs", "rules"));

    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "README").Order(StringComparer.Ordinal)];

    public static RulePage Read(string id) => new(id, File.ReadAllText(FileOf(id)).Split('\n'));

    public static string FileOf(string id) => Path.Combine(Folder, id + ".md");

    /// <summary>What must stand below the title.</summary>
    public static string Facts(Rule rule) => $"Area: {rule.Area} · severity: error · languages: {Words(rule.Languages)}";

    private static string Words(RuleLanguages languages) => languages switch
    {
        RuleLanguages.Both => "C#, YAML",
        RuleLanguages.CSharp => "C#",
        RuleLanguages.Yaml => "YAML",
        _ => "none",
    };

    /// <summary>A diagnostic as the compiler prints it.</summary>
    public static string LineOf(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}): error {diagnostic.Id}: {Generation.Message(diagnostic)}";
    }

    public IReadOnlyList<string> Headings => [.. Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal))];

    public IReadOnlyList<RuleExample> Wrong => [.. Examples("## Wrong")];

    public IReadOnlyList<RuleExample> Right => [.. Examples("## Right")];

    // Blocks that follow each other belong together where the answer comes after the last of them; right ones each stand alone,
    // unless nothing but an empty line is between them and they are of one language.
    private IEnumerable<RuleExample> Examples(string heading)
    {
        var files = new List<(string Language, string Text)>();
        var isRight = heading == "## Right";
        var start = Lines.ToList().IndexOf(heading) + 1;
        for (var i = start; start > 0 && i < Lines.Count && !Lines[i].StartsWith("## ", StringComparison.Ordinal); i++)
        {
            if (!Lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var language = Lines[i][3..];
            var end = i + 1;
            while (Lines[end] != "```") end++;
            var text = string.Concat(Lines.Skip(i + 1).Take(end - i - 1).Select(line => line + "\n"));
            if (Blocks.Contains(language)) files.Add((language, text));
            if (isRight || language == "text")
            {
                yield return new([.. files], isRight ? null : text.TrimEnd('\n'), i + 1);
                files.Clear();
            }
            i = end;
        }
        Assert.True(files.Count == 0, $"{Id}: a wrong example without what the compiler says.");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
