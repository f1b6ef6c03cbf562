using FusionDsl.Testing;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator.Tests;

/// <summary>Two mistakes in parts of a model that do not read each other get both messages, and nothing that follows from them.</summary>
public class SeveralMistakesTests
{
    private const string Sound =
        """
        model: Net
        modalities:
          A: { vector: 3 }
          B: { series: 40, channels: 2, hertz: 100 }
          C: { tokens: 8, vocabulary: 9 }
          D: { vector: 5, standardize: true }
        encoders:
          Ea: { from: A, layers: [dense: 4, relu] }
          Eb: { from: B, layers: [conv1d: { channels: 3, kernel: 5 }, elu, flatten] }
          Ec: { from: C, layers: [embedding: 7, flatten] }
          Ed: { from: D, layers: [dense: 6, dropout: 0.5] }
        heads:
          Ha: { regress: Ea, targets: 2 }
          Hb: { classify: Eb, enum: Kind, classes: [X, Y] }
          Hc: { regress: Ec }
          Hd: { regress: Ed, weight: 0.3 }
        train: { epochs: 3, adam: 1e-3 }
        data:
          key: id
          sources:
            A: { file: a.csv, columns: a1..a3 }
            B: { file: b.parquet, columns: b }
            C: { file: c.csv, columns: c }
            D: { file: d.csv, columns: d1..d5 }
            Ha: { file: a.csv, columns: h1..h2 }
            Hb: { file: a.csv, column: k }
            Hc: { file: a.csv, column: l }
            Hd: { file: a.csv, column: m }
        """;

    /// <summary>A list for each part of the model: what is written, and what stands there by mistake.</summary>
    private static readonly (string Right, string Wrong)[][] Mistakes =
    [
        [
            ("vector: 3 }", "vectr: 3 }"), ("vector: 3 }", "vector: 0 }"), ("vector: 3 }", "vector: x }"), ("from: A", "from: Az"), ("dense: 4", "dense: 0"), ("dense: 4", "dese: 4"),
            ("dense: 4", "dense:4"), ("  Ea: { from", "  ea: { from"), ("regress: Ea", "regress: Ha"), ("targets: 2", "targets: 0"), ("a1..a3", "a3..a1"), ("a1..a3", "a1..a9"), ("A: { vector: 3 }", "A: 3"),
            ("{ from: A, layers: [dense: 4, relu] }", "{ layers: [dense: 4, relu] }"), ("dense: 4, relu", "dense: 4, flatten, conv1d: { channels: 2, kernel: 1 }"),
        ],
        [
            ("hertz", "hz"), ("kernel: 5", "kernel: 50"), ("kernel: 5", "kernal: 5"), (", elu, flatten", ", elu"), ("[X, Y]", "[X]"), ("[X, Y]", "[X, X, Y]"), ("[X, Y]", "[X, 'y z']"), ("classes:", "clases:"),
            ("series: 40", "series: 40, resample: 100"), ("enum: Kind, ", ""),
        ],
        [
            ("embedding: 7", "embedding: 0"), ("from: C", "from: [C]"), (", layers: [embedding: 7, flatten]", ""), ("vocabulary: 9", "vocabulary: 1"), ("regress: Ec", "regresss: Ec"), ("embedding: 7, flatten", "dense: 3"),
            ("C: { tokens: 8, vocabulary: 9 }", "C: { tokens: 8 }"), ("    C: { file", "    Cc: { file"),
        ],
        [
            ("dropout: 0.5", "dropout: 1.5"), ("dense: 6", "dense: -6"), ("weight: 0.3", "weight: -0.3"), ("standardize: true", "standardize: yes"), ("standardize: true", "standardise: true"), ("d1..d5", "d1..d4"),
        ],
        [("epochs: 3", "epochs: 0"), ("epochs: 3", "epohcs: 3"), ("adam: 1e-3", "adam: 0"), ("adam: 1e-3", "adam: 1e-3, sgd: 1e-3"), ("key: id", "kez: id")],
    ];

    [Fact]
    public void The_model_is_sound() => DiagnosticAssert.None(Generation.Quick(Generation.Spec(Sound)));

    [Fact]
    public void Two_mistakes_in_different_parts_are_both_told_and_nothing_else()
    {
        var alone = Mistakes.Select(part => part.Select(mistake => (Mistake: mistake, Said: Said(mistake))).ToList()).ToList();
        Assert.All(alone.SelectMany(part => part), one => Assert.True(one.Said.Count == 1, $"{one.Mistake}: {string.Join("\n", one.Said)}"));
        var differences = new List<string>();
        for (var i = 0; i < alone.Count; i++)
            for (var j = i + 1; j < alone.Count; j++)
                foreach (var one in alone[i])
                    foreach (var other in alone[j])
                    {
                        var said = Said(one.Mistake, other.Mistake);
                        if (!said.SequenceEqual(one.Said.Concat(other.Said).Order(StringComparer.Ordinal)))
                            differences.Add($"{one.Mistake.Wrong} and {other.Mistake.Wrong}:\n  {string.Join("\n  ", said)}");
                    }
        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join("\n", differences.Take(40))}");
    }

    // The message without its place: a mistake above moves what is below. What a node could be called instead depends on all of them.
    private static IReadOnlyList<string> Said(params (string Right, string Wrong)[] mistakes)
    {
        var text = mistakes.Aggregate(Sound, (spec, mistake) => Once(spec, mistake.Right, mistake.Wrong));
        return [.. Generation.Quick(Generation.Spec(text)).Diagnostics.Select(diagnostic => $"{diagnostic.Id} {Generation.Message(diagnostic).Split(" Expected one of")[0]}").Order(StringComparer.Ordinal)];
    }

    private static string Once(string text, string right, string wrong)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{right}' is not there.");
        return string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length));
    }
}
