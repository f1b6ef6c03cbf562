using FusionDsl.Data;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// Brings every feature (or channel) to 0 to 1 by the least and the greatest value of the training rows:
/// [batch, feature], [batch, channel, time] or [batch, channel, height, width], the same shape out.
/// </summary>
/// <remarks>
/// Values beyond those of the training rows go beyond 0 and 1: nothing is cut off. Minimum and scale are buffers: they are saved with the
/// weights, and training does not change them.
/// </remarks>
public sealed class MinMaxScaler : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "minimum")] private readonly Tensor _minimum;
    [ComponentName(Name = "scale")] private readonly Tensor _scale;

    /// <summary>Passes everything through until it is fitted.</summary>
    /// <param name="width">Number of features or channels: the length of axis 1.</param>
    public MinMaxScaler(long width) : base(nameof(MinMaxScaler))
    {
        register_buffer("minimum", _minimum = zeros(width, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("scale", _scale = ones(width, dtype: ScalarType.Float32).DetachFromDisposeScope());
    }

    /// <summary>The least value of every feature or channel over the training rows, [width]: what becomes 0. Zeros until it is fitted.</summary>
    public Tensor Minimum => _minimum;

    /// <summary>Learns the range of every feature. One that does not vary has none: it becomes 0 whatever it is.</summary>
    /// <param name="rows">
    /// [count, feature], [count, channel, time] or [count, channel, height, width]: the training rows and no others.
    /// </param>
    /// <exception cref="FusionException">There are no rows, their width is another, or a value is NaN or infinite.</exception>
    public void Fit(Tensor rows) => Fit(new TrainingRows(rows));

    /// <inheritdoc cref="Fit(Tensor)"/>
    public void Fit(Table rows) => Fit(new TrainingRows(rows));

    /// <inheritdoc cref="Fit(Tensor)"/>
    public void Fit(TrainingRows rows)
    {
        var width = _minimum.shape[0];
        PerChannel.ThrowIfOther(rows, width, "to scale");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var least = full(width, double.PositiveInfinity, dtype: ScalarType.Float64);
        var greatest = full(width, double.NegativeInfinity, dtype: ScalarType.Float64);
        foreach (var slice in rows.Slices())
        {
            using var inner = NewDisposeScope();
            var axes = PerChannel.OtherAxes(slice);
            least.copy_(minimum(least, slice.amin(axes)));
            greatest.copy_(maximum(greatest, slice.amax(axes)));
        }
        var range = greatest - least;
        TrainingRows.ThrowIfNotFinite(range, "to scale");

        _minimum.copy_(least);
        _scale.copy_(where(range > 0, range.reciprocal(), zeros_like(range)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => PerChannel.Rescaled(input, _minimum, _scale);

    /// <summary>The constructor registers both buffers.</summary>
    protected override void RegisterComponents() { }
}
