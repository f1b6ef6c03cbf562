namespace FusionDsl;

/// <summary>
/// Base of the decisions, which merge what heads say: classifiers of the same classes, or (Average and Weighted) regressions with equally
/// many targets. Heads are trained as if there were no decision.
/// </summary>
/// <remarks>Type arguments are heads of the same model.</remarks>
public abstract class DecisionAttribute : DeclarationAttribute
{
    /// <summary>
    /// The head whose labels are the truth that the decision is judged by, one of those that it merges: <c>nameof(Left)</c>. Without it
    /// the first. It has to be said where the heads' sources are different columns.
    /// </summary>
    public string? Labels { get; set; }
}
