namespace FusionDsl;

/// <summary>A decision: a softmax regression on what the heads say, trained on held-out folds of the training rows.</summary>
public abstract class StackingDecisionAttribute : DecisionAttribute
{
    /// <summary>Parts of the training rows; copies of the model are trained without each of them in turn. At least 2.</summary>
    public int Folds { get; set; } = 5;

    /// <summary>Penalty on the squared distance of its weights from the geometric mean of the heads; 0 or more.</summary>
    public double L2 { get; set; } = 1e-3;
}

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh> : StackingDecisionAttribute;

/// <inheritdoc cref="StackingDecisionAttribute"/>
public sealed class StackingAttribute<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh, TEighth> : StackingDecisionAttribute;
