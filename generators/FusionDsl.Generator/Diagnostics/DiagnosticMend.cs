using System.Collections.Immutable;
using System.Globalization;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Diagnostics;

/// <summary>
/// The edit that mends a diagnostic, and where it is made. It travels in the properties of the diagnostic: whoever offers it need not find out
/// anew what the generator knows.
/// </summary>
/// <param name="Mend">What is done.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The place in it.</param>
public sealed record DiagnosticMend(Mend Mend, string Path, TextSpan Span)
{
    private const string Kind = "FusionDsl.Mend", Text = "FusionDsl.Mend.Text", Argument = "FusionDsl.Mend.Argument";
    private const string File = "FusionDsl.Mend.Path", Start = "FusionDsl.Mend.Start", Length = "FusionDsl.Mend.Length";

    /// <summary>The edit of a diagnostic; null where it has none.</summary>
    public static DiagnosticMend? Of(Diagnostic diagnostic)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(Kind, out var kind) || !Enum.TryParse<MendKind>(kind, out var what)) return null;
        return new(new(what, properties[Text]!, properties[Argument]!), properties[File]!, new(Number(properties[Start]!), Number(properties[Length]!)));
    }

    internal static ImmutableDictionary<string, string?> Properties(Finding finding)
    {
        var place = finding.MendPlace.IsKnown ? finding.MendPlace : finding.Place;
        if (finding.Mend is not { } mend || !place.IsKnown) return ImmutableDictionary<string, string?>.Empty;
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        (properties[Kind], properties[Text], properties[Argument]) = (mend.Kind.ToString(), mend.Text, mend.Argument);
        (properties[File], properties[Start], properties[Length]) = (place.Path, place.Start.Invariant(), place.Length.Invariant());
        return properties.ToImmutable();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
