using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

/// <summary>The weights of a module as numbers, by their names in its state_dict. Remembers who was read: a formula has to use all.</summary>
internal sealed class Weights
{
    private readonly Dictionary<string, (long[] Shape, double[] Values)> _weights;
    private readonly HashSet<string> _read = [];

    public Weights(nn.Module module)
    {
        using var scope = NewDisposeScope();
        _weights = module.state_dict().ToDictionary(pair => pair.Key, pair =>
            (pair.Value.shape, pair.Value.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray()));
    }

    public IEnumerable<string> Unread => _weights.Keys.Except(_read);

    public bool Has(string name) => _weights.ContainsKey(name);

    public double[] Vector(string name)
    {
        _read.Add(name);
        return _weights[name].Values;
    }

    /// <summary>[row][column]; what has more axes has its first ones one after the other.</summary>
    public double[][] Matrix(string name)
    {
        var (shape, values) = (_weights[name].Shape, Vector(name));
        var columns = (int)shape[^1];
        return [.. Enumerable.Range(0, values.Length / columns).Select(row => values[(row * columns)..((row + 1) * columns)])];
    }
}
