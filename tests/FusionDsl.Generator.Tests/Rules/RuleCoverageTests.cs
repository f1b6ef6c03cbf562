using System.Reflection;
using System.Text.RegularExpressions;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>Every rule has its tests, and every message says what was expected and how to mend it.</summary>
public partial class RuleCoverageTests
{
    [Fact]
    public void Every_rule_has_a_test()
    {
        var covered = typeof(RuleCoverageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
            .SelectMany(method => method.GetCustomAttributes<CoversAttribute>().Select(covers => covers.Rule)).Distinct().Order();
        Assert.Equal(Rule.All.Select(rule => rule.Id), covered);
    }

    [Fact]
    public void No_two_rules_share_an_ID()
    {
        Assert.Equal(Rule.All.Count, Rule.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(Rule.All.Count, Rule.All.Select(rule => rule.Title).Distinct().Count());
    }

    [Fact]
    public void Titles_are_short_and_end_without_a_full_stop() => Assert.All(Rule.All, rule =>
    {
        Assert.True(rule.Title.Length is > 0 and <= 60, rule.Title);
        Assert.DoesNotMatch(@"[.!]$", rule.Title);
        Assert.Matches("^[A-Z]", rule.Title);
    });

    [Fact]
    public void Holes_of_a_message_are_numbered_without_a_gap() => Assert.All(Rule.All, rule =>
    {
        var holes = Hole().Matches(rule.Format).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(0, holes.Count), holes);
        Assert.NotEmpty(holes);
    });

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Hole();
}
