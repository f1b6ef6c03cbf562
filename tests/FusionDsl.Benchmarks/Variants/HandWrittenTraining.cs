using FusionDsl.Benchmarks.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>The hand-written twin of a case with <c>optim.Adam</c>; how its epoch looks is left to the heirs.</summary>
internal abstract class HandWrittenTraining : TrainingLoop
{
    protected HandWrittenTraining(string name, Workload workload) : base(name, workload)
    {
        Net = workload.Case.NewTwin();
        Net.Load(workload.FirstWeights);
        Adam = NewAdam();
    }

    protected Twin Net { get; }

    protected optim.Optimizer Adam { get; private set; }

    // As for the generated trainer: the first weights, and nothing that an optimizer remembers.
    public override void Reset()
    {
        Net.Load(Workload.FirstWeights);
        Adam.Dispose();
        Adam = NewAdam();
    }

    public override double[] Losses(int epochs) =>
        [.. Enumerable.Range(1, epochs).Select(epoch => EpochInOrder(Workload.Order(Workload.Rows, epoch)))];

    public override void Dispose()
    {
        Adam.Dispose();
        Net.Dispose();
    }

    /// <summary>Trains an epoch in a given order; gives the mean of the losses of its steps.</summary>
    protected abstract double EpochInOrder(long[] order);

    /// <summary>The optimizer over the parameters of <see cref="Net"/>.</summary>
    protected abstract optim.Optimizer NewAdam();
}
