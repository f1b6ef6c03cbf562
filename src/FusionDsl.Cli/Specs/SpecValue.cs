namespace FusionDsl.Cli.Specs;

/// <summary>A value from the command line, written so that YAML reads it as it was meant.</summary>
internal static class SpecValue
{
    /// <summary>
    /// The value as it is where it is one YAML value; otherwise (<c>a, b.csv</c> in braces, <c>a: b</c>, <c>x #1</c>) as quoted text.
    /// </summary>
    /// <param name="inFlow">It will stand inside brackets or braces.</param>
    public static string Fit(string value, bool inFlow) => IsOneValue(value, inFlow) ? value : $"'{value.Replace("'", "''")}'";

    /// <summary>Whether a key can be written without quotes.</summary>
    public static bool IsPlainKey(string key) => key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static bool IsOneValue(string value, bool inFlow)
    {
        var (before, after) = inFlow ? ("{ k: ", " }") : ("k: ", "\n");
        try
        {
            return SpecTree.Parse(before + value + after) is SpecMapping { Entries: [{ Value: var node }] }
                && node.Start == before.Length && node.End == before.Length + value.Length
                && node is not SpecAlias;
        }
        catch (SpecSyntaxException)
        {
            return false;
        }
    }
}
