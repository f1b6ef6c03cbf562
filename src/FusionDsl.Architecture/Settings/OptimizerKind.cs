namespace FusionDsl.Architecture;

/// <summary>A kind of optimizer.</summary>
public sealed record OptimizerKind(string Name, string Summary, EquatableArray<Parameter> Parameters) : Keyword(Name, Summary, Parameters)
{
    private static readonly Parameter LearningRate =
        new("learningRate", ParameterKind.Real, "Size of a step.") { Required = true, Above = 0 };

    private static readonly Parameter[] Moments =
    [
        Parameter.Real("beta1", "Decay of the mean of the gradients.", 0.9) with { AtLeast = 0, Below = 1 },
        Parameter.Real("beta2", "Decay of the mean of their squares.", 0.999) with { AtLeast = 0, Below = 1 },
        Parameter.Real("epsilon", "Added to the root of the squares.", 1e-8) with { Above = 0 },
    ];

    /// <summary>Adam (Kingma and Ba, 2015).</summary>
    public static OptimizerKind Adam { get; } = new("Adam", "Adam (Kingma and Ba, 2015), which also trains a model that names no optimizer.", [LearningRate, .. Moments]);

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
    public static OptimizerKind AdamW { get; } = new(
        "AdamW", "Adam with decoupled weight decay (Loshchilov and Hutter, 2019).",
        [LearningRate, Parameter.Real("weightDecay", "Fraction of a weight that a step takes away, times the learning rate.", 0.01) with { AtLeast = 0 }, .. Moments]);

    /// <summary>Stochastic gradient descent with momentum (Sutskever et al., 2013).</summary>
    public static OptimizerKind Sgd { get; } = new(
        "Sgd", "Stochastic gradient descent with momentum (Sutskever et al., 2013).",
        [
            LearningRate,
            Parameter.Real("momentum", "Part of the last step that is kept.", 0) with { AtLeast = 0, Below = 1 },
            Parameter.Flag("nesterov", "Whether to look ahead by the momentum.", false),
            Parameter.Real("weightDecay", "Factor of the squared weights' gradient.", 0) with { AtLeast = 0 },
        ]);
}
