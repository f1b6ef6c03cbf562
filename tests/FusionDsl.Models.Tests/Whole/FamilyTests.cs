using System.Globalization;
using System.Runtime.CompilerServices;
using Families;
using FusionDsl.Data;
using TorchSharp;
using Side = Families.Side;

namespace FusionDsl.Models.Tests.Whole;

/// <summary>
/// The examples of each family of fusion, specs/families, as attributed classes. It is known how their data were made, so each model is held
/// against Bayes' rule on the very rows of its test: nobody can do better but by luck.
/// </summary>
public sealed class FamilyTests
{
    // Where a model and the rule disagree, either is right by chance. Of 3,000 rows a good model disagrees in some 60.
    private const double Luck = 0.01, Learned = 0.015;

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "specs", "families"));

    [Fact]
    public void The_data_have_the_structure_that_is_said()
    {
        AssertNear(Best.Left, Right(row => Sensors(row).Left));
        AssertNear(Best.Right, Right(row => Sensors(row).Right));
        AssertNear(Best.BothSensors, Right(row => Sensors(row).Left + Sensors(row).Right));
        AssertNear(Best.SensorsWithGaps, Right(row => (HasLeft(row) ? Sensors(row).Left : 0) + Sensors(row).Right));
        AssertNear(Best.Pair, Forward(Pair));
        AssertNear(Best.Strain, Forward(Strain));
        AssertNear(Best.AllSignals, Forward(row => Pair(row) + Strain(row)));
        // Neither signal says anything alone.
        AssertNear(0.5, Forward(row => Seen(row, "vibration", "v", 0, 1)));
        AssertNear(0.5, Forward(row => Seen(row, "current", "c", 12, 3)));
    }

    [Fact]
    public void Early_fusion_finds_what_only_both_signals_know() =>
        Check<EarlyNet, EarlyNet.Dataset>(("Turning", Forward(Pair)));

    [Fact]
    public void Early_fusion_of_principal_axes_and_a_code_loses_little() =>
        Check<CompressedNet, CompressedNet.Dataset>(("Turning", Forward(row => Pair(row) + Strain(row))));

    [Fact]
    public void Late_fusion_gains_what_two_independent_sensors_can_give()
    {
        var test = Check<LateNet, LateNet.Dataset>(("Where", Right(row => Sensors(row).Left + Sensors(row).Right)));
        Assert.True(test["Where"] > Best.Left + 0.03, $"{test["Where"]} of both, {Best.Left} of the better one");
    }

    [Fact]
    public void A_robust_late_fusion_does_without_what_is_missing() => Check<RobustNet, RobustNet.Dataset>(
        ("Where", Right(row => (HasLeft(row) ? Sensors(row).Left : 0) + Sensors(row).Right)),
        ("ByRight", Right(row => Sensors(row).Right)));

    [Fact]
    public void A_robust_late_fusion_survives_the_loss_of_a_sensor()
    {
        using var rows = DataLoader.Load(RobustNet.Data!, Folder);
        using var data = RobustNet.Dataset.Adopt(rows);
        using var parts = data.Split();
        using var model = new RobustNet(seed: 1);
        model.Fit(parts.Train, parts.Validation);
        using var broken = parts.Test.Without("Left");
        Assert.InRange(model.Evaluate(broken).Where.Accuracy, Right(row => Sensors(row).Right) - Learned, 1);
        using var other = parts.Test.Without("Right");
        // Three rows in ten have nothing then, and one in two of them is right.
        Assert.InRange(model.Evaluate(other).Where.Accuracy, (0.7 * Best.Left) + (0.3 * 0.5) - 0.03, 1);
    }

    [Fact]
    public void Intermediate_fusion_takes_the_pair_first_and_gains_the_third() => Check<IntermediateNet, IntermediateNet.Dataset>(
        ("Turning", Forward(row => Pair(row) + Strain(row))), ("ByPair", Forward(Pair)));

    [Fact]
    public void Classifiers_with_labels_of_their_own_merge_to_what_both_sensors_know() => Check<ClassifiersNet, ClassifiersNet.Dataset>(
        ("Where", Right(row => Sensors(row).Left + Sensors(row).Right)), ("Pooled", Right(row => Sensors(row).Left + Sensors(row).Right)),
        ("ByRight", Right(row => Sensors(row).Right)));

    private static Dictionary<string, double> Check<TModel, TDataset>(params (string Head, double Best)[] heads)
        where TModel : torch.nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using var rows = DataLoader.Load(TModel.Data!, Folder);
        using var data = TModel.Adopt(rows);
        using var parts = data.Split(TModel.Data!.Split);
        Assert.Equal((3000, 1000, 3000), (parts.Train.Count, parts.Validation.Count, parts.Test.Count));
        using var model = TModel.Create(seed: 1);
        model.Fit(parts.Train, parts.Validation);
        var reached = model.Score(parts.Test).Heads.ToDictionary(score => score.Head, score => score.Metrics["accuracy"]);
        foreach (var (head, best) in heads)
            Assert.True(reached[head] > best - Learned && reached[head] < best + Luck, $"{head}: {reached[head]:F4}, Bayes' rule {best:F4}");
        return reached;
    }

    private static void AssertNear(double expected, double found)
    {
        var four = 4 * Math.Sqrt(expected * (1 - expected) / 3000);
        Assert.True(Math.Abs(found - expected) < four, $"expected {expected:F4} ± {four:F4}, found {found:F4}");
    }

    // Log odds of Right and of Forward, by the densities that make.cs draws from.
    private static (double Left, double Right) Sensors(Dictionary<string, string> row)
    {
        double Value(string column, double offset, double unit) => (Number(row, column) - offset) / unit;
        return (
            2 * 1.0 * ((2 / 3.0 * Value("l0", 100, 5)) - (2 / 3.0 * Value("l1", 100, 5)) + (1 / 3.0 * Value("l2", 100, 5))),
            2 * 0.75 * ((0.6 * Value("r0", -3, 0.25)) + (0.8 * Value("r1", -3, 0.25))));
    }

    private static double Pair(Dictionary<string, string> row) =>
        2 * Math.Atanh(Math.Tanh(1.75 * Seen(row, "vibration", "v", 0, 1)) * Math.Tanh(1.75 * Seen(row, "current", "c", 12, 3)) * (1 - 1e-15));

    private static double Strain(Dictionary<string, string> row) =>
        2 * ((0.6 * (Number(row, "force") - 40) / 8) + (0.8 * (Number(row, "torque") - 5) / 2));

    // A signal's length along one period of a sine.
    private static double Seen(Dictionary<string, string> row, string table, string column, double offset, double unit)
    {
        var points = table == "vibration" ? 40 : 10;
        return Enumerable.Range(0, points).Sum(i =>
            (Number(row, $"{column}{i}") - offset) / unit * Math.Sin(2 * Math.PI * (i + 0.5) / points) * Math.Sqrt(2.0 / points));
    }

    private static bool HasLeft(Dictionary<string, string> row) => WithLeft.Value.Contains(row["id"]);

    private static double Right(Func<Dictionary<string, string>, double> odds) => Share(SensorRows.Value, row => odds(row) > 0 == (row["side"] == nameof(Side.Right)));

    private static double Forward(Func<Dictionary<string, string>, double> odds) => Share(SignalRows.Value, row => odds(row) > 0 == (row["turn"] == nameof(Turn.Forward)));

    private static double Share(List<Dictionary<string, string>> rows, Func<Dictionary<string, string>, bool> isRight) => (double)rows.Count(isRight) / rows.Count;

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static readonly Lazy<List<Dictionary<string, string>>> SensorRows = new(() => Test("sides", "left", "right"));

    private static readonly Lazy<List<Dictionary<string, string>>> SignalRows = new(() => Test("turns", "vibration", "current", "strain"));

    private static readonly Lazy<HashSet<string>> WithLeft = new(() => [.. Table("left-with-gaps").Select(row => row["id"])]);

    // The rows of the test, joined by place: every table but the one with gaps has them all in the same order.
    private static List<Dictionary<string, string>> Test(params string[] tables)
    {
        var all = tables.Select(Table).ToList();
        Assert.All(all, table => Assert.Equal(all[0].Select(row => row["id"]), table.Select(row => row["id"])));
        return [.. Enumerable.Range(0, all[0].Count)
            .Select(i => all.SelectMany(table => table[i]).DistinctBy(cell => cell.Key).ToDictionary()).Where(row => row["part"] == "test")];
    }

    private static List<Dictionary<string, string>> Table(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "data", name + ".csv"));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
