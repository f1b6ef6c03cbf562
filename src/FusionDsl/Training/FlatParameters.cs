using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// All trainable parameters of a module in one buffer, and all their gradients in another. The module keeps its Parameter objects; each of
/// them and its gradient become views. Zeroing, an optimizer's step and, across machines, an all-reduce are then one operation each.
/// </summary>
/// <remarks>
/// The order matters: build the module, move it to its device, flatten, make the optimizer. <c>load</c>, <c>state_dict</c> and a move
/// to the same device keep the views; <c>.to(dtype)</c> and <c>zero_grad()</c> on the module break them, and
/// <see cref="ThrowIfDetached"/> tells.
/// Parameters that are frozen (<c>requires_grad</c> false) stay where they are.
/// </remarks>
public sealed class FlatParameters : IDisposable
{
    private static readonly ConditionalWeakTable<nn.Module, FlatParameters> Known = [];

    private readonly Slot[] _slots;
    private readonly nint _values, _gradients;     // where they lie, on the CPU
    private ParameterRange[] _ranges;
    private bool _isDisposed;

    /// <summary>The flat parameters of a module: made the first time, and made anew if the module left its views since then.</summary>
    /// <param name="module">A module of float32 parameters, all on one device.</param>
    /// <exception cref="FusionException">A parameter is not float32, or the parameters are spread over devices.</exception>
    public static FlatParameters Of(nn.Module module)
    {
        lock (Known)
        {
            var trainable = Trainable(module);
            if (Known.TryGetValue(module, out var flat) && flat.Holds(trainable)) return flat;
            flat = new FlatParameters(trainable);
            Known.AddOrUpdate(module, flat);
            return flat;
        }
    }

    private FlatParameters(List<(string Name, TorchSharp.Modules.Parameter Parameter)> trainable)
    {
        Device = trainable.Count > 0 ? trainable[0].Parameter.device : CPU;
        _slots = new Slot[trainable.Count];
        for (var i = 0; i < _slots.Length; i++)
        {
            var (name, parameter) = trainable[i];
            ThrowIfUnfit(name, parameter);
            _slots[i] = new(name, parameter, Count);
            Count += parameter.numel();
        }

        using var noGrad = no_grad();
        Values = empty(Count, dtype: ScalarType.Float32, device: Device).DetachFromDisposeScope();
        Gradients = zeros(Count, dtype: ScalarType.Float32, device: Device).DetachFromDisposeScope();
        foreach (var (_, parameter, offset) in _slots)
        {
            using var value = View(Values, parameter, offset);
            using var _ = value.copy_(parameter);
            parameter.set_(value);
            using var gradient = View(Gradients, parameter, offset);
            parameter.grad = gradient;
        }
        if (HasSpans) (_values, _gradients) = (Address(Values), Address(Gradients));
        _ranges = [new(0, Count, Rate: 1)];
    }

    /// <summary>How many numbers training changes.</summary>
    public long Count { get; }

    /// <summary>Where the parameters are.</summary>
    public Device Device { get; }

    /// <summary>[<see cref="Count"/>] float32.</summary>
    public Tensor Values { get; }

    /// <summary>[<see cref="Count"/>] float32; <c>backward()</c> adds to it.</summary>
    public Tensor Gradients { get; }

    /// <summary>
    /// The stretches that training moves, from the first to the last; the rest stays as it is. One over everything, unless
    /// <see cref="SetRates(Func{string, double})"/> says otherwise.
    /// </summary>
    public IReadOnlyList<ParameterRange> Ranges => _ranges;

    /// <summary>The same for loops in a training step.</summary>
    internal ReadOnlySpan<ParameterRange> Moving => _ranges;

    /// <summary>Whether everything moves at one rate.</summary>
    internal bool IsUniform => _ranges is [{ Rate: 1 } all] && all.Count == Count;

    /// <summary>
    /// Whether the optimizers can work on <see cref="ValueSpan"/> and <see cref="GradientSpan"/>: on the CPU, up to 2 GiB.
    /// </summary>
    internal bool HasSpans => Device.type == DeviceType.CPU && Count <= int.MaxValue / sizeof(float);

    /// <summary>The memory of <see cref="Values"/>.</summary>
    internal unsafe Span<float> ValueSpan => new((void*)_values, (int)Count);

    /// <summary>The memory of <see cref="Gradients"/>.</summary>
    internal unsafe Span<float> GradientSpan => new((void*)_gradients, (int)Count);

    /// <summary>Where a parameter lies in the buffers, by its name in the state_dict; null if there is none that is trained.</summary>
    internal (long Offset, long Count)? Find(string name)
    {
        foreach (var slot in _slots)
            if (slot.Name == name) return (slot.Offset, slot.Parameter.numel());
        return null;
    }

    /// <summary>Where the parameters of a node lie, each for itself.</summary>
    internal IEnumerable<(long Start, long Count)> PartsOf(string node) =>
        from slot in _slots where NodeRate.NodeOf(slot.Name) == node select (slot.Offset, slot.Parameter.numel());

