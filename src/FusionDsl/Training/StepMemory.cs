using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// Memory for the large tensors of a training step, which are of the same sizes in every step and live no longer than it. Left to itself, the C
/// library gives such memory back to the system and asks for it again in the next step: thousands of page faults, which can cost more than the
/// arithmetic.
/// </summary>
/// <remarks>Layers of FusionDsl take their results from here; operations of libtorch have memory of their own.</remarks>
public sealed class StepMemory : IDisposable
{
    // Smaller ones the C library keeps anyway.
    private const long FewestNumbers = 1 << 16;

    [ThreadStatic]
    private static StepMemory? _current;

    private readonly Dictionary<long, Shelf> _shelves = [];

    /// <summary>Begins a step on this thread: what the step before took is free again, so nobody may hold it any more.</summary>
    /// <returns>Ends the step.</returns>
    public Step Begin()
    {
        foreach (var shelf in _shelves.Values) shelf.Taken = 0;
        _current = this;
        return default;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (var shelf in _shelves.Values)
            foreach (var buffer in shelf.Buffers) buffer.Dispose();
        _shelves.Clear();
    }

    /// <summary>A float32 tensor on the CPU with whatever was in its memory: of the running step, or of its own where there is none.</summary>
    internal static Tensor Empty(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        if (_current is not { } memory || count < FewestNumbers) return empty(shape);
        // No view: what autograd gets has no history of ours.
        var tensor = empty(0);
        using var buffer = memory.Take(count).view(shape);
        tensor.set_(buffer);
        return tensor;
    }

    private Tensor Take(long count)
    {
        if (!_shelves.TryGetValue(count, out var shelf)) _shelves[count] = shelf = new();
        if (shelf.Taken == shelf.Buffers.Count) shelf.Buffers.Add(empty(count).DetachFromDisposeScope());
        return shelf.Buffers[shelf.Taken++];
    }

    /// <summary>The running step.</summary>
    public readonly struct Step : IDisposable
    {
        /// <summary>From here on tensors have memory of their own again.</summary>
        public void Dispose() => _current = null;
    }

    private sealed class Shelf
    {
        public List<Tensor> Buffers { get; } = [];

        public int Taken { get; set; }
    }
}
