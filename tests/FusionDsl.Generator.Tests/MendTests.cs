using FusionDsl.Generator.Diagnostics;
using FusionDsl.Generator.Mends;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Tests;

/// <summary>Mends of specs that people wrote wrong: the edit is what the message says, and the mistake is gone afterwards.</summary>
public class MendTests
{
    private static readonly string Folder = Path.Combine(RulePage.Folder, "..", "..", "tests", "FusionDsl.Generator.Tests", "Newcomer");

    public static TheoryData<string> Newcomers =>
        [.. Directory.EnumerateFiles(Folder, "*.fusion.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages => [.. RulePage.Ids];

    [Theory, MemberData(nameof(Newcomers))]
    public void A_newcomers_mistake_is_gone_after_its_mend(string file) => Mends(File.ReadAllText(Path.Combine(Folder, file)));

    [Theory, MemberData(nameof(Pages))]
    public void The_mistake_on_a_page_is_gone_after_its_mend(string id)
    {
        foreach (var example in RulePage.Read(id).Wrong.Where(example => example.Files is [(RuleExample.Yaml, _)]))
            foreach (var (_, text) in example.Files) Mends(text);
    }

    [Theory, MemberData(nameof(Pages))]
    public void What_is_right_on_a_page_is_valid_for_the_schema(string id) => Assert.All(
        RulePage.Read(id).Right.SelectMany(example => example.Files).Where(file => file.Language == RuleExample.Yaml), file => Assert.Equal("", SpecSchemaFile.Complaints(file.Text)));

    [Fact]
    public void Many_mistakes_of_newcomers_have_a_mend() => Assert.True(Newcomers.Cast<object[]>().Count(row =>
        Run(File.ReadAllText(Path.Combine(Folder, (string)row[0]))).Any(diagnostic => DiagnosticMend.Of(diagnostic) is not null)) >= 20);

    private static void Mends(string text)
    {
        var source = SourceText.From(text);
        foreach (var diagnostic in Run(text))
        {
            if (DiagnosticMend.Of(diagnostic) is not { } mend) continue;
            // What is put in is what the message told, as it is or with thousands apart.
            if (mend.Mend.Text.Length > 0 && mend.Mend.Text is not ("true" or "false") && !diagnostic.Id.Equals("FUS1007", StringComparison.Ordinal))
                Assert.Contains(mend.Mend.Text, Generation.Message(diagnostic).Replace(",", ""), StringComparison.OrdinalIgnoreCase);
            var edit = SpecMender.Edit(source, diagnostic);
            Assert.True(edit is not null, $"{diagnostic}: no edit for {mend.Mend}");
            var mended = source.WithChanges(edit.Value).ToString();
            var after = Run(mended);
            Assert.False(after.Any(other => other.Id.StartsWith("FUS2", StringComparison.Ordinal) || (other.Id == diagnostic.Id && Generation.Message(other) == Generation.Message(diagnostic))),
                $"{diagnostic}\nbecame\n{string.Join("\n", after)}\nin\n{mended}");
        }
    }

    private static IReadOnlyList<Diagnostic> Run(string text) => Generation.Quick(Generation.Spec(text)).Diagnostics;
}
