namespace FusionDsl.Architecture;

/// <summary>Where an operator says which operands do not fit together. The first remark counts.</summary>
/// <param name="operands">What is joined.</param>
/// <param name="fusion">The operator.</param>
public sealed class OperandReport(IReadOnlyList<Operand> operands, FusionOperator fusion)
{
    /// <summary>The rule that was broken; null while everything fits.</summary>
    public Rule? Broken { get; private set; }

    /// <summary>What is to blame, below the node: <c>/reads/1</c>, the name of a parameter, or nothing.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The operand that the one to blame does not fit; null where it is about no other one.</summary>
    public int? Other { get; private set; }

    /// <summary>What the message is filled with.</summary>
    public string[] Arguments { get; private set; } = [];

    /// <summary>The operand that would fit if it were flat; null where that would not help.</summary>
    public string? FlatWouldFit { get; private set; }

    /// <summary>An operand does not fit another one.</summary>
    /// <param name="index">The operand to blame.</param>
    /// <param name="expected">What would fit.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="other">What it does not fit; by default the first operand.</param>
    public Shape? DoesNotFit(int index, string expected, string mend, int other = 0)
    {
        // An operand that fits nothing is not compared with itself.
        if (other == index) other = index == 0 ? 1 : 0;
        var (first, second) = (operands[other], operands[index]);
        if (Broken is null) Other = other;
        return Break(
            Rule.OperandMismatch, $"/reads/{index.Invariant()}",
            fusion.Kind.Name, first.Name, first.Shape.ToString(), second.Name, second.Shape.ToString(), expected, mend);
    }

    /// <summary>A number has to divide the common width.</summary>
    public Shape? NotDivisible(string parameter, int value, string what, int size) =>
        Break(Rule.NotDivisible, "/" + parameter, Start, what, size.Invariant(), parameter, value.Invariant());

    /// <summary>There would be more of something than can be counted.</summary>
    /// <param name="found">For instance <c>3,000,000,000 numbers per sample</c>.</param>
    /// <param name="mend">What to do.</param>
    public Shape? Huge(string found, string mend) => Break(Rule.HugeShape, "", Start, found, mend);

    /// <summary>[feature width], if so many can be counted.</summary>
    public Shape? Features(long width, string mend) =>
        width <= int.MaxValue ? Shape.Features((int)width) : Huge($"{width.Grouped()} numbers per sample", mend);

    /// <summary>Token ids are names, with which no operator can compute.</summary>
    /// <returns>Whether all are real numbers.</returns>
    public bool AreNumbers()
    {
        for (var i = 0; i < operands.Count; i++)
        {
            if (operands[i].Shape.Vocabulary is null) continue;
            DoesNotFit(i, "real numbers", "put an encoder with Embedding between the tokens and the fusion");
            return false;
        }
        return true;
    }

    /// <summary>Every operand has to be [feature n].</summary>
    /// <returns>Whether all are.</returns>
    public bool AreFeatures(string mend = "end the encoder in Flatten, a pooling or a recurrent layer")
    {
        if (!AreNumbers()) return false;
        for (var i = 0; i < operands.Count; i++)
        {
            if (operands[i].Shape.IsFeatures) continue;
            if (Broken is null) FlatWouldFit = operands[i].Name;
            DoesNotFit(i, "[feature]", mend);
            return false;
        }
        return true;
    }

    private string Start => $"{fusion.Display} of {string.Join(", ", operands.Select(operand => $"{operand.Name} {operand.Shape}"))}";

    private Shape? Break(Rule rule, string key, params string[] arguments)
    {
        if (Broken is null) (Broken, Key, Arguments) = (rule, key, arguments);
        return null;
    }
}
