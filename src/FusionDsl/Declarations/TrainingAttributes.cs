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

/// <summary>
/// How fast the weights of one encoder, fusion or head learn: its learning rate is that of the model, at every step, times a factor.
/// </summary>
/// <param name="factor">Of the model's learning rate; above 0. A node that is not to learn at all is frozen by a stage.</param>
public sealed class LearningRateAttribute(double factor) : DeclarationAttribute
{
    /// <summary>Of the model's learning rate; above 0.</summary>
    public double Factor { get; } = factor;
}

/// <summary>
/// A part of the run in which some nodes learn and the others stay as they are (their BatchNorms keep their statistics, nothing is dropped).
/// Several follow each other in the order in which they are written; each has an optimizer, a schedule and best weights of its own.
/// <c>[Stage("branches", Freeze = [nameof(Joint), nameof(Verdict)]), Stage("all")]</c>
/// </summary>
/// <param name="name">For reports; every stage has another.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class StageAttribute(string name) : DeclarationAttribute
{
    /// <summary>For reports.</summary>
    public string Name { get; } = name;

    /// <summary>Encoders, fusions and heads that learn; without it all that the losses come from.</summary>
    public string[]? Train { get; set; }

    /// <summary>Encoders, fusions and heads that do not learn, instead of <see cref="Train"/>.</summary>
    public string[]? Freeze { get; set; }

    /// <summary>Heads whose losses count, in training and in validation; without it all that come from something that learns.</summary>
    public string[]? Losses { get; set; }

    /// <summary>Passes over the training data, at least 1; without it as many as <see cref="TrainAttribute.Epochs"/>.</summary>
    public int Epochs { get; set; }

    /// <summary>Size of a step, above 0; without it that of the optimizer.</summary>
    public double LearningRate { get; set; }

    /// <summary>
    /// Epochs without a lower validation loss before the stage ends, 0: never; without it as many as <see cref="TrainAttribute.Patience"/>.
    /// </summary>
    public int Patience { get; set; }
}

/// <summary>
/// Gradient-Blending (Wang, Tran and Feiszli, 2020): after every few epochs each head weighs in proportion to what it gained on the validation
/// rows, over the square of how much its gap between validation and training grew. All heads together weigh what they were declared to.
/// </summary>
/// <param name="every">Epochs after which the weights are estimated anew; at least 1.</param>
public sealed class GradientBlendingAttribute(int every) : DeclarationAttribute
{
    /// <summary>Epochs after which the weights are estimated anew.</summary>
    public int Every { get; } = every;
}

/// <summary>
/// On-the-fly gradient modulation (OGM-GE; Peng et al., 2022), for any number of modalities: the branch whose own classifier is surest of the
/// true classes learns more slowly, so that the others catch up. Needs a classifier for each modality that reads nothing else.
/// </summary>
/// <param name="alpha">How strongly a branch that leads is held back; above 0.</param>
public sealed class OgmGeAttribute(double alpha = 0.3) : DeclarationAttribute
{
    /// <summary>How strongly a branch that leads is held back.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Whether normal noise with the deviation of each gradient is added to the gradients of the branches.</summary>
    public bool Noise { get; set; }
}
