using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Stages;

/// <summary>Who learns in a stage, by which losses, and what the next one begins with.</summary>
public sealed class StageTests
{
    public static TheoryData<GradientSource> Sources => [GradientSource.Generated, GradientSource.Autograd];

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_is_frozen_stays_bit_for_bit_and_the_rest_moves(GradientSource gradients)
    {
        var run = StagedRun.Of(StagedRun.Options with { Gradients = gradients });
        Assert.Equal(["branches", "fusion", "all"], run.Epochs.Select(epoch => epoch.Report.Stage!).Distinct());
        foreach (var (stage, frozen) in new[]
        {
            ("branches", new[] { "Joint", "Where" }), ("fusion", ["NearNet", "FarNet", "NearAlone", "FarAlone"]), ("all", []),
        })
        {
            var (before, after) = (run.Before(stage), run.Epochs.Last(epoch => epoch.Report.Stage == stage).State);
            foreach (var (name, bits) in before)
            {
                var moves = !frozen.Contains(name.Split('.')[0]) && !name.StartsWith("Near.");
                Assert.True(bits != after[name] == moves, $"{name} in stage {stage}: {(moves ? "did not move" : "moved")}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_stage_begins_with_the_best_weights_of_the_one_before(GradientSource gradients)
    {
        var run = StagedRun.Of(StagedRun.Options with
        {
            Gradients = gradients,
            // So fast that the first epoch is better than the later ones.
            Stages = [.. StagedRun.Options.Stages.Select(stage => stage.Name == "branches" ? stage with { LearningRate = 1, Epochs = 9, Patience = 3 } : stage)],
        });
        var first = run.Epochs.Where(epoch => epoch.Report.Stage == "branches").ToList();
        var best = first.Last(epoch => epoch.Report.IsBest);
        Assert.Equal(best.Report.Epoch + 3, first.Count);
        Assert.InRange(first.Count, 4, 8);
        Assert.Equal(first.Min(epoch => epoch.Report.Validation.Loss), best.Report.Validation.Loss);
        // The branches are frozen in the second stage: what they are there is what it began with.
        var second = run.Epochs.First(epoch => epoch.Report.Stage == "fusion");
        foreach (var (name, bits) in best.State.Where(pair => pair.Key.StartsWith("NearNet") || pair.Key.StartsWith("FarNet"))) Assert.Equal(bits, second.State[name]);
        Assert.NotEqual(first[^1].State["NearNet.0.weight"], second.State["NearNet.0.weight"]);
        // Epochs are counted on, and how many there are at most is known anew when a stage ends early.
        Assert.Equal(Enumerable.Range(1, run.Epochs.Count), run.Epochs.Select(epoch => epoch.Report.Epoch));
        Assert.Equal(9 + 2 + 3, first[0].Report.Epochs);
        Assert.All(run.Epochs.Skip(first.Count), epoch => Assert.Equal(run.Epochs.Count, epoch.Report.Epochs));
    }

    [Fact]
    public void The_model_ends_with_the_best_weights_of_the_last_stage()
    {
        var run = StagedRun.Of(StagedRun.Options);
        var best = run.Epochs.Where(epoch => epoch.Report.Stage == "all").MinBy(epoch => epoch.Report.Validation.Loss)!;
        Assert.Equal(best.Report.Epoch, run.Result.BestEpoch);
        Assert.Equal(best.State, run.State);
    }

    [Fact]
    public void The_loss_of_a_stage_is_that_of_its_heads()
    {
        foreach (var (report, _) in StagedRun.Of(StagedRun.Options).Epochs)
        {
            var scores = (StagedNet.Scores)report.Validation;
            var expected = report.Stage switch
            {
                "branches" => 0.5 * scores.NearAlone.Loss + 0.3 * scores.FarAlone.Loss,
                "fusion" => scores.Where.Loss,
                _ => 0.5 * scores.NearAlone.Loss + 0.3 * scores.FarAlone.Loss + scores.Where.Loss,
            };
            Assert.Equal(expected, report.Validation.Loss, 1e-12);
            Assert.Equal(report.Stage == "all" ? 1e-3 : 1e-2, report.LearningRate);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void One_stage_of_everything_is_training_without_stages(GradientSource gradients)
    {
        var options = StagedRun.Options with { Gradients = gradients, Epochs = 3, Patience = 0 };
        var all = options.Stages[^1] with { Epochs = null, LearningRate = null, Patience = null };
        var (staged, plain) = (StagedRun.Of(options with { Stages = [all] }), StagedRun.Of(options with { Stages = [] }));
        Assert.Equal(plain.State, staged.State);
        Assert.Equal(plain.Epochs.Select(epoch => epoch.Report.TrainLoss), staged.Epochs.Select(epoch => epoch.Report.TrainLoss));
        Assert.All(plain.Epochs, epoch => Assert.Null(epoch.Report.Stage));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_node_learns_at_its_own_rate(GradientSource gradients)
    {
        // One step of plain gradient descent: the change is rate · gradient.
        var options = StagedRun.Options with { Gradients = gradients, Stages = [], Epochs = 1, BatchSize = 60, Optimizer = new SgdOptions(0.1) };
        var (with, without) = (StagedRun.Of(options), StagedRun.Of(options with { LearningRates = [] }));
        foreach (var (node, factor) in new[] { ("NearNet.0.weight", 0.5), ("FarNet.0.weight", 1), ("Where.0.weight", 2) })
        {
            float[] before = Numbers(with.First[node]), own = Numbers(with.State[node]), alike = Numbers(without.State[node]);
            for (var i = 0; i < before.Length; i++) Assert.Equal(factor * (alike[i] - before[i]), own[i] - before[i], 1e-6);
        }
        static float[] Numbers(string bits) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Convert.FromHexString(bits)).ToArray();
    }

    [Fact]
    public void Every_stage_runs_its_schedule_anew()
    {
        using var data = StagedRun.Series(40, 1);
        using var model = new StagedSeriesNet(1);
        var reports = model.Fit(data, data, StagedSeriesNet.Trainer.Defaults with { Epochs = 3 }).Epochs;
        Assert.Equal(9, reports.Count);
        // 5 steps an epoch, one of them to warm up: a cosine over 14.
        foreach (var stage in reports.GroupBy(report => report.Stage))
            foreach (var (report, i) in stage.Select((report, i) => (report, i)))
                Assert.Equal(1e-2 * (1 + Math.Cos(Math.PI * (5 * (i + 1) - 2) / 14.0)) / 2, report.LearningRate, 1e-9);
    }

    public static TheoryData<TrainingStage, string> Mistakes => new()
    {
        { new("s", ["NearNte"], ["Where"]), "Train of the stage 's' names 'NearNte', which the model does not have. Did you mean 'NearNet'?" },
        { new("s", ["NearNet"], ["Joint"]), "Losses of the stage 's' names 'Joint', which the model does not have." },
        { new("s", ["NearNet"], []), "the stage 's' has no losses" },
        { new("s", ["NearNet"], ["Where"]) { Epochs = 0 }, "Stage 's': Training: Epochs is 0; expected at least 1" },
        { new("s", ["NearNet"], ["Where"]) { LearningRate = -1 }, "LearningRate is -1; expected a number greater than 0" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_stage_is_named(TrainingStage stage, string message)
    {
        using var data = StagedRun.Data(20, 1);
        using var model = new StagedNet(1);
        var mistake = Assert.Throws<FusionException>(() => model.Fit(data, data, StagedRun.Options with { Stages = [stage] }));
        Assert.Contains(message, mistake.Message);
    }

    [Fact]
    public void A_model_without_stages_takes_none()
    {
        using var data = PausedNetData();
        using var model = new Overfitter(1);
        var mistake = Assert.Throws<FusionException>(() => model.Fit(data, data, Overfitter.Trainer.Defaults with { Stages = [new("s", [], [])] }));
        Assert.Contains("Stages is given, but the model was declared without", mistake.Message);

        static Overfitter.Dataset PausedNetData() => Overfitter.Dataset.From(Samples.Lots(20, 1));
    }
}
