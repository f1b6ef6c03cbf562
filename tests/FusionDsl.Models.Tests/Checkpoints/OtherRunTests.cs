using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>A checkpoint goes with one model, one set of options and one set of data; with others it says what differs and changes nothing.</summary>
public sealed class OtherRunTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Checkpoint _checkpoint;

    public OtherRunTests()
    {
        PausedRun.Of(PausedRun.Options with { Checkpoints = new(_folder.In("run")) { Every = TimeSpan.Zero, Keep = 1000 } });
        _checkpoint = Checkpoint.Open(_folder.In("run/checkpoint-12.safetensors"));
        Assert.Equal((1, 4), (_checkpoint.Epochs, _checkpoint.Batches));
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, TrainingOptions, string> Options => new()
    {
        { "seed", PausedRun.Options with { Seed = 8 }, "Seed was 7, now it is 8" },
        { "batch size", PausedRun.Options with { BatchSize = 8 }, "BatchSize was 16, now it is 8" },
        { "patience", PausedRun.Options with { Patience = 3 }, "Patience was 0, now it is 3" },
        { "rate", PausedRun.Options with { Optimizer = new AdamOptions(0.02) }, "Optimizer.LearningRate was 0.01, now it is 0.02" },
        { "optimizer", PausedRun.Options with { Optimizer = new SgdOptions(0.01) }, "Optimizer was AdamOptions, now it is SgdOptions" },
        { "epochs", PausedRun.Options with { Epochs = 1 }, "Epochs is 1, but the run" },
        { "threads", PausedRun.Options with { Threads = 2 }, "was trained with 1 thread; the options ask for 2" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Other_options_are_told(string what, TrainingOptions options, string expected)
    {
        var message = Assert.Throws<FusionException>(() => PausedRun.Of(options, _checkpoint)).Message;
        Assert.True(message.Contains(expected, StringComparison.Ordinal), $"{what}: {message}");
    }

    [Fact]
    public void Other_data_are_told_by_node_and_part()
    {
        using var train = PausedRun.Data(83, 1);
        using var validation = PausedRun.Data(40, 2);
        string Message(PausedNet.Dataset train, PausedNet.Dataset validation)
        {
            using var model = new PausedNet(1);
            var before = Close.Bits(model);
            var message = Assert.Throws<FusionException>(() => model.Fit(train, validation, PausedRun.Options, resume: _checkpoint)).Message;
            // The preparation is fitted when the trainer is made; all else is as it was.
            Assert.Equal(Without(before, "Reading."), Without(Close.Bits(model), "Reading."));
            return message;
        }

        using var fewer = PausedRun.Data(82, 1);
        Assert.Contains("Words (training), [83, 6]", Message(fewer, validation));
        using var other = PausedRun.Data(40, 3);
        Assert.Contains("Reading (validation)", Message(train, other));
        Assert.DoesNotContain("(training)", Message(train, other));

        // One number of one label.
        using var changed = PausedRun.Data(83, 1);
        using (TorchSharp.torch.no_grad()) changed.Labels.HowFar[82, 1] = TorchSharp.torch.tensor(7f);
        var differing = Message(changed, validation);
        Assert.Contains("HowFar (training)", differing);
        Assert.DoesNotContain("Words", differing);

        // A permutation of the same rows is another order of learning.
        using var split = validation.Split(validation: 0.5, test: 0, seed: 1);
        Assert.Contains("learned from other data", Message(train, split.Train));

        static string Without(string bits, string start) => string.Join('\n', bits.Split('\n').Where(line => !line.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_model_is_told()
    {
        using var data = Reading();
        using var model = new OtherNet(1);
        var message = Assert.Throws<FusionException>(() => model.Fit(data, data, OtherNet.Trainer.Defaults, resume: _checkpoint)).Message;
        Assert.Contains("are of another model", message);
        Assert.Contains("missing in the file: 'Where.0.weight' [2, 12]", message);
    }

    [Fact]
    public void A_model_of_the_same_shapes_that_does_something_else_is_told()
    {
        using var data = Reading();
        using var model = new OtherNet(1);
        model.Fit(data, data, OtherNet.Trainer.Defaults with { Checkpoints = new(_folder.In("other")) });
        using var less = Less();
        using var other = new OtherNetWithLessDropout(1);
        var resume = Checkpoint.Newest(_folder.In("other"))!;
        var message = Assert.Throws<FusionException>(() => other.Fit(less, less, OtherNetWithLessDropout.Trainer.Defaults with { Epochs = 9 }, resume: resume)).Message;
        Assert.Contains("is of another model. It has", message);
        Assert.Contains("Dropout(0.3)", message);
        Assert.Contains("Dropout(0.1)", message);
    }

    private static OtherNet.Dataset Reading() =>
        OtherNet.Dataset.From(Samples.Lots(30, 1).Select(sample => new OtherNet.Sample(sample.X[..5], sample.Where)));

    private static OtherNetWithLessDropout.Dataset Less() =>
        OtherNetWithLessDropout.Dataset.From(Samples.Lots(30, 1).Select(sample => new OtherNetWithLessDropout.Sample(sample.X[..5], sample.Where)));
}
