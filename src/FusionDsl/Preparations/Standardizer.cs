using FusionDsl.Data;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// Takes the mean from every feature (or channel) and divides it by its standard deviation, both learned from the training rows:
/// [batch, feature], [batch, channel, time] or [batch, channel, height, width], the same shape out.
/// </summary>
/// <remarks>The statistics are buffers: they are saved with the weights, and training does not change them.</remarks>
public sealed class Standardizer : nn.Module<Tensor, Tensor>
{
    // A deviation below the resolution of float32 is rounding, not variation.
    private const double Resolution = 1e-7;

    [ComponentName(Name = "mean")] private readonly Tensor _mean;
    [ComponentName(Name = "scale")] private readonly Tensor _scale;

    /// <summary>Passes everything through until it is fitted.</summary>
    /// <param name="width">Number of features or channels: the length of axis 1.</param>
    public Standardizer(long width) : base(nameof(Standardizer))
    {
        register_buffer("mean", _mean = zeros(width, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("scale", _scale = ones(width, dtype: ScalarType.Float32).DetachFromDisposeScope());
    }

    /// <summary>The mean of every feature or channel over the training rows, [width]: what becomes 0. Zeros until it is fitted.</summary>
    public Tensor Mean => _mean;

    /// <summary>Learns the statistics. A feature that does not vary is only centred.</summary>
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
        var width = _mean.shape[0];
        PerChannel.ThrowIfOther(rows, width, "to standardize");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var perFeature = rows.Count * rows.Width / width;
        var mean = SumOverRows(rows, values => values) / perFeature;
        var deviation = (SumOverRows(rows, values => (values - PerChannel.Aligned(mean, values.dim())).square()) / perFeature).sqrt();
        TrainingRows.ThrowIfNotFinite(mean + deviation, "to standardize");

        var varies = deviation > mean.abs() * Resolution;
        _mean.copy_(mean);
        _scale.copy_(where(varies, deviation.reciprocal(), ones_like(deviation)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => PerChannel.Rescaled(input, _mean, _scale);

    /// <summary>The constructor registers both buffers.</summary>
    protected override void RegisterComponents() { }

    // [width] double: in slices, so that the data are never doubled in memory.
    private static Tensor SumOverRows(TrainingRows rows, Func<Tensor, Tensor> value)
    {
        Tensor? sum = null;
        foreach (var slice in rows.Slices())
        {
            sum ??= zeros(slice.shape[1], dtype: ScalarType.Float64);
            using var scope = NewDisposeScope();
            sum.add_(value(slice).sum(PerChannel.OtherAxes(slice)));
        }
        return sum!;
    }
}
