using System.Text.RegularExpressions;
using FusionDsl.Architecture;
using FusionDsl.Generator.Diagnostics;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// Every rule has a page in <c>specs/rules</c>, and the page tells the truth: its wrong examples get the quoted message and no other, its right
/// examples none and compile. <c>FUSIONDSL_ACCEPT=1</c> writes the quoted messages anew.
/// </summary>
public partial class RulePageTests
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("FUSIONDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public static TheoryData<string> Pages => [.. RulePage.Ids];

    private static Rule RuleOf(string id) => Rule.All.Single(rule => rule.Id == id);

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() => Assert.Equal(Rule.All.Select(rule => rule.Id), RulePage.Ids);

    [Fact]
    public void Every_descriptor_links_to_its_page_and_is_made_once() => Assert.All(Rule.All, rule =>
    {
        var descriptor = Reporter.DescriptorOf(rule);
        Assert.Equal((rule.Id, rule.Title, $"FusionDsl.{rule.Area}", DiagnosticSeverity.Error), (descriptor.Id, descriptor.Title.ToString(), descriptor.Category, descriptor.DefaultSeverity));
        Assert.EndsWith($"/specs/rules/{rule.Id}.md", descriptor.HelpLinkUri);
        Assert.True(Uri.TryCreate(descriptor.HelpLinkUri, UriKind.Absolute, out _));
        Assert.Same(descriptor, Reporter.DescriptorOf(rule));
    });

    [Fact]
    public void The_index_lists_the_pages()
    {
        var file = RulePage.FileOf("README");
        var rows = Rule.All.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Area} |");
        var lines = File.ReadAllText(file).Split('\n');
        if (Accepts) File.WriteAllText(file, string.Join("\n", [.. lines.TakeWhile(line => !line.StartsWith("| [", StringComparison.Ordinal)), .. rows, ""]));
        else Assert.Equal(rows, lines.Where(line => line.StartsWith("| [", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_page_says_what_the_rule_is(string id)
    {
        var (rule, page) = (RuleOf(id), RulePage.Read(id));
        Assert.Equal([$"# {id}: {rule.Title}", "", RulePage.Facts(rule), ""], page.Lines.Take(4));
        Assert.Equal(rule.Languages == RuleLanguages.None ? ["## How to mend it"] : ["## Wrong", "## Right", "## How to mend it"], page.Headings);
        var languages = new[] { RuleExample.CSharp, RuleExample.Yaml }.Where(language => rule.Languages.HasFlag(language == RuleExample.CSharp ? RuleLanguages.CSharp : RuleLanguages.Yaml));
        Assert.Equal(languages, page.Wrong.SelectMany(example => example.Languages).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(languages, page.Right.SelectMany(example => example.Languages).Distinct().Order(StringComparer.Ordinal));
        // Somebody has to have said something.
        Assert.True(Prose().Count(string.Join("\n", page.Lines.Skip(4).TakeWhile(line => line != "## Wrong"))) >= 12, "The page does not say why.");
        Assert.True(Prose().Count(string.Join("\n", page.Lines.SkipWhile(line => line != "## How to mend it"))) >= 8, "The page does not say how to mend it.");
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_wrong_example_gets_the_quoted_message_and_no_other(string id)
    {
        var page = RulePage.Read(id);
        var lines = page.Lines.ToList();
        foreach (var example in page.Wrong)
        {
            var run = Generation.Quick(example.Input);
            if (run.Diagnostics is not [var only]) Assert.Fail($"Expected one diagnostic, found:\n{string.Join("\n", run.Diagnostics.Select(RulePage.LineOf))}\nin\n{string.Join("\n", example.Files)}");
            else
            {
                if (Accepts) lines[example.Line] = RulePage.LineOf(only);
                else Assert.Equal(example.Said, RulePage.LineOf(only));
                Assert.Equal(id, only.Id);
            }
        }
        if (Accepts) File.WriteAllText(RulePage.FileOf(id), string.Join("\n", lines));
    }

    // In one compilation, since most of the time goes into its beginning; and code that differs by its namespace only is compiled once.
    [Fact]
    public void Right_examples_compile_without_a_word()
    {
        var examples = RulePage.Ids.SelectMany(id => RulePage.Read(id).Right.Select((example, index) => (Example: example, Name: $"{id}.Example{index}"))).ToList();
        var all = Generation.Quick(examples.Aggregate(Generation.Empty, (input, one) => one.Example.AddTo(input, one.Name)));
        DiagnosticAssert.None(all);

        var codes = all.Sources.ToLookup(source => examples.SingleOrDefault(one => source.Key.StartsWith(one.Name + ".", StringComparison.Ordinal)).Name);
        Assert.All(examples.Where(one => !one.Example.HasNamespace), one => Assert.True(codes[one.Name].Any(code => code.Value.Contains("partial class", StringComparison.Ordinal)), $"{one.Name} gave no code."));
        var distinct = examples.DistinctBy(one => one.Example.HasNamespace ? one.Name : string.Concat(codes[one.Name].Select(code => code.Value.Replace(one.Name, "", StringComparison.Ordinal))));
        Assert.Equal("", Generation.CompilerSays(Generation.Quick(distinct.Aggregate(Generation.Empty, (input, one) => one.Example.AddTo(input, one.Name)))));
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Prose();
}
