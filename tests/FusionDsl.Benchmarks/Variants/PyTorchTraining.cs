using FusionDsl.Benchmarks.Cases;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>The same model in PyTorch, in its own process, which works only while it is asked to.</summary>
internal sealed class PyTorchTraining(string name, Workload workload, PyTorchProcess python) : TrainingLoop(name, workload)
{
    public const string Tight = "pytorch";
    public const string WithDataLoader = "pytorch-dataloader";

    public static IReadOnlyList<string> Names { get; } = [Tight, WithDataLoader];

    public override double[] Losses(int epochs) => python.Losses(Name, epochs);

    public override void Reset() => python.Reset(Name);

    public override TimeSpan Run(int rounds) => python.Train(Name, rounds);

    protected override void Epoch(int epoch) => python.Train(Name, 1);
}
