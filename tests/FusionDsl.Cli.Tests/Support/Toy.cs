using System.Globalization;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>A small model with a token sequence, four numbers, a classifier and a regression, and the data for it.</summary>
internal static class Toy
{
    public const string Spec = """
        # A toy; the comments stay.
        model: ToyNet
        namespace: Toys

        modalities:
          Words: { tokens: 6, vocabulary: 8 }
          Numbers: { vector: 4, standardize: true }   # x0 to x3

        encoders:
          WordCnn:
            from: Words
            layers:
              - embedding: 4
              - conv1d: { channels: 4, kernel: 3 }
              - relu
              - flatten
              - dense: 8
          NumberMlp:
            from: Numbers
            layers: [dense: 8, relu]

        fusions:
          Joint: { concat: [WordCnn, NumberMlp] }

        heads:
          Level: { classify: Joint, enum: Levels, classes: [Low, Mid, High] }
          Size: { regress: Joint }

        train: { epochs: 3, batchSize: 32, adam: 5e-3 }

        data:
          key: id
          sources:
            Words: { file: rows.csv, column: words }
            Numbers: { file: rows.csv, columns: x0..x3 }
            Level: { file: rows.csv, column: level }
            Size: { file: rows.csv, column: size }
          split: { column: part }

        """;

    /// <summary>The same with what remembers something between two steps, and without anything that another run would measure anew.</summary>
    public static readonly string WithDropout = Spec
        .Replace("      - conv1d: { channels: 4, kernel: 3 }\n      - relu\n", "")
        .Replace("layers: [dense: 8, relu]", "layers: [dense: 8, batchNorm, relu, dropout: 0.2]")
        .Replace("adam: 5e-3 }", "adam: 5e-3, seed: 5, threads: 1 }");

    public const int Rows = 200, LeftOut = 8;

    /// <summary>Writes <c>toy.fusion.yaml</c> and <c>rows.csv</c>; the path of the spec.</summary>
    public static string Write(Folder folder, string spec = Spec)
    {
        folder.Write("rows.csv", Data());
        return folder.Write("toy.fusion.yaml", spec);
    }

    // The class shifts numbers and words alike, so that a few epochs learn it.
    private static string Data()
    {
        var random = new Random(5);
        string[] classes = ["Low", "Mid", "High"];
        var lines = new List<string> { "id,x0,x1,x2,x3,level,size,words,part" };
        for (var row = 0; row < Rows; row++)
        {
            var level = random.Next(3);
            var numbers = Enumerable.Range(0, 4)
                .Select(_ => (level + 0.5 * random.NextDouble()).ToString("0.000", CultureInfo.InvariantCulture));
            var words = string.Join(' ', Enumerable.Range(0, 6).Select(_ => 2 * level + random.Next(3)));
            var part = row < LeftOut ? "" : (row % 5) switch { 3 => "validation", 4 => "test", _ => "train" };
            lines.Add($"r{row},{string.Join(',', numbers)},{classes[level]},{level * 2},{words},{part}");
        }
        return string.Join('\n', lines) + "\n";
    }
}
