using FusionDsl.Data;
using FusionDsl.Models.Tests.Support;
using Attributed = FusionDsl.Models.Tests.Declared.Attributed;
using Written = FusionDsl.Models.Tests.Declared.Written;

namespace FusionDsl.Models.Tests.Data;

public sealed class FromFilesTests(FruitFiles files) : IClassFixture<FruitFiles>
{
    [Fact]
    public void Rows_of_several_files_are_joined_by_their_key_and_losses_are_told()
    {
        using var data = Attributed.FruitNet.Dataset.Load(files.Folder);
        using var expected = Attributed.FruitNet.Dataset.From(files.Fruits.Select(row => new Attributed.FruitNet.Sample(
            Measures: row.Measures, Words: row.Words, Kind: Enum.Parse<Attributed.Fruit>(row.Kind), Weight: row.Weight)));
        Assert.Equal(files.Fruits.Select(row => row.Id), data.Info.Names);
        Assert.Equal(Plain.One(expected.Measures), Plain.One(data.Measures));
        Assert.Equal(Plain.One(expected.Words), Plain.One(data.Words));
        Assert.Equal(Plain.One(expected.Labels.Kind), Plain.One(data.Labels.Kind));
        Assert.Equal(Plain.One(expected.Labels.Weight), Plain.One(data.Labels.Weight));
        Assert.Contains("1 of 49 ids", string.Join("\n", data.Info.Notes ?? []));
    }

    [Fact]
    public void The_declared_split_keeps_groups_together()
    {
        using var data = Attributed.FruitNet.Dataset.Load(files.Folder);
        using var split = data.Split();
        var tree = files.Fruits.ToDictionary(row => row.Id, row => row.Tree);
        string[][] groups = [.. new[] { split.Train, split.Validation, split.Test }.Select(part => part.Info.Names.Select(name => tree[name]).Distinct().ToArray())];
        Assert.Equal(8, groups.Sum(part => part.Length));
        Assert.Equal(8, groups.SelectMany(part => part).Distinct().Count());
        Assert.Equal(FruitFiles.Count, split.Train.Count + split.Validation.Count + split.Test.Count);
        Assert.Equal((24, 12, 12), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void A_split_can_be_a_column()
    {
        var plan = Attributed.FruitNet.Data with { Split = new SplitPlan(Column: "part") };
        using var rows = DataLoader.Load(plan, files.Folder);
        using var data = Attributed.FruitNet.Dataset.Adopt(rows);
        using var split = data.Split(plan.Split);
        Assert.All(split.Test.Info.Names, name => Assert.EndsWith("1", name));
        Assert.All(split.Validation.Info.Names, name => Assert.EndsWith("2", name));
        // f00 has no part and is left out.
        Assert.Equal(FruitFiles.Count - 1, split.Train.Count + split.Validation.Count + split.Test.Count);
    }

    [Fact]
    public void The_model_of_attributes_and_the_model_of_YAML_learn_the_same_bits()
    {
        using var attributed = Attributed.FruitNet.Dataset.Load(files.Folder).Split();
        using var written = Written.FruitNet.Dataset.Load(files.Folder).Split();
        using var one = new Attributed.FruitNet(3);
        using var other = new Written.FruitNet(3);
        Assert.Equal(Close.Bits(one), Close.Bits(other));
        Assert.Equal(Attributed.FruitNet.Trainer.Defaults, Written.FruitNet.Trainer.Defaults);
        Assert.Equal(Attributed.FruitNet.Summary.Table, Written.FruitNet.Summary.Table);
        Assert.Equal(Attributed.FruitNet.Summary.Mermaid, Written.FruitNet.Summary.Mermaid);

        var run = one.Fit(attributed.Train, attributed.Validation);
        var twin = other.Fit(written.Train, written.Validation);
        Assert.Equal(Close.Bits(one), Close.Bits(other));
        Assert.Equal(run.Epochs.Select(report => report.TrainLoss), twin.Epochs.Select(report => report.TrainLoss));
        Assert.Equal(one.Evaluate(attributed.Test).Loss, other.Evaluate(written.Test).Loss);
        Assert.Equal(Enum.GetNames<Attributed.Fruit>(), Enum.GetNames<Written.Fruit>());
    }

    [Fact]
    public void Training_from_mapped_files_gives_the_bits_of_training_from_memory()
    {
        var (bits, losses) = Run(new MemoryBudget(long.MaxValue), mapped: false);
        // Nothing fits, or the measures (576 bytes) alone.
        foreach (var budget in new[] { 0, 600 })
        {
            var folder = Directory.CreateTempSubdirectory("fusion-tables-").FullName;
            var (mappedBits, mappedLosses) = Run(new MemoryBudget(budget, folder), mapped: true);
            Assert.Equal(losses, mappedLosses);
            Assert.Equal(bits, mappedBits);
            // Deletes an empty folder only: nothing was left in it.
            Directory.Delete(folder);
        }

        (string Bits, double[] Losses) Run(MemoryBudget budget, bool mapped)
        {
            using var data = Attributed.FruitNet.Dataset.Load(files.Folder, memory: budget);
            Assert.Equal(mapped, data.Tables.AreMapped);
            using var parts = data.Split();
            using var model = new Attributed.FruitNet(3);
            var run = model.Fit(parts.Train, parts.Validation, Attributed.FruitNet.Trainer.Defaults with { Epochs = 3 });
            return (Close.Bits(model), [.. run.Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.Validation.Loss }), model.Evaluate(parts.Test).Loss]);
        }
    }

    [Fact]
    public void A_tool_trains_a_model_that_it_has_never_seen() => Assert.Equal(
        ByTool<Attributed.FruitNet, Attributed.FruitNet.Dataset>(), ByTool<Written.FruitNet, Written.FruitNet.Dataset>());

    private List<HeadPrediction> ByTool<TModel, TDataset>()
        where TModel : TorchSharp.torch.nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using var rows = DataLoader.Load(TModel.Data!, files.Folder);
        using var data = TModel.Adopt(rows);
        using var split = data.Split(TModel.Data!.Split);
        using var model = TModel.Create(3);
        model.Fit(split.Train, split.Validation, TModel.Defaults with { Epochs = 2 });
        var scores = model.Score(split.Test);
        Assert.Equal(["Kind", "Weight"], scores.Heads.Select(head => head.Head));

        using var unlabelled = DataLoader.Load(TModel.Data!.WithoutLabels(), files.Folder);
        Assert.False(unlabelled.Has("Kind"));
        var predictions = model.Predict(unlabelled);
        Assert.Equal(FruitFiles.Count, predictions.Count);
        Assert.All(predictions, heads =>
        {
            Assert.Equal(("Kind", "Weight"), (heads[0].Head, heads[1].Head));
            Assert.Equal(1, heads[0].Values.Sum(), 1e-5);
            Assert.Equal(heads[0].Values.Max(), heads[0].Confidence);
            Assert.Equal(TModel.Description.Heads[0].Classes[heads[0].Values.ToList().IndexOf(heads[0].Confidence)], heads[0].Class);
            Assert.Null(heads[1].Class);
            Assert.Single(heads[1].Values);
        });
        return [.. predictions.SelectMany(heads => heads).Select(head => head with { Values = [] })];
    }
}
