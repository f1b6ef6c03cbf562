namespace FusionDsl;

/// <summary>How long and in what portions to train. Everything can be overridden at run time: <c>Model.Trainer.Defaults with { … }</c>.</summary>
public sealed class TrainAttribute : DeclarationAttribute
{
    /// <summary>Passes over the training data; at least 1.</summary>
    public int Epochs { get; set; } = 50;

    /// <summary>Samples per step; at least 1, and at least 3 where the model has a BatchNorm.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Epochs without a lower validation loss before training stops; 0: never.</summary>
    public int Patience { get; set; } = 10;

    /// <summary>Decides the first weights, the order of the samples and dropout; at least 0.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Threads of libtorch, at least 1; where it is not given they are measured at the start.</summary>
    public int Threads { get; set; }

    /// <summary>
    /// Greatest L2 norm of all gradients together, above 0: longer ones are shortened (Pascanu et al., 2013). Where it is not given, none is.
    /// </summary>
    public double ClipNorm { get; set; }

    /// <summary>Greatest amount of any single gradient, above 0, instead of <see cref="ClipNorm"/>; where it is not given, any will do.</summary>
    public double ClipValue { get; set; }

    /// <summary>Batches per step of the optimizer, which is then as if they were one; at least 1.</summary>
    public int Accumulate { get; set; } = 1;
}

/// <summary>
/// Takes modalities from samples in training, so that the model learns to do without (Neverova et al., 2016); a sample always keeps one. What is
/// taken is replaced by a trained token, as in prediction where a modality is missing.
/// </summary>
/// <param name="probability">How probable it is that a sample loses a modality, each on its own; above 0 and below 1.</param>
public sealed class ModalityDropoutAttribute(double probability) : DeclarationAttribute
{
    /// <summary>How probable it is that a sample loses a modality.</summary>
    public double Probability { get; } = probability;
}

/// <summary>Trains with Adam (Kingma and Ba, 2015).</summary>
/// <param name="learningRate">Size of a step; above 0.</param>
public sealed class AdamAttribute(double learningRate) : DeclarationAttribute
{
    /// <summary>Size of a step; above 0.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>Decay of the mean of the gradients; 0 to below 1.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of their squares; 0 to below 1.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the root of the squares; above 0.</summary>
    public double Epsilon { get; set; } = 1e-8;
}

/// <summary>Trains with AdamW: Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
/// <param name="learningRate">Size of a step; above 0.</param>
public sealed class AdamWAttribute(double learningRate) : DeclarationAttribute
{
    /// <summary>Size of a step; above 0.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>Fraction of a weight that a step takes away, times the learning rate; at least 0.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>Decay of the mean of the gradients; 0 to below 1.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of their squares; 0 to below 1.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the root of the squares; above 0.</summary>
    public double Epsilon { get; set; } = 1e-8;
}

/// <summary>Trains with stochastic gradient descent, with momentum if wished (Sutskever et al., 2013).</summary>
/// <param name="learningRate">Size of a step; above 0.</param>
public sealed class SgdAttribute(double learningRate) : DeclarationAttribute
{
    /// <summary>Size of a step; above 0.</summary>
    public double LearningRate { get; } = learningRate;

    /// <summary>Part of the last step that is kept; 0 to below 1.</summary>
    public double Momentum { get; set; }

    /// <summary>Whether to look ahead by the momentum.</summary>
    public bool Nesterov { get; set; }

    /// <summary>Factor of the squared weights' gradient; at least 0.</summary>
    public double WeightDecay { get; set; }
}
