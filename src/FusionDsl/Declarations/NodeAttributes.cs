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

    /// <summary>
    /// Whether a class counts in training by how rare it is: N / (K · n) for a class with n of the N training rows, where K classes have any.
    /// The other way is a <see cref="ClassWeightAttribute"/> for each class. Evaluation and early stopping know no weights.
    /// </summary>
    public bool Balance { get; set; }

    /// <summary>
    /// Part ε of a label that training spreads evenly over all classes (Szegedy et al., 2016); 0 to below 1. The targets are then
    /// 1 − ε + ε/K for the true class and ε/K for the others. Evaluation and early stopping know no smoothing.
    /// </summary>
    public double LabelSmoothing { get; set; }
}

/// <summary>How much the samples of one class of a classifier count in training; a class without it counts 1.</summary>
/// <param name="name">Name of the class: <c>nameof(Cipher.Aes)</c>.</param>
/// <param name="weight">
/// Factor of the loss of its samples; 1e-6 to 1e6. The mean divides by the sum of the factors, so only their ratios count.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class ClassWeightAttribute(string name, double weight) : DeclarationAttribute
{
    /// <summary>Name of the class.</summary>
    public string Name { get; } = name;

    /// <summary>Factor of the loss of its samples.</summary>
    public double Weight { get; } = weight;
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

/// <summary>
/// On a fusion: its operands learn nothing from it, but from heads of their own, each with its own loss. The fusion sees their features without a
/// way back for the gradient.
/// </summary>
public sealed class IndependentAttribute : DeclarationAttribute;

/// <summary>
/// An encoder that first learns to reconstruct what it reads: its layers (the layer attributes, in reading order) and a Dense to a few latent
/// features, from which a mirrored decoder makes the input again. It is trained on the mean squared error before all else, and then frozen or
/// fine-tuned with the rest. Without layers it is linear: it finds the space of the principal components.
/// </summary>
/// <typeparam name="TFrom">A modality, or a fusion of modalities without weights, of the same model. Best standardized.</typeparam>
/// <param name="latent">How many features; at least 1, and fewer than the numbers that it reads unless there is noise.</param>
public sealed class AutoencoderAttribute<TFrom>(int latent) : DeclarationAttribute
{
    /// <summary>How many features.</summary>
    public int Latent { get; } = latent;

    /// <summary>
    /// Standard deviation of the noise that training adds to the input, as a factor of the input's own standard deviation; at least 0. What is to
    /// come out is the input without it (Vincent et al., 2008).
    /// </summary>
    public double Noise { get; set; }

    /// <summary>Whether the encoder goes on learning with the rest of the model; else it is frozen.</summary>
    public bool FineTune { get; set; }

    /// <summary>Passes over the training data, at least 1; without it as many as <see cref="TrainAttribute.Epochs"/>.</summary>
    public int Epochs { get; set; }

    /// <summary>
    /// Epochs without a lower validation error before it is done, 0: never; without it as many as <see cref="TrainAttribute.Patience"/>.
    /// </summary>
    public int Patience { get; set; }
}
