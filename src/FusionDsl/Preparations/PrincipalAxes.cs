using FusionDsl.Data;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Preparations;

/// <summary>
/// Coordinates on the principal axes of the training rows, in order of variance (Pearson, 1901; Hotelling, 1933): [batch, …] of n numbers →
/// [batch, components]. The axes are orthonormal; the largest entry of each is positive, so that they do not depend on how they were found.
/// </summary>
/// <remarks>
/// Mean, axes and deviations are buffers: they are saved with the weights, and training does not change them. Axes that are not kept,
/// since those before them show the variance asked for, and axes along which the rows do not vary are 0, and so are the coordinates on
/// them.
/// </remarks>
public sealed class PrincipalAxes : nn.Module<Tensor, Tensor>
{
    private readonly int _inputs, _components;
    private readonly double? _variance;
    [ComponentName(Name = "mean")] private readonly Tensor _mean;              // [n]
    [ComponentName(Name = "axes")] private readonly Tensor _axes;              // [components, n]
    [ComponentName(Name = "deviation")] private readonly Tensor _deviation;    // [components]
    [ComponentName(Name = "scale")] private readonly Tensor? _scale;           // [components], only with whitening

    /// <summary>Passes the first numbers through until it is fitted.</summary>
    /// <param name="inputs">Numbers of one sample, n.</param>
    /// <param name="components">Axes, at most n.</param>
    /// <param name="variance">
    /// Part of the variance to show, above 0 and at most 1: the first axes that reach it are kept, the others are 0. Null: all are kept.
    /// </param>
    /// <param name="whiten">Whether each coordinate is divided by its deviation.</param>
    public PrincipalAxes(int inputs, int components, double? variance = null, bool whiten = false) : base(nameof(PrincipalAxes))
    {
        if (components < 1 || components > inputs)
            throw new ArgumentOutOfRangeException(nameof(components), components, $"Expected 1 to {inputs}.");
        if (variance is <= 0 or > 1 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "Expected more than 0 and at most 1.");
        (_inputs, _components, _variance) = (inputs, components, variance);
        using var scope = NewDisposeScope();
        register_buffer("mean", _mean = zeros(inputs, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("axes", _axes = eye(components, inputs, dtype: ScalarType.Float32).DetachFromDisposeScope());
        register_buffer("deviation", _deviation = ones(components, dtype: ScalarType.Float32).DetachFromDisposeScope());
        if (whiten) register_buffer("scale", _scale = ones(components, dtype: ScalarType.Float32).DetachFromDisposeScope());
    }

    /// <summary>Finds the axes.</summary>
    /// <param name="rows">[count, …] of n numbers each: the training rows and no others.</param>
    /// <exception cref="FusionException">
    /// There are too few rows for so many axes, they have another width, or a value is NaN or infinite.
    /// </exception>
    public void Fit(Tensor rows) => Fit(new TrainingRows(rows));

    /// <inheritdoc cref="Fit(Tensor)"/>
    public void Fit(Table rows) => Fit(new TrainingRows(rows));

    /// <inheritdoc cref="Fit(Tensor)"/>
    public void Fit(TrainingRows rows)
    {
        if (rows.Width != _inputs)
            throw new FusionException(
                $"The rows to find axes for are [{string.Join(", ", rows.Shape)}]; expected {_inputs} numbers a row.");
        rows.ThrowIfEmpty();
        var most = Math.Min(rows.Count - 1, _inputs);
        if (_variance is null && most < _components)
            throw new FusionException(
                $"Pca: {_components} components need at least {_components + 1} training rows; there are {rows.Count}, and around their mean "
                + $"these span at most {most} axes. Ask for fewer components, or for a part of the variance, or give more rows.");
        if (most < 1) throw new FusionException("Pca: one training row does not vary, so it has no axes. Give more rows.");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var found = AxesFinder.Find(rows, (int)Math.Min(_components, most));
        var kept = found.Kept(_variance);
        _mean.copy_(found.Mean);
        _axes.zero_().Dispose();
        _deviation.zero_().Dispose();
        if (kept > 0)
        {
            _axes.narrow(0, 0, kept).copy_(found.Axes.narrow(0, 0, kept));
            _deviation.narrow(0, 0, kept).copy_(found.Variances.narrow(0, 0, kept).sqrt());
        }
        _scale?.copy_(where(_deviation > 0, _deviation.reciprocal(), zeros_like(_deviation)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var flat = input.flatten(1);                   // [batch, n]
        using var centred = flat.sub(_mean);
        using var directions = _axes.t();                    // [n, components]
        var coordinates = centred.mm(directions);            // [batch, components]
        return _scale is null ? coordinates : coordinates.mul_(_scale);
    }

    /// <summary>The constructor registers the buffers.</summary>
    protected override void RegisterComponents() { }
}
