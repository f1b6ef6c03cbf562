namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A decision over something that says nothing.</summary>
    public static Rule DecisionReadsHeads { get; } = new(4040, "A decision merges heads",
        "'{0}' is no head, and {1} merges what heads say. {2}");

    /// <summary>A decision that is read like features or like a head.</summary>
    public static Rule DecisionIsNoInput { get; } = new(4041, "A decision cannot be read",
        "'{0}' is a decision, the last word of a model; {1} reads {2}. Give {1} what '{0}' reads");

    /// <summary>Heads that do not speak of the same things.</summary>
    public static Rule DecisionMismatch { get; } = new(4042, "The heads of a decision must answer one question",
        "{0} cannot merge '{1}' ({2}) with '{3}' ({4}): expected {5}");

    /// <summary>A rule for probabilities over numbers.</summary>
    public static Rule DecisionNeedsClasses { get; } = new(4043, "A decision merges probabilities, not numbers",
        "{0} merges the probabilities of classes, and '{1}' is a regression. Numbers can be merged by {2}");

    /// <summary>A truth from elsewhere.</summary>
    public static Rule LabelsOfAnotherHead { get; } = new(4044, "A decision is judged by labels of its heads",
        "'{0}' is no head that '{1}' merges{2} Expected one of: {3}");

    /// <summary>Several label columns and no word on which is true.</summary>
    public static Rule SeveralTruths { get; } = new(4045, "A decision needs to know its truth",
        "The heads of '{0}' learn from several label columns ({1}), and one of them has to judge '{0}'. "
        + "Name the head whose labels are the truth: {2}");
}
