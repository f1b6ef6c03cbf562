using System.Text.RegularExpressions;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>A keyword with its value as other languages write it, <c>Dense(32)</c>, or without the space behind its colon, <c>dense:32</c>.</summary>
internal static class Written
{
    private const int Longest = 200;

    private static readonly Regex Call = new(@"^(?:[a-z]+\.)*([A-Za-z_]\w*)\s*(?:\((.*)\)|:(\S.*))$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    private static readonly Regex Value = new(@"^[\w.-]+$", RegexOptions.CultureInvariant);

    /// <summary>The end of a sentence, ", did you mean 'dense: 32'?", and the edit that makes it so where no more is to be thought of.</summary>
    public static (string Advice, Mend? Mend) Advice(string found, IReadOnlyCollection<string> expected)
    {
        if (found.Length > Longest || Call.Match(found) is not { Success: true } call || Architecture.Advice.Nearest(call.Groups[1].Value, expected) is not { } word)
            return (Architecture.Advice.For(found, expected), Architecture.Advice.Mend(found, expected));
        var argument = (call.Groups[2].Value + call.Groups[3].Value).Trim();
        if (argument.Length == 0) return ($", did you mean '{word}'?", new(MendKind.Replace, word));
        return Value.IsMatch(argument) ? ($", did you mean '{word}: {argument}'?", new(MendKind.Replace, $"{word}: {argument}")) : ($", did you mean '{word}: …'?", null);
    }
}
