using FusionDsl.Benchmarks.Cases;
using FusionDsl.Training;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>The generated trainer with all that belongs to its epoch: order, gathering, step, log of the losses.</summary>
/// <param name="name">As in the report.</param>
/// <param name="workload">What is trained.</param>
/// <param name="options">How this variant differs from the declared options.</param>
internal sealed class GeneratedTraining(string name, Workload workload, Func<TrainingOptions, TrainingOptions> options)
    : TrainingLoop(name, workload)
{
    private Connection? _connection;

    public override double[] Losses(int epochs) => Workload.Case.FitLosses(Workload, options(Workload.Options) with { Epochs = epochs });

    // A trainer is cheap to make, and a new one has the first weights and the first state of the optimizer.
    public override void Reset()
    {
        _connection?.Dispose();
        _connection = Workload.Case.Connect(Workload, options(Workload.Options));
    }

    public override void Dispose() => _connection?.Dispose();

    protected override void Epoch(int epoch) => _connection!.TrainEpoch((ulong)Workload.Seed, epoch);
}
