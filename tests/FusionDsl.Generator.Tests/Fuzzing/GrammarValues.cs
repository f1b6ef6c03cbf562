using System.Globalization;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>Random values for parameters of the catalogue: within their bounds, and now and then not.</summary>
internal sealed class GrammarValues(Random random, double mistakes)
{
    private static readonly string[] Wrong =
    [
        "-1", "0", "1e999", "text", "[1, 2]", "{ a: 1 }", "~", "true", "2147483648", "2147483647", "999999999999999999999999", ".nan", ".inf", "'5'", "\"\"", "1.5",
        "-0", "+3", "07", "0x10", "1_000", "\"\\u2028\"", "[]", "{}", "null", "&a 3", "!!int 3", "|\n      3\n", "1e-400", "5e-324", "1e308", "100000", "65536",
    ];

    public T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    public string Integer(int from, int to) => Chance(mistakes) ? Pick(Wrong) : random.Next(from, to + 1).ToString(CultureInfo.InvariantCulture);

    public string Real() => Chance(mistakes) ? Pick(Wrong) : Pick("0.5", "2", "1e-3", "0.25", "1.0", "3.5e-2");

    public string Word() => Pick("a", "'b c'", "\"d\\\"e\"", "{0}", "12", "é中😀", "'*/'", "\"\\u2028\"", "c0", "'x{y}'");

    /// <summary>A value that the parameter takes.</summary>
    public string Of(Parameter parameter)
    {
        if (Chance(mistakes)) return Pick(Wrong);
        return parameter.Kind switch
        {
            ParameterKind.Integer => Math.Clamp(Pick(1, 2, 4, 8), parameter.AtLeast ?? 1, parameter.AtMost ?? 8).ToString(CultureInfo.InvariantCulture),
            ParameterKind.Real => parameter.Below <= 1 || parameter.AtMost <= 1 ? Pick("0.1", "0.25", "0.5") : Pick("0.5", "1", "2.5"),
            ParameterKind.Flag => Pick("true", "false"),
            ParameterKind.Text => Word(),
            _ => Chance(0.5) ? Word() : $"[{Word()}, {Word()}]",
        };
    }

    /// <summary>A keyword in one of the ways to write it.</summary>
    public string Call(Keyword keyword)
    {
        if (keyword.Parameters.Count == 0) return keyword.Key;
        var chosen = keyword.Parameters.Where(parameter => parameter.Required ? !Chance(mistakes / 2) : Chance(0.25)).ToList();
        if (chosen.Count == 0) return keyword.Key;
        if (chosen.Count == 1 && chosen[0] == keyword.Parameters[0] && Chance(0.6)) return $"{keyword.Key}: {Of(chosen[0])}";
        var parts = chosen.Select(parameter => $"{(Chance(mistakes / 4) ? parameter.Name.ToUpperInvariant() : parameter.Name)}: {Of(parameter)}").ToList();
        if (Chance(mistakes / 4)) parts.Add(parts[0]);
        return $"{keyword.Key}: {{ {string.Join(", ", parts)} }}";
    }

    /// <summary>Parameters behind those that are written already.</summary>
    public string Optional(Keyword keyword, string written) => string.Concat(keyword.Parameters
        .Where(parameter => !parameter.Required && !written.Contains(parameter.Name + ":", StringComparison.Ordinal) && Chance(0.4))
        .Select(parameter => $", {parameter.Name}: {(parameter.Kind == ParameterKind.Integer ? Math.Max(1, parameter.AtLeast ?? 1).ToString(CultureInfo.InvariantCulture) : Of(parameter))}"));

    /// <summary>What stands where it has no meaning.</summary>
    public string Noise() => Pick(
        "from: A", "dense: 3", "dence: 3", "standardise: true", "kernel: 3", "width", "''", "~", "[a]", "{ a: 1, b: 2 }", "<<: { a: 1 }", "1: 2", "layers: []",
        "vector: 3", "relu: 3", "? a", "\"\\u2028\": 1", "classify: M", "source: x", "- a");

    private bool Chance(double probability) => random.NextDouble() < probability;
}
