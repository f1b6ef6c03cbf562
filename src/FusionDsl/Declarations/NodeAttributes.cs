namespace FusionDsl;

/// <summary>A network from one node to features; its layers are the layer attributes, in reading order.</summary>
/// <typeparam name="TFrom">A modality, another encoder or a fusion of the same model.</typeparam>
public sealed class EncoderAttribute<TFrom> : DeclarationAttribute;

/// <summary>A task with classes: one logit per member of the enum, softmax cross-entropy.</summary>
/// <typeparam name="TFrom">A modality, encoder or fusion of the same model.</typeparam>
/// <typeparam name="TEnum">Its members are the classes, in the order of the logits.</typeparam>
public sealed class ClassifierAttribute<TFrom, TEnum> : DeclarationAttribute where TEnum : struct, Enum
{
    /// <summary>Factor of this head's loss in the sum of all losses; above 0.</summary>
    public double Weight { get; set; } = 1;
}

/// <summary>A task with numbers: mean squared error.</summary>
/// <typeparam name="TFrom">A modality, encoder or fusion of the same model.</typeparam>
/// <param name="targets">How many numbers are learned; at least 1.</param>
public sealed class RegressionAttribute<TFrom>(int targets = 1) : DeclarationAttribute
{
    /// <summary>How many numbers are learned.</summary>
    public int Targets { get; } = targets;

    /// <summary>Factor of this head's loss in the sum of all losses; above 0.</summary>
    public double Weight { get; set; } = 1;
}
