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
    private const int RowsAtOnce = 4096;

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
    public void Fit(Tensor rows) => Fit(rows.shape, () => Slices(rows));

    /// <inheritdoc cref="Fit(Tensor)"/>
    public void Fit(Table rows) => Fit([rows.Count, .. rows.RowShape], () => rows.Slices(RowsAtOnce));

    private void Fit(long[] shape, Func<IEnumerable<Tensor>> rows)
    {
        var width = _mean.shape[0];
        if (shape.Length < 2 || shape[1] != width)
            throw new FusionException($"The rows to standardize are [{string.Join(", ", shape)}]; expected [count, {width}, …].");
        var count = shape.Aggregate(1L, (product, extent) => product * extent);
        if (count == 0) throw new FusionException("There are no training rows to standardize by. Choose a split that leaves some.");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var perFeature = count / width;
        var mean = SumOverRows(rows(), values => values) / perFeature;
        var deviation = (SumOverRows(rows(), values => (values - Aligned(mean, values.dim())).square()) / perFeature).sqrt();
        ThrowIfNotFinite(mean + deviation);

        var varies = deviation > mean.abs() * Resolution;
        _mean.copy_(mean);
        _scale.copy_(where(varies, deviation.reciprocal(), ones_like(deviation)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var mean = Aligned(_mean, input.dim());
        using var scale = Aligned(_scale, input.dim());
        var centred = input.sub(mean);
        return centred.mul_(scale);
    }

    /// <summary>The constructor registers both buffers.</summary>
    protected override void RegisterComponents() { }

    // [width] double: in slices, so that the data are never doubled in memory.
    private static Tensor SumOverRows(IEnumerable<Tensor> slices, Func<Tensor, Tensor> value)
    {
        Tensor? sum = null;
        foreach (var slice in slices)
        {
            sum ??= zeros(slice.shape[1], dtype: ScalarType.Float64, device: slice.device);
            using var scope = NewDisposeScope();
            var axes = Enumerable.Range(0, (int)slice.dim()).Where(axis => axis != 1).Select(axis => (long)axis).ToArray();
            sum.add_(value(slice.to(ScalarType.Float64)).sum(axes));
        }
        return sum!;
    }

    private static IEnumerable<Tensor> Slices(Tensor rows)
    {
        for (long start = 0; start < rows.shape[0]; start += RowsAtOnce)
        {
            using var slice = rows.narrow(0, start, Math.Min(RowsAtOnce, rows.shape[0] - start));
            yield return slice;
        }
    }

    // [width] → [width, 1, …]: the axis of the features meets axis 1 of an input of so many axes.
    private static Tensor Aligned(Tensor statistic, long axes) => statistic.view([-1, .. Enumerable.Repeat(1L, (int)axes - 2)]);

    private static void ThrowIfNotFinite(Tensor statistics)
    {
        using var here = statistics.cpu();
        var values = here.data<double>().ToArray();
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
            throw new FusionException(
                $"Feature {bad} (counted from 0) of the training rows has a value that is NaN, infinite or too large to standardize. "
                + "Mend the data, or leave such rows out.");
    }
}
