namespace FusionDsl.Training;

/// <summary>How well a classifier does, with everything that follows from its confusion matrix.</summary>
/// <remarks>
/// A quotient whose divisor is 0 is NaN, never a made-up 0 or 1: the precision of a class that was never predicted, the recall of a class
/// without a sample, the F1 of a class with neither.
/// </remarks>
public sealed record ClassificationScore : HeadScore
{
    private readonly long[] _true, _predicted;

    /// <param name="head">The head's node name.</param>
    /// <param name="loss">Mean over the samples, in nats.</param>
    /// <param name="classes">The names in the order of the logits.</param>
    /// <param name="confusion">[true class, predicted class], the number of samples.</param>
    public ClassificationScore(string head, double loss, IReadOnlyList<string> classes, long[,] confusion) : base(head, loss)
    {
        if (confusion.GetLength(0) != classes.Count || confusion.GetLength(1) != classes.Count)
            throw new ArgumentException(
                $"The confusion matrix is {confusion.GetLength(0)} × {confusion.GetLength(1)}; "
                + $"expected {classes.Count} × {classes.Count}.");
        (Classes, Confusion, _true, _predicted) = (classes, confusion, new long[classes.Count], new long[classes.Count]);
        for (var actual = 0; actual < classes.Count; actual++)
            for (var guess = 0; guess < classes.Count; guess++)
            {
                _true[actual] += confusion[actual, guess];
                _predicted[guess] += confusion[actual, guess];
            }

        Count = _true.Sum();
        Accuracy = Quotient(Enumerable.Range(0, classes.Count).Sum(@class => confusion[@class, @class]), Count);
        PerClass = [.. Enumerable.Range(0, classes.Count).Select(ScoreOf)];
        var defined = PerClass.Where(score => !double.IsNaN(score.F1)).ToList();
        MacroF1 = defined.Count == 0 ? double.NaN : defined.Average(score => score.F1);
        Metrics = new Dictionary<string, double> { ["accuracy"] = Accuracy, ["macroF1"] = MacroF1 };
    }

    /// <summary>The names in the order of the logits.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>[true class, predicted class], the number of samples.</summary>
    public long[,] Confusion { get; }

    /// <summary>Samples judged.</summary>
    public long Count { get; }

    /// <summary>The share of samples whose most probable class is the true one, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>
    /// The mean of the classes' F1, 0 to 1, every class weighing the same. A class that no sample has and no prediction names is left out;
    /// a class that is predicted but never true counts with its F1 of 0.
    /// </summary>
    public double MacroF1 { get; }

    /// <summary>One score per class, in the order of the logits.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Metrics { get; }

    /// <inheritdoc/>
    public override double Skill
    {
        get
        {
            var entropy = _true.Where(count => count > 0).Sum(count => -Quotient(count, Count) * Math.Log(Quotient(count, Count)));
            return entropy > 0 ? 1 - (Loss / entropy) : double.NaN;
        }
    }

    private ClassScore ScoreOf(int @class)
    {
        var hits = Confusion[@class, @class];
        return new(
            Classes[@class],
            Precision: Quotient(hits, _predicted[@class]),
            Recall: Quotient(hits, _true[@class]),
            F1: Quotient(2 * hits, _predicted[@class] + _true[@class]),
            Count: _true[@class]);
    }

    private static double Quotient(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;
}

/// <summary>How well a classifier knows one class.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Precision">Of the samples that were called so, the share that are, 0 to 1; NaN if none was called so.</param>
/// <param name="Recall">Of the samples that are so, the share that were called so, 0 to 1; NaN if none is so.</param>
/// <param name="F1">
/// 2 · hits / (samples called so + samples that are so), the harmonic mean of both, 0 to 1; NaN if there is neither.
/// </param>
/// <param name="Count">Samples that are of this class.</param>
public sealed record ClassScore(string Class, double Precision, double Recall, double F1, long Count);
