using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using TorchCycle = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace FusionDsl.Tests.Training;

/// <summary>Whole runs of 12 epochs of 5 steps, beside those schedulers of torch.optim that do the same.</summary>
public sealed class TorchScheduleTests
{
    private const double Rate = 0.02;
    private const int Steps = 60;

    private static readonly TrainingOptions Options = new() { Epochs = 12, BatchSize = 4, Optimizer = new SgdOptions(Rate) };

    [Fact]
    public void Step_decay() => AssertAgree(
        Options with { Schedule = new StepScheduleOptions(3, 0.5) }, sgd => lr_scheduler.StepLR(sgd, step_size: 15, gamma: 0.5));

    [Fact]
    public void Cosine() => AssertAgree(
        Options with { Schedule = new CosineScheduleOptions(1e-3) }, sgd => lr_scheduler.CosineAnnealingLR(sgd, T_max: Steps, eta_min: 1e-3));

    [Theory]
    [InlineData(false, 0.3)]
    [InlineData(true, 0.3)]
    [InlineData(false, 0.45)]
    public void One_cycle(bool isLinear, double rise) => AssertAgree(
        Options with { Schedule = new OneCycleScheduleOptions(0.5, rise, 1e-3, isLinear) },
        sgd => lr_scheduler.OneCycleLR(
            sgd, max_lr: 0.5, total_steps: Steps, pct_start: rise,
            anneal_strategy: isLinear ? TorchCycle.AnnealStrategy.Linear : TorchCycle.AnnealStrategy.Cos,
            cycle_momentum: false, div_factor: 0.5 / Rate, final_div_factor: 1e3));

    [Fact]
    public void Warm_up() => AssertAgree(
        Options with { Warmup = new(Steps: 10) }, sgd => lr_scheduler.LinearLR(sgd, start_factor: 0.1, end_factor: 1, total_iters: 9));

    [Fact]
    public void Plateau()
    {
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1));
        using var sgd = SGD([parameter], Rate);
        // Torch waits until there are more epochs than its patience, early stopping and we until there are as many.
        var torchs = lr_scheduler.ReduceLROnPlateau(sgd, factor: 0.3, patience: 2, threshold: 1e-2, min_lr: [1e-4]);
        var ours = Schedule.Create(
            Options with { Patience = 0, Schedule = new PlateauScheduleOptions(0.3, Patience: 3, Threshold: 1e-2, Minimum: 1e-4) }, 5);
        var random = new Random(5);
        var seen = new HashSet<double>();
        for (var epoch = 1; epoch <= 100; epoch++)
        {
            var loss = Math.Max(0.2, 2 - 0.05 * epoch) * (1 + 0.1 * random.NextDouble());
            torchs.step(loss);
            ours.Observe(5 * epoch, loss);
            Assert.Equal(sgd.ParamGroups.Single().LearningRate, ours.RateAt(5 * epoch), 1e-12);
            seen.Add(ours.RateAt(5 * epoch));
        }
        Assert.True(seen.Count >= 5, $"{seen.Count} rates are too few to compare");
        Assert.Contains(1e-4, seen);
    }

    private static void AssertAgree(TrainingOptions options, Func<optim.Optimizer, lr_scheduler.LRScheduler> make)
    {
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1));
        using var sgd = SGD([parameter], Rate);
        var torchs = make(sgd);
        var ours = Schedule.Create(options, 5);
        for (var step = 0; step < Steps; step++)
        {
            var expected = sgd.ParamGroups.Single().LearningRate;
            Assert.True(Math.Abs(expected - ours.RateAt(step)) <= 1e-12, $"step {step}: {ours.RateAt(step)}, torch {expected}");
            if (step < Steps - 1) torchs.step();
        }
    }
}
