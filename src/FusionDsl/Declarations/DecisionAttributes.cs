namespace FusionDsl;

/// <summary>
/// Base of the decisions, which merge what heads say: classifiers of the same classes, or (Average and Weighted) regressions with equally
/// many targets. Heads are trained as if there were no decision.
/// </summary>
public abstract class DecisionAttribute : DeclarationAttribute
{
    /// <summary>
    /// The head whose labels are the truth that the decision is judged by, one of those that it merges: <c>nameof(Left)</c>. Without it
    /// the first. It has to be said where the heads' sources are different columns.
    /// </summary>
    public string? Labels { get; set; }
}

/// <summary>Base of <c>Stacking</c>.</summary>
public abstract class StackingDecisionAttribute : DecisionAttribute
{
    /// <summary>Parts of the training rows; copies of the model are trained without each of them in turn. At least 2.</summary>
    public int Folds { get; set; } = 5;

    /// <summary>Penalty on the squared distance of its weights from the geometric mean of the heads; 0 or more.</summary>
    public double L2 { get; set; } = 1e-3;
}

/// <summary>A decision: the mean of what 2 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond> : DecisionAttribute;

/// <summary>A decision: the mean of what 3 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird> : DecisionAttribute;

/// <summary>A decision: the mean of what 4 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth> : DecisionAttribute;

/// <summary>A decision: the mean of what 5 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : DecisionAttribute;

/// <summary>A decision: the mean of what 6 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : DecisionAttribute;

/// <summary>A decision: the mean of what 7 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : DecisionAttribute;

/// <summary>A decision: the mean of what 8 heads say, p = (p₁ + … + p_M) / M. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
/// <typeparam name="TEighth">A head of the same model.</typeparam>
public sealed class AverageAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 2 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 3 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 4 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 5 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 6 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 7 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : DecisionAttribute;

/// <summary>A decision: p = Σ w_m p_m of 8 heads, with the weights that serve the validation rows best. Also of regressions.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
/// <typeparam name="TEighth">A head of the same model.</typeparam>
public sealed class WeightedAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : DecisionAttribute;

/// <summary>A decision: the majority of 2 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond> : DecisionAttribute;

/// <summary>A decision: the majority of 3 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird> : DecisionAttribute;

/// <summary>A decision: the majority of 4 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth> : DecisionAttribute;

/// <summary>A decision: the majority of 5 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : DecisionAttribute;

/// <summary>A decision: the majority of 6 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : DecisionAttribute;

/// <summary>A decision: the majority of 7 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : DecisionAttribute;

/// <summary>A decision: the majority of 8 heads; their mean probability breaks ties.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
/// <typeparam name="TEighth">A head of the same model.</typeparam>
public sealed class VoteAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : DecisionAttribute;

/// <summary>A decision: a softmax regression on what 2 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 3 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 4 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 5 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 6 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 7 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : StackingDecisionAttribute;

/// <summary>A decision: a softmax regression on what 8 heads say, trained on held-out folds of the training rows.</summary>
/// <typeparam name="TFirst">A head of the same model.</typeparam>
/// <typeparam name="TSecond">A head of the same model.</typeparam>
/// <typeparam name="TThird">A head of the same model.</typeparam>
/// <typeparam name="TFourth">A head of the same model.</typeparam>
/// <typeparam name="TFifth">A head of the same model.</typeparam>
/// <typeparam name="TSixth">A head of the same model.</typeparam>
/// <typeparam name="TSeventh">A head of the same model.</typeparam>
/// <typeparam name="TEighth">A head of the same model.</typeparam>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : StackingDecisionAttribute;
