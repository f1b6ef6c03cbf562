using System.Collections.Concurrent;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Diagnostics;

/// <summary>From findings to the compiler's diagnostics.</summary>
internal static class Reporter
{
    // One for each rule and process: the compiler compares descriptors of every diagnostic.
    private static readonly ConcurrentDictionary<Rule, DiagnosticDescriptor> Descriptors = new();

    public static void Report(EquatableArray<Finding> findings, Compilation compilation, SourceProductionContext output)
    {
        foreach (var finding in findings) output.ReportDiagnostic(ToDiagnostic(finding, compilation));
    }

    public static Diagnostic ToDiagnostic(Finding finding, Compilation? compilation) =>
        Diagnostic.Create(
            DescriptorOf(finding.Rule), LocationOf(finding.Place, compilation),
            finding.Related.Where(other => other.IsKnown && other != finding.Place).Distinct().Select(other => LocationOf(other, compilation)),
            DiagnosticMend.Properties(finding),
            [.. finding.Words]);

    public static DiagnosticDescriptor DescriptorOf(Rule rule) => Descriptors.GetOrAdd(rule, static rule => new(
        rule.Id, rule.Title, rule.Format, $"FusionDsl.{rule.Area}", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: rule.HelpLink));

    // In C# a true source location, so that #pragma and .editorconfig apply; a spec is no source file and has the place of an external one.
    private static Location LocationOf(Place place, Compilation? compilation)
    {
        if (!place.IsKnown) return Location.None;
        var span = new TextSpan(place.Start, place.Length);
        var tree = compilation?.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == place.Path);
        return tree is not null && span.End <= tree.Length
            ? Location.Create(tree, span)
            : Location.Create(place.Path, span, new(new(place.StartLine, place.StartColumn), new(place.EndLine, place.EndColumn)));
    }
}
