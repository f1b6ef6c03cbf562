using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>A loss that is not finite names the first node at which that began, and does no harm to the weights.</summary>
public sealed class DivergenceTests
{
    private const int Count = 50, Poisoned = 37;
    private static readonly TrainingOptions Options = Fragile.Trainer.Defaults;

    public static TheoryData<GradientSource> Sources => [GradientSource.Generated, GradientSource.Autograd];

    [Theory]
    [InlineData(float.NaN, GradientSource.Generated)]
    [InlineData(float.NaN, GradientSource.Autograd)]
    [InlineData(float.NegativeInfinity, GradientSource.Generated)]
    [InlineData(float.NegativeInfinity, GradientSource.Autograd)]
    public void A_bad_value_in_the_data_names_modality_and_sample(float bad, GradientSource source)
    {
        using var train = Data(far: bad);
        using var model = new Fragile(1);
        var before = Close.Bits(model);
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, Options with { Gradients = source }));
        Assert.Equal((1, StepOf(Poisoned, epoch: 1)), (error.Epoch, error.Step));
        Assert.Equal(("Far", NonFinitePart.Input, $"{Poisoned}"), (error.Node, error.Cause!.Part, error.Cause.Sample));
        Assert.Contains($"It began at 'Far': a value of the sample '{Poisoned}' is", error.Message);
        Assert.Equal(before, Close.Bits(model));
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_bad_target_names_head_and_sample(GradientSource source)
    {
        using var train = Data(target: float.NaN);
        using var model = new Fragile(1);
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, Options with { Gradients = source }));
        Assert.Equal(("HowFar", NonFinitePart.Labels, $"{Poisoned}"), (error.Node, error.Cause!.Part, error.Cause.Sample));
        Assert.Equal(StepOf(Poisoned, epoch: 1), error.Step);
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_learning_rate_that_throws_the_weights_out_of_range_names_the_first_node_of_them(GradientSource source)
    {
        using var train = Data();
        using var model = new Fragile(1);
        var before = Close.Bits(model);
        var options = Options with { Gradients = source, Optimizer = new SgdOptions(1e39) };
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, options));
        Assert.Equal((1, 2), (error.Epoch, error.Step));
        Assert.Equal(("FarNet", NonFinitePart.Weights), (error.Node, error.Cause!.Part));
        Assert.Contains("learning rate", error.Message);
        Assert.Equal(before, Close.Bits(model));
    }

    [Theory, MemberData(nameof(Sources))]
    public void A_learning_rate_that_is_far_too_high_names_the_node_whose_output_or_loss_overflows(GradientSource source)
    {
        using var train = Data();
        using var model = new Fragile(1);
        var options = Options with { Gradients = source, Optimizer = new SgdOptions(1e18) };
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, options));
        Assert.True(error.Step >= 2, $"step {error.Step}");
        Assert.Contains(error.Cause!.Part, new[] { NonFinitePart.Output, NonFinitePart.Loss });
        Assert.Contains(error.Node, new[] { "FarNet", "HowFar", "Where" });
        Assert.True(error.Cause.Largest > 1e5, $"{error.Cause.Largest}");
    }

    [Theory, MemberData(nameof(Sources))]
    public void An_overflow_inside_an_encoder_names_the_encoder_and_none_behind_it(GradientSource source)
    {
        using var train = Data();
        using var model = new Fragile(1);
        using (no_grad())
            foreach (var (_, parameter) in model.Parts.FarNet.named_parameters()) parameter.mul_(1e25f);
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, Options with { Gradients = source }));
        Assert.Equal((1, 1, "FarNet", NonFinitePart.Output), (error.Epoch, error.Step, error.Node, error.Cause!.Part));
    }

    [Fact]
    public void A_failure_in_a_later_epoch_leaves_the_best_weights_so_far()
    {
        using var train = Data();
        using var model = new Fragile(1);
        List<EpochReport> reports = [];
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, train, Options, new Listener<TrainingProgress>(progress =>
        {
            if (progress is not EpochReport report) return;
            reports.Add(report);
            if (report.Epoch < 2) return;
            using var noGrad = no_grad();
            model.state_dict()["NearNet.0.weight"].fill_(float.NaN);
        })));
        Assert.Equal((3, 1), (error.Epoch, error.Step));
        Assert.Equal(("NearNet", "0.weight"), (error.Node, error.Cause!.Weight));
        Assert.Equal(reports.Min(report => report.Validation.Loss), model.Evaluate(train).Loss);
    }

    [Fact]
    public void Bad_data_for_validation_name_modality_and_sample()
    {
        using Fragile.Dataset train = Data(), validation = Data(far: float.NaN);
        using var model = new Fragile(1);
        var error = Assert.Throws<DivergedException>(() => model.Fit(train, validation, Options));
        Assert.Equal((1, null, "Far", $"{Poisoned}"), (error.Epoch, error.Step, error.Node, error.Cause!.Sample));
        Assert.Contains("The validation loss is NaN after epoch 1. It began at 'Far'", error.Message);
    }

    [Fact]
    public void Samples_of_a_split_keep_their_names()
    {
        using var data = Data(far: float.NaN);
        using var split = data.Split(validation: 0.3, test: 0, seed: 3);
        using var model = new Fragile(1);
        var error = Assert.Throws<DivergedException>(() => model.Fit(split.Train, split.Validation, Options));
        Assert.Equal($"{Poisoned}", error.Cause!.Sample);
    }

    [Fact]
    public void A_single_step_fails_before_the_weights_move()
    {
        using var train = Data(far: float.NaN);
        using var model = new Fragile(1);
        using var trainer = new Fragile.Trainer(model, train);
        using var batches = new Fragile.Loader(train, Count);
        var before = model.named_parameters().Select(named => Plain.One(named.parameter)).ToList();
        foreach (var batch in batches.InOrder())
        {
            var error = Assert.Throws<DivergedException>(() => trainer.Step(batch));
            Assert.Equal((0, 1, "Far", Poisoned), (error.Epoch, error.Step, error.Node, error.Cause!.Row));
            Assert.Contains("in step 1. It began at 'Far'", error.Message);
        }
        Assert.Equal(before, model.named_parameters().Select(named => Plain.One(named.parameter)));
    }

    [Fact]
    public void Where_everything_is_finite_nothing_is_found_and_no_tensor_is_left()
    {
        using var train = Data();
        using var model = new Fragile(1);
        Assert.Null(model.FindNonFinite(train));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Null(model.FindNonFinite(train, batchSize: 7));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(model.training);
    }

    // The step in which an epoch comes to a sample.
    private static int StepOf(int sample, int epoch)
    {
        using var data = Data();
        using var batches = new Fragile.Loader(data, Options.BatchSize);
        var step = 0;
        foreach (var batch in batches.Shuffled(Options.Seed, epoch))
        {
            step++;
            if (Plain.One(batch.Labels.HowFar).Any(target => target == sample)) return step;
        }
        throw new InvalidOperationException($"There is no sample {sample}.");
    }

    // The target is the sample's number, unless it is the bad thing.
    private static Fragile.Dataset Data(float far = 0, float target = Poisoned)
    {
        var random = new Random(4);
        return Fragile.Dataset.From(Enumerable.Range(0, Count).Select(i => new Fragile.Sample(
            Near: Samples.Vector(random, 3), Far: i == Poisoned ? new[] { (float)random.NextDouble(), far } : Samples.Vector(random, 2),
            Where: (Side)random.Next(2), HowFar: i == Poisoned ? target : i)));
    }
}
