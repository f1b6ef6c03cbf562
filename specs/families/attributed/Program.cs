using System.Globalization;
using Families;
using FusionDsl.Data;
using FusionDsl.Models;
using TorchSharp;

// Trains the attributed twins of the specs one folder up and prints what they reach beside what can be reached at all:
// dotnet run -c Release [seeds [folder of data/]]
var seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
var folder = args.Length > 1 ? args[1] : AppContext.BaseDirectory;

Console.WriteLine("model            head      test accuracy    best");
Show<EarlyNet, EarlyNet.Dataset>(("Turning", Best.Pair));
Show<CompressedNet, CompressedNet.Dataset>(("Turning", Best.AllSignals));
Show<LateNet, LateNet.Dataset>(("Where", Best.BothSensors));
Show<RobustNet, RobustNet.Dataset>(("Where", Best.SensorsWithGaps), ("ByRight", Best.Right));
Show<IntermediateNet, IntermediateNet.Dataset>(("Turning", Best.AllSignals), ("ByPair", Best.Pair));
Show<ClassifiersNet, ClassifiersNet.Dataset>(("Where", Best.BothSensors), ("Pooled", Best.BothSensors), ("ByRight", Best.Right));

void Show<TModel, TDataset>(params (string Head, double Best)[] heads)
    where TModel : torch.nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
{
    var plan = TModel.Data!;
    using var rows = DataLoader.Load(plan, folder);
    using var data = TModel.Adopt(rows);
    using var parts = data.Split(plan.Split);
    var reached = heads.Select(_ => new List<double>()).ToList();
    for (var seed = 1; seed <= seeds; seed++)
    {
        using var model = TModel.Create(seed);
        model.Fit(parts.Train, parts.Validation, TModel.Defaults with { Seed = (ulong)seed });
        var scores = model.Score(parts.Test).Heads;
        for (var i = 0; i < heads.Length; i++) reached[i].Add(scores.Single(score => score.Head == heads[i].Head).Metrics["accuracy"]);
    }
    foreach (var (head, accuracies) in heads.Zip(reached))
    {
        var mean = accuracies.Average();
        var deviation = seeds < 2 ? 0 : Math.Sqrt(accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / (seeds - 1));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{typeof(TModel).Name,-16} {head.Head,-8} {100 * mean,7:F1} ± {deviation * 100:F1} {100 * head.Best,10:F1}"));
    }
}
