using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private readonly Folder _folder = new();

    private CheckpointOptions All => new(_folder.In("all")) { Every = TimeSpan.Zero, Keep = int.MaxValue };

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Optimizers => ["adam", "adamW", "sgd"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void From_every_position_a_run_goes_on_to_the_same_bits(string optimizer)
    {
        var options = PausedRun.Options with
        {
            Epochs = 3,
            Optimizer = optimizer switch
            {
                "adam" => new AdamOptions(1e-2),
                "adamW" => new AdamWOptions(1e-2, WeightDecay: 0.1),
                _ => new SgdOptions(0.05, Momentum: 0.9, Nesterov: true),
            },
        };
        var whole = PausedRun.Of(options).Outcome;
        Assert.Equal(whole, PausedRun.Of(options with { Checkpoints = All }).Outcome);

        // 83 rows in batches of 16 are 6 steps; before the first, after each, and after each epoch.
        var files = Directory.GetFiles(All.Folder, "checkpoint-*");
        Assert.Equal(1 + 3 * (6 + 1), files.Length);
        var positions = new HashSet<(int, int)>();
        foreach (var file in files)
        {
            var checkpoint = Checkpoint.Open(file);
            positions.Add((checkpoint.Epochs, checkpoint.Batches));
            Assert.Equal(whole, PausedRun.Of(options, checkpoint).Outcome);
        }
        Assert.Equal(files.Length, positions.Count);
    }

    public static TheoryData<string, TrainingOptions> Schedules => new()
    {
        { "plateau", PausedRun.Options with { Schedule = new PlateauScheduleOptions(Factor: 0.5, Patience: 1, Threshold: 0.2) } },
        { "cosine behind a warm-up, clipped", PausedRun.Options with { Schedule = new CosineScheduleOptions(), Warmup = new WarmupOptions(Steps: 5), ClipNorm = 0.5 } },
        { "accumulated", PausedRun.Options with { Accumulate = 4, Schedule = new StepScheduleOptions(Every: 1, Factor: 0.5) } },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedules_clipping_and_accumulation_go_on_too(string what, TrainingOptions options)
    {
        var whole = PausedRun.Of(options with { Checkpoints = All }).Outcome;
        var files = Directory.GetFiles(All.Folder, "checkpoint-*");
        // Four batches and two are a step each.
        Assert.Equal(1 + 4 * ((options.Accumulate == 4 ? 1 : 6) + 1), files.Length);
        foreach (var file in files)
        {
            var again = PausedRun.Of(options, Checkpoint.Open(file)).Outcome;
            Assert.True(whole == again, $"{what}, from {Path.GetFileName(file)}: expected\n{whole}\nfound\n{again}");
        }
        // Only the cosine would have gone another way if it had known of more epochs.
        if (options.Schedule is not CosineScheduleOptions)
        {
            var extended = PausedRun.Of(options with { Epochs = 5 }, Checkpoint.Newest(All.Folder)).Outcome;
            Assert.Equal(PausedRun.Of(options with { Epochs = 5 }).Outcome, extended);
            return;
        }
        var longer = Assert.Throws<FusionException>(() => PausedRun.Of(options with { Epochs = 9 }, Checkpoint.Newest(All.Folder)));
        Assert.Contains("Epochs is 9, but the run", longer.Message);
    }

    [Theory]
    [InlineData(GradientSource.Generated)]
    [InlineData(GradientSource.Autograd)]
    public void Generated_steps_go_on_like_autograd(GradientSource gradients)
    {
        using var data = OtherNet.Dataset.From(Samples.Lots(50, 1).Select(sample => new OtherNet.Sample(sample.X[..5], sample.Where)));
        var options = OtherNet.Trainer.Defaults with { Epochs = 3, Gradients = gradients };
        (string Bits, string History) Run(TrainingOptions options, Checkpoint? resume)
        {
            using var model = new OtherNet(resume is null ? 1 : 2);
            var result = model.Fit(data, data, options, resume: resume);
            return (Close.Bits(model), PausedRun.History(result.Epochs));
        }
        var whole = Run(options with { Checkpoints = All }, null);
        var files = Directory.GetFiles(All.Folder, "checkpoint-*");
        Assert.Equal(1 + 3 * (4 + 1), files.Length);
        foreach (var file in files) Assert.Equal(whole, Run(options, Checkpoint.Open(file)));
    }

    [Fact]
    public void What_a_resumed_run_draws_is_what_the_other_would_have_drawn()
    {
        // After the run the generator is where dropout left it: the next numbers tell.
        using var train = PausedRun.Data(40, 1);
        float[] Next(Checkpoint? resume)
        {
            using var model = new PausedNet(3);
            manual_seed(5);
            model.Fit(train, train, PausedRun.Options with { Checkpoints = resume is null ? All : null }, resume: resume);
            using var numbers = rand(3);
            return numbers.data<float>().ToArray();
        }
        var expected = Next(null);
        foreach (var number in new[] { 1, 2, 5 }) Assert.Equal(expected, Next(Checkpoint.Open(Path.Combine(All.Folder, $"checkpoint-{number}.safetensors"))));
    }

    [Fact]
    public void Early_stopping_waits_as_long_as_it_would_have_waited()
    {
        using var train = Overfitter.Dataset.From(Samples.Lots(48, 1));
        using var validation = Overfitter.Dataset.From(Samples.Lots(200, 2));
        (TrainingResult Result, string Bits) Run(TrainingOptions options, Checkpoint? resume)
        {
            using var model = new Overfitter(3);
            var result = model.Fit(train, validation, options, resume: resume);
            return (result, Close.Bits(model));
        }
        var options = Overfitter.Trainer.Defaults;
        var (result, bits) = Run(options with { Checkpoints = All }, null);
        Assert.Equal(StopReason.NoImprovement, result.Stopped);

        var afterEpoch = Directory.GetFiles(All.Folder, "checkpoint-*").Select(Checkpoint.Open).Where(checkpoint => checkpoint.Batches == 0);
        foreach (var checkpoint in afterEpoch)
        {
            var (again, sameBits) = Run(options, checkpoint);
            Assert.Equal((result.BestEpoch, result.Stopped, result.Epochs.Count, bits), (again.BestEpoch, again.Stopped, again.Epochs.Count, sameBits));
            Assert.Equal(checkpoint.Epochs == result.Epochs.Count ? StopReason.NoImprovement : null, checkpoint.Finished);
        }
    }

    [Fact]
    public void Cancelling_leaves_a_checkpoint_to_go_on_from()
    {
        var options = PausedRun.Options with { Checkpoints = new(_folder.In("run")) { Every = TimeSpan.FromDays(1) } };
        var whole = PausedRun.Of(PausedRun.Options).Outcome;
        using var stop = new CancellationTokenSource();
        var stopped = PausedRun.Of(options, cancellation: stop.Token, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport { Epoch: 2 }) stop.Cancel();
        }));
        Assert.Equal((StopReason.Cancelled, 2), (stopped.Result.Stopped, stopped.Result.Epochs.Count));

        var checkpoint = Checkpoint.Newest(_folder.In("run"))!;
        Assert.Equal((2, 0, null), (checkpoint.Epochs, checkpoint.Batches, checkpoint.Finished));
        Assert.Equal(whole, PausedRun.Of(options, checkpoint).Outcome);
        Assert.Equal(StopReason.AllEpochs, Checkpoint.Newest(_folder.In("run"))!.Finished);
    }

    [Fact]
    public void The_listener_of_a_resumed_run_hears_of_the_epochs_that_are_over()
    {
        var whole = PausedRun.Of(PausedRun.Options with { Checkpoints = All });
        List<TrainingProgress> told = [];
        var checkpoint = Directory.GetFiles(All.Folder, "checkpoint-*").Select(Checkpoint.Open)
            .Single(checkpoint => checkpoint is { Epochs: 2, Batches: 4 });
        PausedRun.Of(PausedRun.Options, checkpoint, new Listener<TrainingProgress>(told.Add));

        var resumed = Assert.IsType<ResumeReport>(told[0]);
        Assert.Equal((3, 4, 4), (resumed.Epoch, resumed.Epochs, resumed.Batches));
        Assert.Equal(PausedRun.History(whole.Result.Epochs.Take(2)), PausedRun.History(resumed.Reports));
        Assert.Equal(whole.Result.Epochs.Take(2).Select(report => report.Elapsed), resumed.Reports.Select(report => report.Elapsed));
        Assert.Equal(PausedRun.History(whole.Result.Epochs.Skip(2)), PausedRun.History(told.OfType<EpochReport>()));
        // The batches that were learned before count.
        Assert.All(told.OfType<StepProgress>().Where(step => step.Epoch == 3), step => Assert.True(step.Samples > 4 * 16));
    }

    [Fact]
    public void A_finished_run_can_be_asked_again_and_be_made_longer()
    {
        var options = PausedRun.Options with { Checkpoints = new(_folder.In("run")) };
        var whole = PausedRun.Of(options).Outcome;
        var finished = Checkpoint.Newest(_folder.In("run"))!;
        Assert.Equal(StopReason.AllEpochs, finished.Finished);
        Assert.Equal(whole, PausedRun.Of(options, finished).Outcome);

        var longer = PausedRun.Of(options with { Epochs = 6 }, finished).Outcome;
        Assert.Equal(PausedRun.Of(PausedRun.Options with { Epochs = 6 }).Outcome, longer);
    }

    [Fact]
    public void Two_generations_stay_and_nothing_unfinished()
    {
        PausedRun.Of(PausedRun.Options with { Checkpoints = new(_folder.In("run")) { Every = TimeSpan.Zero } });
        Assert.Equal(
            [".lock", "checkpoint-28.safetensors", "checkpoint-29.safetensors"],
            Directory.GetFiles(_folder.In("run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Checkpoints_and_going_on_from_them_leave_no_tensor_behind()
    {
        using var data = PausedRun.Data(40, 1);
        using var model = new PausedNet(3);
        void Run(string name)
        {
            var options = PausedRun.Options with { Checkpoints = new(_folder.In(name)) { Every = TimeSpan.Zero } };
            model.Fit(data, data, options);
            model.Fit(data, data, options with { Epochs = 5 }, resume: Checkpoint.Newest(_folder.In(name)));
        }
        Run("a");
        var before = Tensor.TotalCount;
        Run("b");
        Assert.InRange(Tensor.TotalCount, 0, before);
    }
}
