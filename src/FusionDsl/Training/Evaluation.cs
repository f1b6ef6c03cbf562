using System.Globalization;

namespace FusionDsl.Training;

/// <summary>Loss and scores of a model over a data set. The generated model returns its own kind, with a typed score per head.</summary>
/// <param name="Loss">Weighted sum of the heads' losses, mean over the samples.</param>
public abstract record Evaluation(double Loss)
{
    /// <summary>The score of every head in the order of their names, then of every decision. The loss is that of the heads alone.</summary>
    public abstract IReadOnlyList<HeadScore> Heads { get; }

    /// <summary>For people: the loss, and the scores of every head.</summary>
    public sealed override string ToString() =>
        string.Join("; ", [string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}"), .. Heads.Select(head => head.ToString())]);
}

/// <summary>How well one head does.</summary>
/// <param name="Head">The head's node name.</param>
/// <param name="Loss">Mean over the samples.</param>
public abstract record HeadScore(string Head, double Loss)
{
    /// <summary>The scores by their names in <c>metrics.json</c>: accuracy, macroF1, mae, rmse, r2.</summary>
    public abstract IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>
    /// How much better it does than who knows nothing about a sample: 1 is all that can be known, 0 no better, below 0 worse. Of a classifier
    /// 1 − loss / entropy of the classes, of a regression R²; NaN where there is nothing to be known.
    /// </summary>
    public abstract double Skill { get; }

    /// <summary>For people: the head and its scores.</summary>
    public sealed override string ToString() =>
        $"{Head}: {string.Join(", ", Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:F4}")))}";
}
