namespace FusionDsl.Training;

/// <summary>Gradient-Blending of a run.</summary>
/// <param name="Every">Epochs of a super-epoch, after which the weights of the heads are estimated anew; at least 1.</param>
public sealed record BlendingOptions(int Every);

/// <summary>
/// Gradient-Blending (Wang, Tran and Feiszli, 2020): a head counts the more, the more it gains in generalisation, and the less, the more it
/// overfits.
/// </summary>
/// <remarks>
/// Measured on the running model, not on copies: at the beginning of every super-epoch, in evaluation mode, the loss of each head over all
/// training rows (T) and all validation rows (V), with the weights as they are. From one to the next, a head gains <c>G = V before − V after</c>,
/// and its gap grows by <c>O = (V − T) after − (V − T) before</c>. It then weighs in proportion to <c>G / O²</c>, and all heads together as
/// much as was declared. The first super-epoch has the weights that were declared. Bounds where the estimate has none: a growth of the gap
/// below a hundredth of the largest counts as that much; a head keeps a hundredth of the whole, so that one that gained nothing may come
/// back; where no head gained anything the weights stay. Costs two evaluations per super-epoch.
/// </remarks>
public sealed class GradientBlending
{
    private const double SmallestGrowth = 0.01, SmallestShare = 0.01;

    private readonly int _every;
    private readonly LossWeights _weights;
    private Measure? _last;

    /// <param name="options">Of the run.</param>
    /// <param name="weights">What is changed.</param>
    /// <exception cref="FusionException">A setting is out of its range.</exception>
    public GradientBlending(BlendingOptions options, LossWeights weights)
    {
        if (options.Every < 1) throw new FusionException($"GradientBlending: Every is {options.Every}; expected at least 1.");
        (_every, _weights) = (options.Every, weights);
    }

    /// <summary>For a checkpoint: the epoch of the last measure, what the heads weigh, and their losses by then; empty before the first.</summary>
    internal IReadOnlyList<double> State => _last is null ? []
        : [_last.Epochs, .. _weights.Heads.Select(head => _weights[head]), .. _last.Train, .. _last.Validation];

    /// <summary>An epoch begins: if it is the first of a super-epoch, the weights of the heads are estimated anew.</summary>
    /// <param name="epochs">Epochs of the run that are over.</param>
    /// <param name="beganAfter">Epochs that were over when the stage began; with a stage everything begins anew.</param>
    /// <param name="train">Scores over the training rows, asked for only where they are needed.</param>
    /// <param name="validation">Scores over the validation rows.</param>
    public void Begin(int epochs, int beganAfter, Func<Evaluation> train, Func<Evaluation> validation)
    {
        if (_last is not null && _last.Epochs < beganAfter) _last = null;
        // A run that goes on within an epoch has measured already; a head alone has nothing to be weighed against.
        if (_last?.Epochs == epochs || _weights.Heads.Count(head => _weights[head] > 0) < 2 || (epochs - beganAfter) % _every != 0) return;
        var now = new Measure(epochs, LossesOf(train()), LossesOf(validation()));
        if (_last is { } before) Estimate(before, now);
        _last = now;
    }

    /// <summary>The weights that the estimates give, in the order of the heads; null where no head gained anything.</summary>
    /// <param name="total">What they sum up to.</param>
    /// <param name="heads">Of each head the losses over training and validation rows, before and after.</param>
    public static double[]? WeightsOf(double total, params ((double Train, double Validation) Before, (double Train, double Validation) After)[] heads)
    {
        var gains = heads.Select(head => Math.Max(0, head.Before.Validation - head.After.Validation)).ToArray();
        var growths = heads.Select(head => head.After.Validation - head.After.Train - (head.Before.Validation - head.Before.Train)).ToArray();
        var smallest = SmallestGrowth * growths.Max(Math.Abs);
        // Gaps that did not change at all say nothing: the gains alone count.
        var ratios = gains.Zip(growths, (gain, growth) => smallest == 0 ? gain : gain / Math.Pow(Math.Max(growth, smallest), 2)).ToArray();
        var sum = ratios.Sum();
        if (!(sum > 0) || !double.IsFinite(sum)) return null;
        var shares = ratios.Select(ratio => Math.Max(ratio / sum, SmallestShare)).ToArray();
        return [.. shares.Select(share => total * share / shares.Sum())];
    }

    /// <summary>Goes on where another run was.</summary>
    internal void Resume(IReadOnlyList<double> state)
    {
        if (state.Count == 0) return;
        string[] heads = [.. _weights.Heads];
        var numbers = state.Skip(1).ToList();
        for (var i = 0; i < heads.Length; i++) _weights.Set(heads[i], numbers[i]);
        _last = new((int)state[0], [.. numbers.Skip(heads.Length).Take(heads.Length)], [.. numbers.Skip(2 * heads.Length)]);
    }

    private void Estimate(Measure before, Measure now)
    {
        // Only heads that count in the stage are blended.
        var heads = _weights.Heads.Select((name, i) => (Name: name, Index: i)).Where(head => _weights[head.Name] > 0).ToArray();
        var weights = WeightsOf(heads.Sum(head => _weights.Declared(head.Name)), [.. heads.Select(head =>
            ((before.Train[head.Index], before.Validation[head.Index]), (now.Train[head.Index], now.Validation[head.Index])))]);
        for (var i = 0; weights is not null && i < heads.Length; i++) _weights.Set(heads[i].Name, weights[i]);
    }

    private double[] LossesOf(Evaluation scores) => [.. _weights.Heads.Select(head => scores.Heads.First(score => score.Head == head).Loss)];

    private sealed record Measure(int Epochs, double[] Train, double[] Validation);
}
