using FusionDsl.Data.Nodes;
using FusionDsl.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training.Static;

/// <summary>
/// Where the steps of a model compute: its weights and their gradients in the flat buffers, its buffers, and memory for what goes from step to
/// step. Nothing is allocated once it is made.
/// </summary>
public sealed unsafe class StaticMemory : IDisposable
{
    private readonly FlatParameters _parameters;
    private readonly Dictionary<string, Tensor> _buffers;
    private readonly List<IDisposable> _owned = [];
    private readonly float* _values, _gradients;

    /// <param name="model">On the CPU.</param>
    /// <param name="parameters">Its flat parameters.</param>
    /// <param name="capacity">Rows of the largest batch.</param>
    public StaticMemory(nn.Module model, FlatParameters parameters, int capacity)
    {
        (_parameters, Capacity) = (parameters, capacity);
        _buffers = model.named_buffers().ToDictionary(named => named.name, named => named.buffer);
        _values = (float*)Memory.Of(parameters.Values);
        _gradients = (float*)Memory.Of(parameters.Gradients);
    }

    /// <summary>Whether a model can be trained by steps: they compute on the CPU.</summary>
    public static bool Fits(FlatParameters parameters) => parameters.HasSpans;

    /// <summary>Rows of the largest batch.</summary>
    public int Capacity { get; }

    /// <summary>Rows of this batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Begins a batch.</summary>
    /// <param name="rows">From 1 to <see cref="Capacity"/>.</param>
    public void Begin(long rows)
    {
        if (rows < 1 || rows > Capacity) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A batch has 1 to {Capacity} rows.");
        Rows = (int)rows;
    }

    /// <summary>A signal of its own memory.</summary>
    /// <param name="width">Numbers of one sample.</param>
    /// <param name="hasGradient">Whether anything before it is trained.</param>
    public Signal Signal(int width, bool hasGradient = true) =>
        new(this, width, Matrix(width), hasGradient ? Matrix(width) : default, hasGradient);

    /// <summary>A signal that looks at the batch where it lies.</summary>
    /// <param name="width">Numbers of one sample.</param>
    internal Signal Input(int width) => new(this, width, default, default, hasGradient: false);

    /// <summary>Frees the memory; weights and gradients stay.</summary>
    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
        _owned.Clear();
    }

    /// <summary>Frees something together with this.</summary>
    internal void Own(IDisposable part) => _owned.Add(part);

    /// <summary>[capacity, width] zeros.</summary>
    internal Matrix Matrix(int width)
    {
        var memory = new AlignedMemory((long)Capacity * width);
        Own(memory);
        return new(memory.Pointer, Capacity, width);
    }

    /// <summary>A weight and its gradient, in the flat buffers; null where the model has none of that name.</summary>
    internal Weight? Find(string name, int rows, int columns)
    {
        if (_parameters.Find(name) is not var (offset, count)) return null;
        if (count != (long)rows * columns)
            throw new InvalidOperationException($"'{name}' has {count} numbers, expected {rows} × {columns}.");
        return new(new(_values + offset, rows, columns), new(_gradients + offset, rows, columns));
    }

    /// <summary>A weight that the model surely has.</summary>
    internal Weight Weight(string name, int rows, int columns) =>
        Find(name, rows, columns) ?? throw new InvalidOperationException($"The model has no parameter '{name}' that is trained.");

    /// <summary>The memory of a buffer of the model.</summary>
    internal byte* Buffer(string name) => Memory.Of(_buffers[name]);
}

/// <summary>A weight and its gradient.</summary>
internal readonly record struct Weight(Matrix Value, Matrix Gradient);
