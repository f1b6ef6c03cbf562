using System.Text.RegularExpressions;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.FrontEnds.Yaml;

/// <summary>A layer as other languages write it, <c>Dense(32)</c>, or without the space behind its colon, <c>dense:32</c>.</summary>
internal static class LayerCall
{
    private static readonly Regex Call = new(@"^([A-Za-z_]\w*)\s*(?:\((.*)\)|:(\S.*))$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    private static readonly Regex Number = new(@"^[0-9.]+$", RegexOptions.CultureInvariant);

    /// <summary>The end of a sentence: ", did you mean 'dense: 32'?" where a layer is recognised.</summary>
    public static string Advice(string found, IReadOnlyCollection<string> layers)
    {
        if (found.Length > 200 || Call.Match(found) is not { Success: true } call || Architecture.Advice.Nearest(call.Groups[1].Value, layers) is not { } layer)
            return Architecture.Advice.For(found, layers);
        var argument = (call.Groups[2].Value + call.Groups[3].Value).Trim();
        return argument.Length == 0 ? $", did you mean '{layer}'?" : $", did you mean '{layer}: {(Number.IsMatch(argument) ? argument : "…")}'?";
    }
}
