namespace FusionDsl.Architecture;

/// <summary>A kind of head: what is learned.</summary>
public sealed record HeadKind(string Name, string Summary, EquatableArray<Parameter> Parameters) : Keyword(Name, Summary, Parameters)
{
    private static readonly Parameter Weight = Parameter.Real("weight", "Factor of this head's loss in the sum of all losses.", 1) with { Above = 0 };

    /// <summary>One of several classes: softmax cross-entropy on logits.</summary>
    public static HeadKind Classifier { get; } = new(
        "Classifier", "One of several classes: softmax cross-entropy on logits.",
        [
            Weight,
            Parameter.Flag("balance", "Whether a class counts in training by how rare it is: N / (K · n).", false),
            Parameter.Real("labelSmoothing", "Part of a label that training spreads over all classes.", 0) with { AtLeast = 0, Below = 1 },
        ]) { Key = "classify" };

    /// <summary>Numbers: mean squared error.</summary>
    public static HeadKind Regression { get; } = new(
        "Regression", "Numbers: mean squared error.",
        [Parameter.Integer("targets", "How many numbers are learned.", atLeast: 1, otherwise: 1), Weight]) { Key = "regress" };
}