    /// <summary>Decides how fast each parameter learns.</summary>
    /// <param name="rateOf">
    /// The factor of the optimizer's learning rate, at least 0, by the parameter's name in the state_dict; 0: it stays as it is.
    /// </param>
    public void SetRates(Func<string, double> rateOf)
    {
        var ranges = new List<ParameterRange>();
        foreach (var slot in _slots)
        {
            var (rate, count) = (rateOf(slot.Name), slot.Parameter.numel());
            if (rate == 0) continue;
            // Neighbours of one rate are one stretch.
            if (ranges.Count > 0 && ranges[^1] is var last && last.Rate == rate && last.End == slot.Offset)
                ranges[^1] = last with { Count = last.Count + count };
            else ranges.Add(new(slot.Offset, count, rate));
        }
        _ranges = [.. ranges];
    }

    /// <summary>The same by node; one that is not listed learns at the rate of the optimizer.</summary>
    /// <exception cref="FusionException">The model has no such node with weights, or it is given twice, or the factor is out of range.</exception>
    public void SetRates(IReadOnlyList<NodeRate> rates)
    {
        var nodes = _slots.Select(slot => NodeRate.NodeOf(slot.Name)).Distinct().ToList();
        NodeRate.ThrowIfInvalid(rates, nodes);
        SetRates(name => NodeRate.FactorOf(rates, name));
    }

    /// <summary>Makes every gradient 0, before a <c>backward()</c> that adds to it.</summary>
    public void ClearGradients()
    {
        if (HasSpans)
        {
            GradientSpan.Clear();
            return;
        }
        // Alone among the in-place operations, zero_ returns a second wrapper; undisposed it would leak one tensor a step.
        using var cleared = Gradients.zero_();
    }

    /// <summary>
    /// Fails if a parameter or its gradient is no longer a view: an optimizer would then move numbers that the module does not use.
    /// </summary>
    /// <exception cref="FusionException">Names the parameter.</exception>
    public void ThrowIfDetached()
    {
        foreach (var slot in _slots)
            if (!IsView(slot))
                throw new FusionException(
                    $"Parameter '{slot.Name}' left the buffer that the optimizer works on: the module was converted, or its zero_grad() "
                    + "was called, after training was set up. Convert the module first, and clear gradients by ClearGradients.");
    }

    /// <summary>Lets go of both buffers. The module's parameters keep the memory alive and stay as they are.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Values.Dispose();
        Gradients.Dispose();
    }

    // A parameter that two layers share is listed once.
    private static List<(string, TorchSharp.Modules.Parameter)> Trainable(nn.Module module)
    {
        var seen = new HashSet<TorchSharp.Modules.Parameter>(ReferenceEqualityComparer.Instance);
        return [.. module.named_parameters().Where(named => named.parameter.requires_grad && seen.Add(named.parameter))];
    }

    private void ThrowIfUnfit(string name, TorchSharp.Modules.Parameter parameter)
    {
        if (parameter.dtype != ScalarType.Float32)
            throw new FusionException(
                $"Parameter '{name}' is {parameter.dtype}; training expects Float32. "
                + "Convert the module with .to(ScalarType.Float32).");
        if (parameter.device_type != Device.type || parameter.device_index != Device.index)
            throw new FusionException(
                $"Parameter '{name}' is on {parameter.device}, others are on {Device}. "
                + "Move the whole module to one device.");
    }

    private bool Holds(List<(string, TorchSharp.Modules.Parameter Parameter)> trainable)
    {
        if (_isDisposed || trainable.Count != _slots.Length) return false;
        for (var i = 0; i < _slots.Length; i++)
            if (!ReferenceEquals(_slots[i].Parameter, trainable[i].Parameter) || !IsView(_slots[i])) return false;
        return true;
    }

    private bool IsView(Slot slot)
    {
        if (_isDisposed || slot.Parameter.IsInvalid) return false;
        using var gradient = slot.Parameter.grad;
        return gradient is not null && IsAt(slot.Parameter, Values, slot.Offset) && IsAt(gradient, Gradients, slot.Offset);
    }

    // The same memory? Only the CPU lets us look; elsewhere the presence of the gradient has to do.
    private bool IsAt(Tensor view, Tensor flat, long offset)
    {
        if (view.dtype != ScalarType.Float32 || view.device_type != Device.type) return false;
        if (!HasSpans || view.numel() == 0) return true;
        ref var expected = ref Unsafe.Add(ref MemoryMarshal.GetReference(Spans.Floats(flat)), (nint)offset);
        return Unsafe.AreSame(ref expected, ref MemoryMarshal.GetReference(Spans.Floats(view)));
    }

    private static unsafe nint Address(Tensor tensor) => (nint)Data.Nodes.Memory.Of(tensor);

    private static Tensor View(Tensor flat, Tensor parameter, long offset)
    {
        using var part = flat.narrow(0, offset, parameter.numel());
        return part.view(parameter.shape);
    }

    private readonly record struct Slot(string Name, TorchSharp.Modules.Parameter Parameter, long Offset);
}
