using System.Globalization;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>
/// Five modalities whose kinship is known: Ear and Eye show one hidden pair of numbers, Hand and Word another, Wind shows nothing. The class
/// needs both pairs.
/// </summary>
internal static class Views
{
    public const int Rows = 300;

    public const string Spec = """
        model: ViewNet   # Five views; this comment stays.

        modalities:
          Ear: { vector: 4, standardize: true }
          Eye: { image: 3, width: 2, channels: 1 }
          Hand: { series: 3, channels: 2, standardize: true }
          Wind: { vector: 5 }
          Word: { tokens: 4, vocabulary: 6 }

        encoders:
          EarNet: { from: Ear, layers: [dense: 6, relu] }
          EyeNet: { from: Eye, layers: [flatten, dense: 8, relu] }
          HandNet: { from: Hand, layers: [flatten, dense: 6, relu] }
          WindNet: { from: Wind, layers: [dense: 5, relu] }
          WordNet: { from: Word, layers: [embedding: 3, flatten, dense: 6, relu] }

        fusions:
          # All at once.
          Joint:
            concat: [EarNet, EyeNet, HandNet, WindNet, WordNet]
            layers:
              - dense: 12   # twelve
              - relu

        heads:
          Side: { classify: Joint, enum: Sides, classes: [LeftLow, LeftHigh, RightLow, RightHigh] }

        # The rest stays as it is.
        train: { epochs: 2, batchSize: 32, adam: 1e-2, threads: 1 }

        data:
          sources:
            Ear: { file: views.csv, columns: ear0..ear3 }
            Eye: { file: views.csv, columns: eye0..eye5 }
            Hand: { file: views.csv, columns: hand0..hand5 }
            Wind: { file: views.csv, columns: wind0..wind4 }
            Word: { file: views.csv, column: word }
            Side: { file: views.csv, column: side }
          split: { validation: 0.2, test: 0.3, seed: 4 }

        """;

    /// <summary>Writes <c>views.fusion.yaml</c> and <c>views.csv</c>; the path of the spec.</summary>
    public static string Write(Folder folder, string spec = Spec)
    {
        folder.Write("views.csv", Data());
        return folder.Write("views.fusion.yaml", spec);
    }

    private static string Data()
    {
        var random = new Random(11);
        List<string> lines =
        [
            "word,side," + string.Join(',', new[] { ("ear", 4), ("eye", 6), ("hand", 6), ("wind", 5) }
                .SelectMany(part => Enumerable.Range(0, part.Item2).Select(i => $"{part.Item1}{i}"))),
        ];
        for (var row = 0; row < Rows; row++)
        {
            double[] first = [Normal(), Normal()], second = [Normal(), Normal()];
            var word = string.Join(' ', Enumerable.Range(0, 4).Select(i => Math.Clamp((int)Math.Round(2.5 + second[0] + 0.4 * Normal()), 0, 5)));
            var side = (first[0] < 0 ? "Left" : "Right") + (second[0] < 0 ? "Low" : "High");
            lines.Add($"{word},{side}," + string.Join(',', new[] { Shown(first, 4, 0.3), Shown(first, 6, 0.4), Shown(second, 6, 0.4), Shown([], 5, 1) }
                .SelectMany(values => values).Select(value => value.ToString("0.000", CultureInfo.InvariantCulture))));
        }
        return string.Join('\n', lines) + "\n";

        // Numbers that mix the hidden ones, the same way in each row, with noise.
        double[] Shown(double[] hidden, int count, double noise) => [.. Enumerable.Range(0, count)
            .Select(i => hidden.Select((value, h) => value * Math.Cos(1.3 * i + 1.6 * h)).Sum() + noise * Normal())];

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
