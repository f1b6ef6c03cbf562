using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>A copy of all that training changes in a module: its parameters, and buffers such as the statistics of a BatchNorm.</summary>
public sealed class ModelSnapshot : IDisposable
{
    private readonly FlatParameters _parameters;
    private readonly Tensor _values;
    private readonly List<(Tensor Live, Tensor Copy)> _buffers;

    /// <summary>Copies the module as it is now.</summary>
    /// <param name="module">The module.</param>
    /// <param name="parameters">Its flat parameters.</param>
    public ModelSnapshot(nn.Module module, FlatParameters parameters)
    {
        using var noGrad = no_grad();
        _parameters = parameters;
        _values = parameters.Values.clone().DetachFromDisposeScope();
        _buffers = [.. module.buffers().Select(live => (live, live.clone().DetachFromDisposeScope()))];
    }

    /// <summary>The copy: the flat parameters, and the buffers in the order of the module.</summary>
    internal IEnumerable<(string Name, Tensor Copy)> Tensors =>
        [("parameters", _values), .. _buffers.Select((buffer, i) => ($"buffers.{i}", buffer.Copy))];

    /// <summary>Copies the module anew, over the old copy.</summary>
    public void Take()
    {
        using var noGrad = no_grad();
        _values.copy_(_parameters.Values);
        foreach (var (live, copy) in _buffers) copy.copy_(live);
    }

    /// <summary>Puts the copy back into the module.</summary>
    public void Restore()
    {
        using var noGrad = no_grad();
        _parameters.Values.copy_(_values);
        foreach (var (live, copy) in _buffers) live.copy_(copy);
    }

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        _values.Dispose();
        foreach (var (_, copy) in _buffers) copy.Dispose();
    }
}
