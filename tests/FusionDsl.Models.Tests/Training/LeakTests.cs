using System.Diagnostics;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Ten thousand steps need no more memory than ten.</summary>
public sealed class LeakTests
{
    private const int Steps = 10_000;

    [Theory]
    [InlineData(GradientSource.Generated)]
    [InlineData(GradientSource.Autograd)]
    public void Ten_thousand_steps_leave_no_tensor_and_no_memory_behind(GradientSource gradients)
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 256).Select(_ => new TwoSensors.Sample(
            Near: new[] { random.NextSingle(), random.NextSingle(), random.NextSingle() }, Far: new[] { random.NextSingle(), random.NextSingle() },
            Where: random.Next(2) == 0 ? Side.Left : Side.Right));
        using var data = TwoSensors.Dataset.From(samples);
        using var model = new TwoSensors(seed: 1);
        using var trainer = new TwoSensors.Trainer(model, data, TwoSensors.Trainer.Defaults with { Gradients = gradients, Threads = 1 });
        using var batches = new TwoSensors.Loader(data, 32);
        Run(100);
        // In this order: what earlier tests left to the garbage collector goes before anything is counted.
        var (memory, tensors) = (PrivateMemory(), Tensor.TotalCount);
        Run(Steps);
        Assert.Equal(tensors, Tensor.TotalCount);
        // A leak of one number a step would not show here; one of a wrapper or a small tensor, some 200 bytes, is 2 MB.
        Assert.InRange(PrivateMemory() - memory, long.MinValue, 40L << 20);

        void Run(int steps)
        {
            for (var (step, epoch) = (0, 1); step < steps; epoch++)
                foreach (var batch in batches.Shuffled(1, epoch))
                {
                    if (step++ == steps) break;
                    trainer.Step(batch);
                }
        }
    }

    private static long PrivateMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
