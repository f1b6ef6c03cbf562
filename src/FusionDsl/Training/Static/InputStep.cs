using FusionDsl.Data.Nodes;
using TorchSharp;

namespace FusionDsl.Training.Static;

/// <summary>Where a modality enters: the batch is looked at where it lies.</summary>
/// <param name="memory">Where the steps compute.</param>
/// <param name="width">Numbers of one sample.</param>
public sealed unsafe class InputStep(StaticMemory memory, int width)
{
    private torch.Tensor? _seen;

    /// <summary>The values of the batch.</summary>
    public Signal Output { get; } = memory.Input(width);

    /// <summary>Takes a batch.</summary>
    /// <param name="values">[batch, …] float32, contiguous, on the CPU; stays with the caller.</param>
    public void Read(torch.Tensor values)
    {
        // Batches of one size are the same tensor again and again.
        if (ReferenceEquals(values, _seen)) return;
        Output.PointAt((float*)Memory.Of(values));
        _seen = values;
    }
}
