using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>OGM-GE of a run.</summary>
/// <param name="Alpha">How strongly a branch that leads is held back; above 0.</param>
/// <param name="Noise">Whether noise is added to the gradients of the branches.</param>
public sealed record ModulationOptions(double Alpha, bool Noise);

/// <summary>
/// On-the-fly gradient modulation with generalisation enhancement (OGM-GE; Peng et al., 2022), for any number of modalities: the branch that is
/// surest of the true classes learns more slowly, so that the others catch up.
/// </summary>
/// <remarks>
/// Of each batch, s is the sum of the probabilities that the branch's own classifier gives to the true classes, and ρ = s / (mean of the s of the
/// other branches). The gradients of a branch with ρ above 1 are multiplied by <c>k = 1 − tanh(α · ρ)</c>, those of the others by 1; then
/// each parameter of every branch gets normal noise with the standard deviation that its gradient had, if that is asked for.
/// </remarks>
public sealed class GradientModulation
{
    private readonly ModulationOptions _options;
    private readonly FlatParameters _parameters;
    private readonly (long Start, long Count)[][] _branches;   // the parameters of each

    /// <param name="options">Of the run.</param>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="branches">Of each branch the nodes that no other modality reaches.</param>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public GradientModulation(ModulationOptions options, FlatParameters parameters, params string[][] branches)
    {
        if (!(options.Alpha > 0 && double.IsFinite(options.Alpha)))
            throw new FusionException(FormattableString.Invariant($"OgmGe: Alpha is {options.Alpha}; expected a number above 0."));
        (_options, _parameters) = (options, parameters);
        _branches = [.. branches.Select(nodes => nodes.SelectMany(parameters.PartsOf).ToArray())];
    }

    /// <summary>The factors of the branches.</summary>
    /// <param name="alpha">Above 0.</param>
    /// <param name="confidences">Of each branch the sum of the probabilities of the true classes; at least two.</param>
    public static double[] Factors(double alpha, params double[] confidences)
    {
        var sum = confidences.Sum();
        return [.. confidences.Select(own =>
        {
            var ratio = own / ((sum - own) / (confidences.Length - 1));
            return ratio > 1 ? 1 - Math.Tanh(alpha * ratio) : 1;
        })];
    }

    /// <summary>The probabilities that a classifier gives to the true classes of a batch, added up.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="labels">[batch] int64, places among the logits</param>
    public static double Confidence(Tensor logits, Tensor labels)
    {
        using var noGrad = no_grad();
        using var probabilities = logits.softmax(1);
        using var places = labels.unsqueeze(1);
        using var own = probabilities.gather(1, places);
        using var sum = own.sum();
        return sum.ToDouble();
    }

    /// <summary>Changes the gradients of one batch.</summary>
    /// <param name="confidences">Of each branch, see <see cref="Confidence"/>.</param>
    public void Apply(params double[] confidences)
    {
        using var noGrad = no_grad();
        var factors = Factors(_options.Alpha, confidences);
        for (var branch = 0; branch < _branches.Length; branch++)
            foreach (var (start, count) in _branches[branch])
            {
                using var gradient = _parameters.Gradients.narrow(0, start, count);
                using var noise = _options.Noise ? Noise(gradient) : null;
                if (factors[branch] != 1) gradient.mul_(factors[branch]);
                if (noise is not null) gradient.add_(noise);
            }
    }

    // Of one number there is no deviation.
    private static Tensor? Noise(Tensor gradient)
    {
        if (gradient.numel() < 2) return null;
        using var deviation = gradient.std();
        return randn_like(gradient).mul_(deviation);
    }
}
