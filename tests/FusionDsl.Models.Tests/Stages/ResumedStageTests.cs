using FusionDsl.Models.Tests.Checkpoints;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Stages;

/// <summary>A run of several stages that was interrupted in any of them, or between two, goes on to the same bits.</summary>
public sealed class ResumedStageTests : IDisposable
{
    private readonly Folder _folder = new();

    private CheckpointOptions All => new(_folder.In("all")) { Every = TimeSpan.Zero, Keep = int.MaxValue };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(GradientSource.Generated)]
    [InlineData(GradientSource.Autograd)]
    public void From_every_position_a_run_of_stages_goes_on_to_the_same_bits(GradientSource gradients)
    {
        var options = StagedRun.Options with
        {
            Gradients = gradients,
            // The first stage ends early: how long the others are is not known from the number of epochs.
            Stages = [.. StagedRun.Options.Stages.Select(stage => stage.Name == "branches" ? stage with { LearningRate = 1, Epochs = 9, Patience = 2 } : stage)],
        };
        var whole = Outcome(StagedRun.Of(options with { Checkpoints = All }));
        Assert.Equal(whole, Outcome(StagedRun.Of(options)));
        var files = Directory.GetFiles(All.Folder, "checkpoint-*");
        Assert.InRange(files.Length, 1 + 8 * 5, 1 + 13 * 5);
        var stages = new HashSet<int>();
        foreach (var checkpoint in files.Select(Checkpoint.Open))
        {
            var again = StagedRun.Of(options, checkpoint);
            Assert.True(whole == Outcome(again), $"From epoch {checkpoint.Epochs}, batch {checkpoint.Batches}: expected\n{whole}\nfound\n{Outcome(again)}");
            stages.Add(again.Epochs.Count == 0 ? -1 : again.Result.Epochs.Count(epoch => epoch.Stage == again.Epochs[0].Report.Stage));
            Assert.Equal(checkpoint.Epochs == again.Result.Epochs.Count ? StopReason.AllEpochs : null, checkpoint.Finished);
        }
        Assert.True(stages.Count >= 3);
    }

    [Fact]
    public void A_model_that_trains_by_autograd_goes_on_too()
    {
        using var data = StagedRun.Series(24, 1);
        using var validation = StagedRun.Series(12, 2);
        var options = StagedSeriesNet.Trainer.Defaults;
        (string, string) Run(TrainingOptions options, Checkpoint? resume)
        {
            using var model = new StagedSeriesNet(resume is null ? 1 : 2);
            var result = model.Fit(data, validation, options, resume: resume);
            return (PausedRun.History(result.Epochs), Close.Bits(model));
        }
        var whole = Run(options with { Checkpoints = All }, null);
        foreach (var file in Directory.GetFiles(All.Folder, "checkpoint-*")) Assert.Equal(whole, Run(options, Checkpoint.Open(file)));
        var longer = Assert.Throws<FusionException>(() => Run(options with { Epochs = 9, Schedule = null }, Checkpoint.Newest(All.Folder)));
        Assert.Contains("Schedule", longer.Message);
    }

    [Fact]
    public void The_epochs_of_stages_cannot_grow()
    {
        StagedRun.Of(StagedRun.Options with { Checkpoints = All });
        var longer = Assert.Throws<FusionException>(() => StagedRun.Of(StagedRun.Options with { Epochs = 99 }, Checkpoint.Newest(All.Folder)));
        Assert.Contains("Epochs is 99, but the run", longer.Message);
        Assert.Contains("in each of its stages", longer.Message);
    }

    [Fact]
    public void Cancelling_between_two_stages_leaves_a_checkpoint_to_go_on_from()
    {
        var options = StagedRun.Options with { Checkpoints = new(_folder.In("run")) { Every = TimeSpan.FromDays(1) } };
        using var train = StagedRun.Data(60, 1);
        using var validation = StagedRun.Data(40, 2);
        string Run(TrainingOptions options, Checkpoint? resume, int stopAfter)
        {
            using var stop = new CancellationTokenSource();
            using var model = new StagedNet(resume is null ? 3 : 4);
            var result = model.Fit(train, validation, options, new Listener<TrainingProgress>(progress =>
            {
                if (progress is EpochReport report && report.Epoch == stopAfter) stop.Cancel();
            }), stop.Token, resume);
            if (stopAfter > 0) Assert.Equal((StopReason.Cancelled, stopAfter), (result.Stopped, result.Epochs.Count));
            return PausedRun.History(result.Epochs) + result.BestEpoch + Close.Bits(model);
        }
        var whole = Run(StagedRun.Options, null, stopAfter: 0);
        Run(options, null, stopAfter: 3);
        Assert.Equal(3, Checkpoint.Newest(_folder.In("run"))!.Epochs);
        Run(options, Checkpoint.Newest(_folder.In("run")), stopAfter: 4);
        Assert.Equal(whole, Run(options, Checkpoint.Newest(_folder.In("run")), stopAfter: 0));
    }

    private static string Outcome(StagedRun run) =>
        $"{PausedRun.History(run.Result.Epochs)}\nbest {run.Result.BestEpoch}, {run.Result.Stopped}\n" + string.Join('\n', run.State.Select(pair => $"{pair.Key} {pair.Value}"));
}
