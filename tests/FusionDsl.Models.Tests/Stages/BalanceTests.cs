using FusionDsl.Models.Tests.Checkpoints;
using FusionDsl.Models.Tests.Data;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Declared.Attributed;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Stages;

public sealed class BalanceTests(FruitFiles files) : IClassFixture<FruitFiles>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_branch_that_overfits_comes_to_weigh_less_than_one_that_generalises()
    {
        using var train = Blended(120, 1);
        using var validation = Blended(400, 2);
        using var model = new BlendedNet(1);
        var reports = model.Fit(train, validation).Epochs;
        Assert.Equal(12, reports.Count);
        Assert.All(reports, report => Assert.Equal(2, report.HeadWeights!.Values.Sum(), 1e-9));
        Assert.All(reports.Take(4), report => Assert.Equal([("ByNoise", 0.5), ("ByTelling", 0.5), ("Where", 1)], report.HeadWeights!.Select(head => (head.Key, head.Value))));
        Assert.All(reports.Skip(4), report => Assert.True(report.HeadWeights!["ByTelling"] > 10 * report.HeadWeights["ByNoise"],
            $"epoch {report.Epoch}: {string.Join(", ", report.HeadWeights!)}"));
        // What the heads weigh is no matter of validation: its loss stays comparable.
        Assert.All(reports, report =>
        {
            var scores = (BlendedNet.Scores)report.Validation;
            Assert.Equal(0.5 * scores.ByNoise.Loss + 0.5 * scores.ByTelling.Loss + scores.Where.Loss, report.Validation.Loss, 1e-12);
        });
    }

    [Theory]
    [InlineData(GradientSource.Generated)]
    [InlineData(GradientSource.Autograd)]
    public void The_branch_that_is_surest_learns_more_slowly(GradientSource gradients)
    {
        using var scope = NewDisposeScope();
        using var data = Branches(16, 1);
        var options = ThreeBranches.Trainer.Defaults with { Epochs = 1, Gradients = gradients, Optimizer = new SgdOptions(1) };
        var (start, with) = Run(options);
        var (_, without) = Run(options with { OgmGe = null });

        // By hand, from the weights before the step; the dropout of a branch is on.
        using var model = Model();
        var s = new[] { "ByA", "ByB", "ByC" }.Select(_ => 0.0).ToArray();
        manual_seed((long)options.Seed);
        model.train();
        foreach (var batch in new ThreeBranches.Loader(data, 16).Shuffled(options.Seed, 1))
        {
            var output = model.call(batch);
            s = [Confidence(output.ByA.Tensor, batch.Labels.ByA), Confidence(output.ByB.Tensor, batch.Labels.ByB), Confidence(output.ByC.Tensor, batch.Labels.ByC)];
        }
        var factors = s.Select(own => own / ((s.Sum() - own) / 2)).Select(ratio => ratio > 1 ? 1 - Math.Tanh(0.5 * ratio) : 1).ToArray();
        Assert.Contains(factors, factor => factor < 1);
        foreach (var (name, before) in start.Where(pair => pair.Key.EndsWith("weight") || pair.Key.EndsWith("bias")))
        {
            var branch = name.Split('.')[0] switch { "NetA" => 0, "NetB" => 1, "NetC" or "FirstC" => 2, _ => -1 };
            var factor = branch < 0 ? 1 : factors[branch];
            for (var i = 0; i < before.Length; i++)
                Assert.True(Math.Abs(factor * (without[name][i] - before[i]) - (with[name][i] - before[i])) < 2e-6, $"{name}[{i}] of factor {factor}");
        }

        (Dictionary<string, float[]> Before, Dictionary<string, float[]> After) Run(TrainingOptions options)
        {
            using var model = Model();
            var before = Numbers(model);
            model.Fit(data, data, options);
            return (before, Numbers(model));
        }

        static double Confidence(Tensor logits, Tensor labels) => logits.softmax(1).gather(1, labels.unsqueeze(1)).sum().ToDouble();
    }

    [Fact]
    public void Heads_may_read_the_same_labels()
    {
        using var data = BalancedFruitNet.Dataset.Load(files.Folder);
        Assert.Equal(Plain.One(data.Labels.Kind), Plain.One(data.Labels.KindByMeasures));
        Assert.Equal(Plain.One(data.Labels.Kind), Plain.One(data.Labels.KindByWords));
        Assert.Equal(files.Fruits.Select(row => (double)(int)Enum.Parse<Fruit>(row.Kind)), Plain.One(data.Labels.Kind));
    }

    [Fact]
    public void A_run_that_blends_and_modulates_with_noise_goes_on_to_the_same_bits()
    {
        using var data = BalancedFruitNet.Dataset.Load(files.Folder).Split();
        (string, string) Run(CheckpointOptions? checkpoints, Checkpoint? resume)
        {
            using var model = new BalancedFruitNet(resume is null ? 1 : 2);
            if (resume is not null) manual_seed(99);
            var result = model.Fit(data.Train, data.Validation, BalancedFruitNet.Trainer.Defaults with { Checkpoints = checkpoints }, resume: resume);
            return (PausedRun.History(result.Epochs), Close.Bits(model));
        }
        var whole = Run(new(_folder.In("all")) { Every = TimeSpan.Zero, Keep = int.MaxValue }, null);
        Assert.Equal(whole, Run(null, null));
        var files_ = Directory.GetFiles(_folder.In("all"), "checkpoint-*");
        Assert.True(files_.Length > 4 * 3);
        foreach (var file in files_) Assert.Equal(whole, Run(null, Checkpoint.Open(file)));
    }

    [Fact]
    public void A_model_that_was_declared_without_takes_neither()
    {
        using var data = Overfitter.Dataset.From(Samples.Lots(20, 1));
        using var model = new Overfitter(1);
        var defaults = Overfitter.Trainer.Defaults;
        Assert.Contains("GradientBlending is given", Assert.Throws<FusionException>(() => model.Fit(data, data, defaults with { GradientBlending = new(2) })).Message);
        Assert.Contains("OgmGe is given", Assert.Throws<FusionException>(() => model.Fit(data, data, defaults with { OgmGe = new(0.3, false) })).Message);
    }

    private static ThreeBranches Model() => Given.Stirred(new ThreeBranches(1), seed: 5);

    private static Dictionary<string, float[]> Numbers(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return module.named_parameters().ToDictionary(named => named.name, named => named.parameter.detach().clone().data<float>().ToArray());
    }

    private static ThreeBranches.Dataset Branches(int count, int seed)
    {
        var random = new Random(seed);
        return ThreeBranches.Dataset.From(Enumerable.Range(0, count).Select(_ =>
        {
            var side = (Side)random.Next(2);
            return new ThreeBranches.Sample(Samples.Vector(random, 4), Samples.Vector(random, 3), Samples.Vector(random, 2), side, side, side, side);
        }).ToList());
    }

    private static BlendedNet.Dataset Blended(int count, int seed)
    {
        var random = new Random(seed);
        return BlendedNet.Dataset.From(Enumerable.Range(0, count).Select(_ =>
        {
            var side = random.Next(2);
            return new BlendedNet.Sample(
                Telling: Samples.Vector(random, 3).Select(value => value + side).ToArray(), Noise: Samples.Vector(random, 40),
                ByTelling: (Side)side, ByNoise: (Side)side, Where: (Side)side);
        }).ToList());
    }
}
