using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Frozen;

/// <summary>
/// The weights of a model at one moment, made ready to predict: what only scales and shifts (a standardization, a BatchNorm) becomes a part of
/// the dense layer beside it, and the layer is packed in the order in which products read it.
/// </summary>
/// <param name="model">Stays with the caller; later changes of its weights are not seen.</param>
public sealed class FrozenWeights(nn.Module model)
{
    private readonly Dictionary<string, Tensor> _state = model.state_dict();

    /// <summary>A dense layer.</summary>
    /// <param name="name">Its name in the state_dict.</param>
    /// <param name="inputs">Numbers of one sample before it.</param>
    /// <param name="width">Numbers of one sample after it.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    /// <param name="before">What scales its input; null: nothing.</param>
    /// <param name="after">What scales its output, before the ReLU; null: nothing.</param>
    public FrozenDense Dense(string name, int inputs, int width, bool relu = false, FrozenScale? before = null, FrozenScale? after = null)
    {
        var weight = Numbers(name + ".weight", inputs * width);
        var bias = _state.ContainsKey(name + ".bias") ? Numbers(name + ".bias", width) : new double[width];
        for (var o = 0; o < width; o++)
        {
            var row = weight.AsSpan(o * inputs, inputs);
            for (var i = 0; i < inputs && before is not null; i++)
            {
                bias[o] += row[i] * before.Shift[i];
                row[i] *= before.Scale[i];
            }
            if (after is null) continue;
            foreach (ref var value in row) value *= after.Scale[o];
            bias[o] = bias[o] * after.Scale[o] + after.Shift[o];
        }
        return new([.. weight.Select(value => (float)value)], [.. bias.Select(value => (float)value)], inputs, relu);
    }

    /// <summary>A BatchNorm as it behaves in prediction: (x − mean) / √(variance + ε) · γ + β.</summary>
    /// <param name="name">Its name in the state_dict.</param>
    /// <param name="width">Features.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    public FrozenScale BatchNorm(string name, int width, double epsilon, bool relu = false)
    {
        double[] gamma = Numbers(name + ".weight", width), beta = Numbers(name + ".bias", width);
        double[] mean = Numbers(name + ".running_mean", width), variance = Numbers(name + ".running_var", width);
        var scale = gamma.Zip(variance, (g, v) => g / Math.Sqrt(v + epsilon)).ToArray();
        return new(scale, [.. Enumerable.Range(0, width).Select(i => beta[i] - mean[i] * scale[i])], relu);
    }

    /// <summary>A standardization: (x − mean) · scale.</summary>
    /// <param name="name">Its name in the state_dict.</param>
    /// <param name="width">Numbers of one sample.</param>
    /// <param name="channels">How many of them, following each other, have a mean of their own: features or channels.</param>
    public FrozenScale Standardizer(string name, int width, int channels) => Rescaling(name + ".mean", name + ".scale", width, channels);

    /// <summary>From 0 to 1 by the training rows: (x − minimum) · scale.</summary>
    /// <param name="name">Its name in the state_dict.</param>
    /// <param name="width">Numbers of one sample.</param>
    /// <param name="channels">How many of them, following each other, have a minimum of their own: features or channels.</param>
    public FrozenScale MinMax(string name, int width, int channels) => Rescaling(name + ".minimum", name + ".scale", width, channels);

    /// <summary>A LayerNorm.</summary>
    /// <param name="name">Its name in the state_dict.</param>
    /// <param name="width">Features.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public FrozenLayerNorm LayerNorm(string name, int width, double epsilon) =>
        new([.. Numbers(name + ".weight", width).Select(value => (float)value)], [.. Numbers(name + ".bias", width).Select(value => (float)value)], (float)epsilon);

    // (x − shift) · scale, with a number of each per channel.
    private FrozenScale Rescaling(string shiftName, string scaleName, int width, int channels)
    {
        double[] shift = Numbers(shiftName, channels), scale = Numbers(scaleName, channels);
        var places = width / channels;
        return new(
            [.. Enumerable.Range(0, width).Select(i => scale[i / places])],
            [.. Enumerable.Range(0, width).Select(i => -shift[i / places] * scale[i / places])], relu: false);
    }

    private double[] Numbers(string name, int count)
    {
        using var detached = _state[name].detach();
        using var here = detached.to(ScalarType.Float64, CPU);
        using var dense = here.contiguous();
        var numbers = dense.data<double>().ToArray();
        return numbers.Length == count ? numbers : throw new InvalidOperationException($"'{name}' has {numbers.Length} numbers, expected {count}.");
    }
}
