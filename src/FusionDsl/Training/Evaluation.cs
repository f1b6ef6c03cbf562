namespace FusionDsl.Training;

/// <summary>Loss and scores of a model over a data set. The generated model returns its own kind, with a typed score per head.</summary>
/// <param name="Loss">Weighted sum of the heads' losses, mean over the samples.</param>
public abstract record Evaluation(double Loss)
{
    /// <summary>The score of every head, in declared order.</summary>
    public abstract IReadOnlyList<HeadScore> Heads { get; }
}

/// <summary>How well one head does.</summary>
/// <param name="Head">The head's node name.</param>
/// <param name="Loss">Mean over the samples.</param>
public abstract record HeadScore(string Head, double Loss)
{
    /// <summary>The scores by their names in <c>metrics.json</c>: accuracy, macroF1, mae, rmse, r2.</summary>
    public abstract IReadOnlyDictionary<string, double> Metrics { get; }
}
