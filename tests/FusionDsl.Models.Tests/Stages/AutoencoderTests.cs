using FusionDsl.Models.Tests.Checkpoints;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Stages;

public sealed class AutoencoderTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_linear_one_comes_to_the_error_of_the_principal_components()
    {
        // Numbers in a space of 3 of 8 dimensions, shifted, with a little noise around it.
        var random = new Random(4);
        var axes = Enumerable.Range(0, 3).Select(k => Samples.Vector(random, 8).Select(value => (3 - k) * value).ToArray()).ToArray();
        var rows = Enumerable.Range(0, 512).Select(_ =>
        {
            var (place, noise) = (Samples.Vector(random, 3), Samples.Vector(random, 8));
            return Enumerable.Range(0, 8).Select(i => 0.5f * i + Enumerable.Range(0, 3).Sum(k => place[k] * axes[k][i]) + 0.2f * noise[i]).ToArray();
        }).ToArray();
        using var data = LinearAutoencoder.Dataset.From(rows.Select(row => new LinearAutoencoder.Sample(row, Y: 0)));
        using var model = new LinearAutoencoder(1);
        var options = LinearAutoencoder.Trainer.Defaults;
        var result = model.Fit(data, data, options with
        {
            Schedule = new CosineScheduleOptions(),
            Stages = [options.Stages[0] with { Epochs = 600, LearningRate = 0.02 }, options.Stages[1] with { Epochs = 1 }],
        });

        using var scope = NewDisposeScope();
        var x = tensor(rows.SelectMany(row => row).ToArray(), [512, 8]).to(ScalarType.Float64);
        var centred = x - x.mean([0L], keepdim: true);
        var (_, singular, _) = linalg.svd(centred, fullMatrices: false);
        var expected = singular[TensorIndex.Slice(3)].pow(2).sum().ToDouble() / (512 * 8);
        var error = result.Epochs.Where(epoch => epoch.Stage == "Few").Min(epoch => epoch.Validation.Loss);
        Assert.InRange(error, expected * 0.999, expected * 1.01);
        // What the part says is what the report said.
        var features = model.Parts.Few.call(new(tensor(rows.SelectMany(row => row).ToArray(), [512, 8])));
        var off = (model.Parts.Few.Reconstruct(features).Tensor.to(ScalarType.Float64) - x).pow(2).mean().ToDouble();
        Assert.Equal(error, off, 1e-5);
    }

    [Theory]
    [InlineData(GradientSource.Generated)]
    [InlineData(GradientSource.Autograd)]
    public void A_frozen_one_learns_in_its_own_stage_alone(GradientSource gradients)
    {
        var states = new List<(string Stage, Dictionary<string, string> Bits)>();
        using var train = Data(60, 1);
        using var model = new FrozenAutoencoder(1);
        var first = Bits(model);
        model.Fit(train, train, FrozenAutoencoder.Trainer.Defaults with { Gradients = gradients }, new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport report) states.Add((report.Stage!, Bits(model)));
        }));
        Assert.Equal(["Few", "all"], states.Select(state => state.Stage).Distinct());
        var (own, after) = (states.Last(state => state.Stage == "Few").Bits, states[^1].Bits);
        foreach (var name in first.Keys.Where(name => !name.StartsWith("X.")))
        {
            var isOwn = name.StartsWith("Few.");
            Assert.True(first[name] != own[name] == isOwn, $"{name} in its own stage");
            // BatchNorms of the autoencoder keep their statistics too.
            Assert.True(states.First(state => state.Stage == "all").Bits[name] != after[name] == !isOwn, $"{name} in the stage of the rest");
        }
    }

    [Fact]
    public void A_fine_tuned_one_goes_on_but_its_decoder_does_not()
    {
        var states = new Dictionary<string, Dictionary<string, string>>();
        using var data = Three(24, 1);
        using var model = new FineTunedAutoencoders(1);
        var result = model.Fit(data, data, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport report) states[report.Stage!] = Bits(model);
        }));
        Assert.Equal(["BothCode", "PictureCode", "SignalCode", "heads", "fine"], result.Epochs.Select(epoch => epoch.Stage!).Distinct());
        foreach (var name in states["heads"].Keys.Where(name => name.Contains("Code.") && (name.EndsWith("weight") || name.EndsWith("bias"))))
        {
            var goesOn = !name.Contains(".decoder.") && !name.StartsWith("Both");
            Assert.True(states["heads"][name] != states["fine"][name] == goesOn, name);
            Assert.Equal(states["SignalCode"][name], states["heads"][name]);
        }
    }

    [Fact]
    public void Noise_is_added_to_what_is_read_and_not_to_what_is_to_come_out()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Stirred(new FrozenAutoencoder(1), seed: 2);
        model.eval();
        var x = Given.Numbers(3, 40, 6);
        // Of the same random numbers: the deviation of each feature over the batch, times 0.5.
        manual_seed(11);
        var error = model.Parts.Few.ReconstructionError(new(x), noise: 0.5);
        manual_seed(11);
        var noisy = x + randn_like(x) * x.std([0L], unbiased: false, keepdim: true) * 0.5;
        var expected = (model.Parts.Few.Reconstruct(model.Parts.Few.call(new(noisy))).Tensor - x).pow(2).mean();
        Assert.Equal(expected.ToSingle(), error.ToSingle(), 1e-6f);

        error.backward();
        var own = model.Parts.Few.named_parameters().ToDictionary(named => named.name, named => named.parameter.grad!.clone());
        foreach (var (_, parameter) in model.named_parameters()) parameter.grad = null;
        expected.backward();
        foreach (var (name, parameter) in model.Parts.Few.named_parameters()) Close.Equal(parameter.grad!, own[name]);
        // And without noise it is what it says it is.
        Assert.Equal(
            (model.Parts.Few.Reconstruct(model.Parts.Few.call(new(x))).Tensor - x).pow(2).mean().ToSingle(), model.Parts.Few.ReconstructionError(new(x)).ToSingle(), 1e-6f);
    }

    [Fact]
    public void The_mirror_has_the_layers_and_shapes_of_the_encoder_in_reverse()
    {
        var table = FineTunedAutoencoders.Summary.Table;
        Assert.Equal(
            [
                "Dense(5)", "Unflatten", "Upsample", "LayerNorm", "Gelu", "ConvTranspose1d(6, kernel: 2, dilation: 2)", "Upsample", "BatchNorm", "Relu",
                "ConvTranspose1d(2, kernel: 4, stride: 2, padding: 1)",
            ],
            Decoder("SignalCode"));
        Assert.Equal(
            ["Dense(6)", "Silu", "Dense(17)", "Unflatten", "Upsample", "BatchNorm", "Relu", "ConvTranspose2d(4, kernel: 2, padding: 1)", "Elu", "ConvTranspose2d(3, kernel: 3, stride: 2)"],
            Decoder("PictureCode"));
        Assert.Equal(["Dense(7)", "LeakyRelu(0.01)", "Softmax", "Dense(9)"], Decoder("BothCode"));

        IEnumerable<string> Decoder(string node) => table.Split('\n').SkipWhile(line => !line.StartsWith(node)).Skip(1).TakeWhile(line => line.StartsWith(' '))
            .Select(line => line.Trim()).Where(line => line.StartsWith("decoder.")).Select(line => line[(line.IndexOf(' ') + 1)..].Split("  ")[0].Split(" [")[0].Trim());
    }

    [Fact]
    public void A_run_goes_on_within_and_between_the_stages_of_autoencoders()
    {
        using var train = Data(40, 1);
        using var validation = Data(20, 2);
        (string, string) Run(CheckpointOptions? checkpoints, Checkpoint? resume)
        {
            using var model = new FrozenAutoencoder(resume is null ? 1 : 2);
            if (resume is not null) manual_seed(99);
            var result = model.Fit(train, validation, FrozenAutoencoder.Trainer.Defaults with { Checkpoints = checkpoints }, resume: resume);
            return (PausedRun.History(result.Epochs), Close.Bits(model));
        }
        var whole = Run(new(_folder.In("all")) { Every = TimeSpan.Zero, Keep = int.MaxValue }, null);
        Assert.Equal(whole, Run(null, null));
        var files = Directory.GetFiles(_folder.In("all"), "checkpoint-*");
        // 40 rows in batches of 16 are 3 steps; before the first, after each, and after each of 3 + 2 epochs.
        Assert.Equal(1 + 5 * 4, files.Length);
        foreach (var file in files) Assert.Equal(whole, Run(null, Checkpoint.Open(file)));
    }

    [Fact]
    public void A_saved_one_reconstructs_as_before()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Stirred(new FineTunedAutoencoders(1), seed: 2);
        model.Save(_folder.In("model.safetensors"));
        using var again = FineTunedAutoencoders.Load(_folder.In("model.safetensors"));
        model.eval();
        again.eval();
        var signal = new Features<FineTunedAutoencoders.Signal>(Given.Numbers(3, 5, 2, 19));
        Close.Equal(
            model.Parts.SignalCode.Reconstruct(model.Parts.SignalCode.call(signal)).Tensor, again.Parts.SignalCode.Reconstruct(again.Parts.SignalCode.call(signal)).Tensor, 0);
    }

    [Fact]
    public void What_is_absent_is_not_to_be_reconstructed()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Stirred(new AbsentAutoencoder(1), seed: 2);
        var x = Given.Numbers(3, 12, 6);
        foreach (var there in new[] { 12, 7, 4, 1, 0 })
            foreach (var isTraining in new[] { true, false })
            {
                // Of too few a BatchNorm takes others along, which do not count.
                if (isTraining && there is > 0 and < 3) continue;
                model.train(isTraining);
                var mask = tensor(Enumerable.Range(0, 12).Select(i => i < there).ToArray());
                var error = model.Parts.Few.ReconstructionError(new(x) { Present = mask });
                if (there == 0)
                {
                    Assert.Equal(0, error.ToSingle());
                    error.backward();
                    continue;
                }
                var expected = model.Parts.Few.ReconstructionError(new(x[TensorIndex.Slice(0, there)]));
                Assert.Equal(expected.ToSingle(), error.ToSingle(), 1e-5f);
            }
    }

    [Fact]
    public void A_stand_in_learns_in_the_stages_of_those_who_learn_by_it()
    {
        var stages = AbsentAutoencoder.Trainer.Defaults.Stages;
        Assert.Equal(["Few", "branch", "fusion"], stages.Select(stage => stage.Name));
        Assert.Equal("Few", stages[0].Reconstructs);
        Assert.Equal(["ZNet", "ByZ"], stages[1].Train);
        // The autoencoder is frozen and only hands it on; the independent fusion does not.
        Assert.Equal(["X", "ByFew", "Joint", "Where"], stages[2].Train);
        Assert.Equal(["ByFew", "Where"], stages[2].Losses);
    }

    [Fact]
    public void Learning_to_reconstruct_helps()
    {
        using var data = Data(200, 5);
        using var model = new FrozenAutoencoder(1);
        var options = FrozenAutoencoder.Trainer.Defaults;
        var result = model.Fit(data, data, options with { Stages = [options.Stages[0] with { Epochs = 40, Patience = 0 }, options.Stages[1]] });
        var errors = result.Epochs.Where(epoch => epoch.Stage == "Few").Select(epoch => epoch.Validation.Loss).ToList();
        // Standardized numbers have a variance of 1: what is left is less than half of it, since two of the six are free.
        Assert.InRange(errors.Min(), 0, 0.5);
        Assert.True(errors.Min() < 0.7 * errors[0], $"{errors[0]} → {errors.Min()}");
    }

    private static Dictionary<string, string> Bits(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return module.state_dict().ToDictionary(pair => pair.Key, pair => Convert.ToHexString(pair.Value.detach().contiguous().bytes));
    }

    // Six numbers that two tell, of other sizes and around other places.
    private static FrozenAutoencoder.Dataset Data(int count, int seed)
    {
        var random = new Random(seed);
        return FrozenAutoencoder.Dataset.From(Enumerable.Range(0, count).Select(_ =>
        {
            var free = Samples.Vector(random, 2);
            float[] x = [free[0], free[1], free[0] + free[1], free[0] - free[1], 2 * free[0] + free[1], free[1] - 3 * free[0]];
            return new FrozenAutoencoder.Sample(
                X: x.Select((value, i) => 10 * i + (i + 1) * value).ToArray(), Z: Samples.Vector(random, 3), Where: free[0] > 0 ? Side.Left : Side.Right);
        }).ToList());
    }

    private static FineTunedAutoencoders.Dataset Three(int count, int seed)
    {
        var random = new Random(seed);
        return FineTunedAutoencoders.Dataset.From(Enumerable.Range(0, count).Select(_ => new FineTunedAutoencoders.Sample(
            Signal: Samples.Vector(random, 38), Picture: Samples.Vector(random, 297), Left: Samples.Vector(random, 4), Right: Samples.Vector(random, 5),
            Doing: (Activity)random.Next(3), HowFar: (float)random.NextDouble())).ToList());
    }
}
