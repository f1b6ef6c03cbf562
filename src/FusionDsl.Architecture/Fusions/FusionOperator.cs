namespace FusionDsl.Architecture;

/// <summary>How several nodes become one. Each operator is one file.</summary>
public abstract record FusionOperator
{
    /// <summary>Name and parameters.</summary>
    public abstract OperatorKind Kind { get; }

    /// <summary>As its attribute is written, without the operands; settings with their default are left out.</summary>
    public virtual string Display => Kind.Name;

    /// <summary>The shape of the result; null after it has reported why there is none.</summary>
    public abstract Shape? Infer(IReadOnlyList<Operand> operands, OperandReport report);

    /// <summary>How it is written in C#.</summary>
    public abstract OperatorCode Code(IReadOnlyList<Operand> operands);

    /// <summary>Numbers that training changes.</summary>
    /// <exception cref="OverflowException">More than can be counted.</exception>
    public virtual long ParameterCount(IReadOnlyList<Operand> operands) => 0;

    /// <summary>
    /// Floating-point operations per sample; a multiplication and an addition are two. Functions of single numbers are not counted.
    /// </summary>
    /// <exception cref="OverflowException">More than can be counted.</exception>
    public virtual long Flops(IReadOnlyList<Operand> operands) => 0;

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
    : Keyword(Name, Summary, Parameters)
{
    /// <summary>Whether it joins two nodes and never more.</summary>
    public bool IsPair { get; init; }

    /// <summary>
    /// The key by which a spec names the second node of a pair whose nodes play different parts, so that it does not hide in the order of
    /// a list; in C# it is the second type argument, which bears this name. Null where all nodes are alike.
    /// </summary>
    public string? Role { get; init; }
}

/// <summary>One of the nodes that a fusion joins.</summary>
public sealed record Operand(string Name, Shape Shape);

/// <summary>How an operator is written in C#.</summary>
/// <param name="Call">The expression that makes the result, with <c>{operands}</c> for the list of the operands' tensors.</param>
public sealed record OperatorCode(string Call)
{
    /// <summary>Class of the module that has the weights; null where there are none.</summary>
    public string? Type { get; init; }

    /// <summary>The expression that constructs the module.</summary>
    public string? Construct { get; init; }

    /// <summary>An operator without weights.</summary>
    public static OperatorCode Function(string call) => new(call);

    /// <summary>An operator with weights: a module of <c>FusionDsl.Fusions</c>.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="operands">What is joined: the constructor gets their widths.</param>
    /// <param name="arguments">What else the constructor takes.</param>
    public static OperatorCode Module(string type, IReadOnlyList<Operand> operands, params string?[] arguments)
    {
        var widths = $"[{string.Join(", ", operands.Select(operand => operand.Shape.Width.Invariant()))}]";
        return new("{field}.call({operands})")
        {
            Type = $"Fusions::{type}",
            Construct = $"new({string.Join(", ", arguments.Where(argument => argument is not null).Prepend(widths))})",
        };
    }
}
