namespace FusionDsl.Architecture;

/// <summary>How several nodes become one. Each operator is one file.</summary>
public abstract record FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public abstract OperatorKind Kind { get; }

    /// <summary>The shape of the result; null after it has reported why there is none.</summary>
    public abstract Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report);

    /// <summary>The lines that make the result: C# with <c>{0}</c>, <c>{1}</c> … for the operands' tensors.</summary>
    public abstract string Code(IReadOnlyList<Operand> operands);

    /// <summary>
    /// Whether the result is nothing but the operands side by side, so that each of them can be computed in its place (see
    /// <see cref="StaticPlan"/>).
    /// </summary>
    public virtual bool IsSideBySide(IReadOnlyList<Operand> operands) => false;

    /// <summary>
    /// Whether equal places of operands over time must be equal times, as where series are put side by side: two different rates are then
    /// an error. Not so for operators that look for what belongs together, such as attention.
    /// </summary>
    public virtual bool AlignsTime => true;
}

/// <summary>A kind of fusion.</summary>
public sealed record OperatorKind(string Name, string Summary, EquatableArray<Parameter> Parameters, Func<Arguments, FusionOperator> Create)
    : Keyword(Name, Summary, Parameters);

/// <summary>One of the nodes that a fusion joins.</summary>
public sealed record Operand(string Name, Shape Shape);

/// <summary>Where an operator says which operands do not fit together.</summary>
public sealed class OperandReport
{
    /// <summary>Index of the operand to blame; null while everything fits.</summary>
    public int? Misfit { get; private set; }

    /// <summary>What the message is filled with.</summary>
    public string[] Arguments { get; private set; } = [];

    /// <summary>An operand does not fit the first one.</summary>
    public Shape? DoesNotFit(string fusion, IReadOnlyList<Operand> operands, int index, string expected, string mend)
    {
        Misfit = index;
        var (first, second) = (operands[0], operands[index]);
        Arguments = [fusion, first.Name, first.Shape.ToString(), second.Name, second.Shape.ToString(), expected, mend];
        return null;
    }
}
