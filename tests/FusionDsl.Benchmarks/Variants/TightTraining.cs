using FusionDsl.Benchmarks.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>
/// The same module in a loop by someone who counts microseconds: data in tensors, shuffled as a whole once per epoch, a batch is a view;
/// the parameters in an array; the loss is summed up in a tensor and read once per epoch.
/// </summary>
internal sealed class TightTraining(Workload workload) : HandWrittenTraining("torchsharp-tight", workload)
{
    private readonly Tensor[] _tensors = [.. workload.Prepared, workload.Labels];

    protected override optim.Optimizer NewAdam() => optim.Adam([.. Net.Module.parameters()], Workload.Case.LearningRate);

    protected override void Epoch(int epoch)
    {
        using var order = randperm(Workload.Rows);
        TrainOn(order);
    }

    protected override double EpochInOrder(long[] order)
    {
        using var rows = tensor(order);
        return TrainOn(rows);
    }

    private double TrainOn(Tensor order)
    {
        using var epoch = NewDisposeScope();
        var shuffled = Array.ConvertAll(_tensors, tensor => tensor.index_select(0, order));
        var batch = new Tensor[shuffled.Length];
        var total = zeros(1);
        Net.Module.train();
        for (var start = 0; start < Workload.Rows; start += Workload.BatchSize)
        {
            using var step = NewDisposeScope();
            for (var i = 0; i < batch.Length; i++) batch[i] = shuffled[i].narrow(0, start, Workload.BatchSize);
            Adam.zero_grad();
            var loss = nn.functional.cross_entropy(Net.Forward(batch), batch[^1]);
            loss.backward();
            Adam.step();
            total.add_(loss.detach());
        }
        return total.item<float>() / Workload.StepsPerEpoch;
    }
}
