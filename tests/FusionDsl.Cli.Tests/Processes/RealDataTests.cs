using System.Globalization;
using System.Text.Json;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Testing;

namespace FusionDsl.Cli.Tests.Processes;

/// <summary>
/// Specs as somebody would write them at first, on data that nobody made up; skipped where the data are not there. The bounds are what plain
/// models of scikit-learn reach on the same test rows (logistic regression, support vectors), less some luck: nothing here was tuned to them.
/// </summary>
public sealed class RealDataTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DataFact("wikipedia_imgtext")]
    public void Where_one_modality_dominates_fusion_does_not_hurt()
    {
        var data = SharedData.Folder("wikipedia_imgtext");
        Labels(Path.Combine(data, "labels.csv"), row => "C" + row["label"]);
        Numbered(Path.Combine(data, "view_image.csv"));
        Numbered(Path.Combine(data, "view_text.csv"));
        var spec = _folder.Write("wiki.fusion.yaml", """
            model: WikiNet
            modalities:
              Photo: { vector: 128, standardize: true }
              Words: { vector: 10, standardize: true }
            encoders:
              PhotoNet: { from: Photo, layers: [dense: 32, relu, dropout: 0.5] }
              WordsNet: { from: Words, layers: [dense: 32, relu] }
            fusions:
              Joint: { concat: [PhotoNet, WordsNet] }
            heads:
              Category: { classify: Joint, enum: Categories, classes: [C1, C2, C3, C4, C5, C6, C7, C8, C9, C10] }
            train: { epochs: 40, batchSize: 32, patience: 6, adam: 1e-3, threads: 1 }
            data:
              key: id
              sources:
                Photo: { file: view_image.csv, columns: f0..f127 }
                Words: { file: view_text.csv, columns: f0..f9 }
                Category: { file: labels.csv, column: label }
              split: { column: part }
            """);
        var means = Compare(spec, "Category", "Photo alone", "Words alone", "late", "decision weighted", "gated");
        Assert.InRange(means["Photo alone"], 0.2, 0.4);            // 26 and 30 % of the plain models
        Assert.InRange(means["Words alone"], 0.62, 0.8);           // 68 and 71 %
        foreach (var fused in new[] { "late", "decision weighted", "gated" }) Assert.InRange(means[fused], means["Words alone"] - 0.05, 0.8);

        // What both have in common is little, but no chance.
        var correlated = ToolRun.Of("correlate", spec, "--out", _folder.In("correlation"));
        Assert.True(correlated.Exit == 0, correlated.ToString());
        var pair = JsonDocument.Parse(File.ReadAllText(_folder.In("correlation", "correlation.json"))).RootElement.GetProperty("pairs")[0];
        Assert.InRange(pair.GetProperty("debiasedCka").GetDouble(), 0.005, 0.4);
    }

    [DataFact("basicmotions")]
    public void Two_series_of_a_wrist_tell_what_somebody_does()
    {
        var data = SharedData.Folder("basicmotions");
        Labels(Path.Combine(data, "labels.csv"), row => row["label"]);
        Numbered(Path.Combine(data, "view_accelerometer.csv"));
        Numbered(Path.Combine(data, "view_gyroscope.csv"));
        var spec = _folder.Write("motion.fusion.yaml", """
            model: MotionNet
            modalities:
              Acceleration: { series: 100, channels: 3, hertz: 10, standardize: true }
              Rotation: { series: 100, channels: 3, hertz: 10, standardize: true }
            fusions:
              Both: { concat: [Acceleration, Rotation] }
            encoders:
              Net: { from: Both, layers: [conv1d: { channels: 16, kernel: 7 }, relu, maxPool: 2, conv1d: { channels: 16, kernel: 5 }, relu, globalAvgPool] }
            heads:
              Doing: { classify: Net, enum: Doings, classes: [Standing, Running, Walking, Badminton] }
            train: { epochs: 60, batchSize: 8, patience: 0, adam: 1e-3, threads: 1 }
            data:
              key: id
              sources:
                Acceleration: { file: view_accelerometer.csv, columns: [ax0..ax99, ay0..ay99, az0..az99] }
                Rotation: { file: view_gyroscope.csv, columns: [gx0..gx99, gy0..gy99, gz0..gz99] }
                Doing: { file: labels.csv, column: label }
              split: { column: part }
            """);
        Assert.InRange(Train(spec, "Doing"), 0.85, 1);      // 95 % by support vectors on each series, 40 rows of test
    }

    [DataFact("avdigits")]
    public void A_spoken_and_a_written_digit_are_better_than_either_and_survive_without()
    {
        var data = SharedData.Folder("avdigits");
        var (sounds, images) = (File.ReadAllLines(Path.Combine(data, "audio_logmel20x20.csv")), File.ReadAllLines(Path.Combine(data, "image_8x8.csv")));
        var pairs = Table(Path.Combine(data, "pairs.csv"));
        Numbered(_folder.Write("sounds.csv", string.Join('\n', pairs.Select(row => sounds[1 + Number(row["audio_index"])]).Prepend(sounds[0]))));
        Numbered(_folder.Write("images.csv", string.Join('\n', pairs.Select(row => images[1 + Number(row["image_index"])]).Prepend(images[0]))));
        Labels(Path.Combine(data, "pairs.csv"), row => "D" + row["label"]);
        var spec = _folder.Write("digits.fusion.yaml", """
            model: DigitNet
            modalities:
              Sound: { vector: 400, standardize: true, optional: true }
              Picture: { image: 8, width: 8, channels: 1, minMax: true, optional: true }
            encoders:
              SoundNet: { from: Sound, layers: [dense: 64, relu, dropout: 0.3] }
              PictureNet: { from: Picture, layers: [conv2d: { channels: 16, kernel: 3 }, relu, maxPool: 2, flatten, dense: 64, relu] }
            fusions:
              Joint: { concat: [SoundNet, PictureNet], independent: true }
            heads:
              BySound: { classify: SoundNet, enum: Digits, classes: [D0, D1, D2, D3, D4, D5, D6, D7, D8, D9] }
              ByPicture: { classify: PictureNet, enum: Digits, classes: [D0, D1, D2, D3, D4, D5, D6, D7, D8, D9] }
              Digit: { classify: Joint, enum: Digits, classes: [D0, D1, D2, D3, D4, D5, D6, D7, D8, D9] }
            train: { epochs: 20, batchSize: 32, patience: 5, adam: 1e-3, threads: 1, modalityDropout: 0.2 }
            data:
              key: id
              sources:
                Sound: { file: sounds.csv, columns: f0..f399 }
                Picture: { file: images.csv, columns: f0..f63 }
                BySound: { file: labels.csv, column: label }
                ByPicture: { file: labels.csv, column: label }
                Digit: { file: labels.csv, column: label }
              split: { column: part }
            """);
        var run = _folder.In("run");
        Assert.InRange(Train(spec, "Digit", run), 0.95, 1);         // 98 % by logistic regression on both, 96 % on the picture alone
        foreach (var (missing, other) in new[] { ("Picture", "BySound"), ("Sound", "ByPicture") })
        {
            var file = _folder.In($"{missing}.json");
            var evaluated = ToolRun.Of("evaluate", run, "--drop", missing, "--json", file);
            Assert.True(evaluated.Exit == 0, evaluated.ToString());
            var broken = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("conditions")[1].GetProperty("scores");
            // What is left is worth no less in the fusion than by itself.
            Assert.True(Accuracy(broken, "Digit") > Accuracy(broken, other) - 0.05, File.ReadAllText(file));
            Assert.True(Accuracy(broken, other) > 0.5, File.ReadAllText(file));
        }
    }

    [DataFact("titanic_tabtext")]
    public void An_age_that_many_rows_lack_is_told_and_stood_in_for()
    {
        var rows = Table(Path.Combine(SharedData.Folder("titanic_tabtext"), "view_tabular.csv"));
        string[] numbers = ["Pclass", "SibSp", "Parch", "Fare"];
        Numbered(_folder.Write("people.csv", string.Join('\n', rows.Select(row => string.Join(',', numbers.Select(column => row[column]))
            + $",{(row["Sex"] == "male" ? 1 : 0)},{row["Age"]}").Prepend(string.Join(',', numbers) + ",male,Age"))));
        Labels(Path.Combine(SharedData.Folder("titanic_tabtext"), "labels.csv"), row => row["label"] == "1" ? "Survived" : "Lost");
        var spec = _folder.Write("titanic.fusion.yaml", """
            model: TitanicNet
            modalities:
              Ticket: { vector: 5, standardize: true }
              Age: { vector: 1, standardize: true, optional: true }
            fusions:
              Person: { concat: [Ticket, Age], layers: [dense: 16, relu] }
            heads:
              Fate: { classify: Person, enum: Fates, classes: [Lost, Survived] }
            train: { epochs: 40, batchSize: 32, patience: 8, adam: 3e-3, threads: 1 }
            data:
              key: id
              sources:
                Ticket: { file: people.csv, columns: [Pclass, SibSp, Parch, Fare, male] }
                Age: { file: people.csv, column: Age }
                Fate: { file: labels.csv, column: label }
              split: { column: part }
            """);
        var trained = ToolRun.Of("train", spec, "--out", _folder.In("run"));
        Assert.True(trained.Exit == 0, trained.ToString());
        Assert.Contains($"{rows.Count(row => row["Age"].Length == 0)} of 891 rows of people.csv have no 'Age'", trained.Out);
        Assert.InRange(Test(_folder.In("run"), "Fate"), 0.74, 0.9);      // 80 to 83 % are usual
    }

    private double Train(string spec, string head, string? run = null)
    {
        run ??= _folder.In("run");
        var trained = ToolRun.Of("train", spec, "--out", run);
        Assert.True(trained.Exit == 0, trained.ToString());
        return Test(run, head);
    }

    private static double Test(string run, string head) =>
        Accuracy(JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json"))).RootElement.GetProperty("test"), head);

    private static double Accuracy(JsonElement scores, string head) => scores.GetProperty(head).GetProperty("accuracy").GetDouble();

    // Mean accuracies over three seeds.
    private Dictionary<string, double> Compare(string spec, string head, params string[] variants)
    {
        var run = ToolRun.Of("compare", spec, "--only", string.Join(',', variants), "--seeds", "3", "--out", _folder.In("comparison"));
        Assert.True(run.Exit == 0, run.ToString());
        return JsonDocument.Parse(File.ReadAllText(_folder.In("comparison", "comparison.json"))).RootElement.GetProperty("variants").EnumerateObject()
            .ToDictionary(variant => variant.Name, variant => variant.Value.EnumerateArray().Average(seed => Accuracy(seed.GetProperty("conditions")[0].GetProperty("heads"), head)));
    }

    // labels.csv with a name for each class, and every fifth row of training for validation: the sets have none.
    private void Labels(string file, Func<Dictionary<string, string>, string> name)
    {
        var trained = 0;
        File.WriteAllLines(_folder.In("labels.csv"), Table(file).Select((row, i) =>
            $"{i},{name(row)},{(row["split"] == "test" ? "test" : ++trained % 5 == 0 ? "validation" : "train")}").Prepend("id,label,part"));
    }

    // The file with a number for each row: these sets pair rows by their place, which a spec never does.
    private void Numbered(string file) => File.WriteAllLines(
        _folder.In(Path.GetFileName(file)), File.ReadAllLines(file).Where(line => line.Length > 0).Select((line, i) => i == 0 ? "id," + line : $"{i - 1},{line}").ToList());

    private static List<Dictionary<string, string>> Table(string file)
    {
        var lines = File.ReadAllLines(file);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
