using FusionDsl.Benchmarks.Cases;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Utils = TorchSharp.torch.utils.data;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>
/// What a careful user of TorchSharp writes after its examples: a DataLoader over a TensorDataset, a scope per step that frees what the
/// step made, the loss read for the report.
/// </summary>
internal sealed class DataLoaderTraining : HandWrittenTraining
{
    private readonly TensorDataset _data;
    private readonly IterableDataLoader _loader;

    public DataLoaderTraining(Workload workload) : base("torchsharp", workload)
    {
        // Copies: the data set frees its tensors.
        _data = Utils.TensorDataset([.. workload.Prepared.Append(workload.Labels).Select(tensor => tensor.clone().DetachFromDisposeScope())]);
        _loader = Utils.DataLoader(_data, workload.BatchSize, shuffle: true, disposeDataset: false);
    }

    public override void Dispose()
    {
        _loader.Dispose();
        _data.Dispose();
        base.Dispose();
    }

    protected override optim.Optimizer NewAdam() => optim.Adam(Net.Module.parameters(), Workload.Case.LearningRate);

    protected override void Epoch(int epoch) => TrainOn(_loader);

    protected override double EpochInOrder(long[] order)
    {
        using var loader = Utils.DataLoader(_data, Workload.BatchSize, order, disposeDataset: false);
        return TrainOn(loader);
    }

    private double TrainOn(IterableDataLoader loader)
    {
        Net.Module.train();
        var (total, steps) = (0.0, 0);
        foreach (var batch in loader)
        {
            using var scope = NewDisposeScope();
            Adam.zero_grad();
            var loss = nn.functional.cross_entropy(Net.Forward(batch), batch[^1]);
            loss.backward();
            Adam.step();
            total += loss.item<float>();
            steps++;
        }
        return total / steps;
    }
}
