namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>No node of that name.</summary>
    public static Rule UnknownNode { get; } = new(4001, "Unknown node", "There is no node '{0}' in this model{1} Expected one of: {2}");

    /// <summary>A node that nobody reads.</summary>
    public static Rule UnreadNode { get; } = new(4002, "A node is never read",
        "Nobody reads '{0}': it would be computed for nothing. Let an encoder, a fusion or a head read it, or remove it");

    /// <summary>Nodes that wait for each other.</summary>
    public static Rule Cycle { get; } = new(4003, "Nodes read each other in a circle", "'{0}' reads itself: {1}. Break the circle");

    /// <summary>A type argument that is no node of the model.</summary>
    public static Rule ForeignNode { get; } = new(4004, "Not a node of this model", "'{0}' is no node of this model; expected a class nested in '{1}'",
        RuleLanguages.CSharp);

    /// <summary>A model without a task.</summary>
    public static Rule NoHead { get; } = new(4005, "A model needs a head",
        "'{0}' has no head, so there is nothing to learn. Add a Classifier or a Regression; in a spec 'heads:' with 'classify:' or 'regress:'");

    /// <summary>A head that is read like features.</summary>
    public static Rule HeadIsNoInput { get; } = new(4006, "A head cannot be read", "'{0}' is a head; {1} reads modalities, encoders and fusions");

    /// <summary>A fusion of one, or of more than its operator is defined for.</summary>
    public static Rule OperandCount { get; } = new(4007, "A fusion has too few or too many operands",
        "{0} joins {1}; found {2}. {3}", RuleLanguages.Yaml);

    /// <summary>A fusion of a node with itself.</summary>
    public static Rule RepeatedOperand { get; } = new(4008, "An operand is given twice", "'{0}' is given twice. Remove one of them");

    /// <summary>An encoder that does nothing.</summary>
    public static Rule NoLayers { get; } = new(4009, "An encoder needs a layer", "'{0}' has no layers, so it would hand on what it reads. Add a layer, or read '{1}' directly");

    /// <summary>An operand that no head judges, or several.</summary>
    public static Rule NoJudge { get; } = new(4011, "An operand needs one head to be judged by",
        "'{0}' weighs '{1}' by how well a head of its own does; expected one head that reads '{1}', found {2}. "
        + "Let one Classifier or Regression read it, or take WeightedSum, which learns its weights");

    /// <summary>A model without a modality.</summary>
    public static Rule NoModality { get; } = new(4010, "A model needs a modality", "'{0}' has no modality. Add a Vector, Tokens, Series or Image; in a spec beneath 'modalities:'");
}
