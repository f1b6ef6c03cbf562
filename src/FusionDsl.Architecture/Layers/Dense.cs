namespace FusionDsl.Architecture;

/// <summary>Fully connected: [feature n] → [feature <paramref name="Width"/>], y = W x + b.</summary>
public sealed record Dense(int Width, bool Bias) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Dense", "Fully connected: [feature n] → [feature width].",
        [
            Parameter.Integer("width", "Number of outputs.", atLeast: 1),
            Parameter.Flag("bias", "Whether to add a trained bias; directly before a BatchNorm there is never one.", true),
        ],
        arguments => new Dense(arguments.Int("width"), arguments.Flag("bias")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Bias ? $"Dense({Width.Invariant()})" : $"Dense({Width.Invariant()}, bias: false)";

    /// <inheritdoc/>
    public override bool AddsBias => Bias;

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => input switch
    {
        { IsFeatures: true } => Shape.Features(Width),
        { Vocabulary: not null } => report.Expected("[feature]", input, "put Embedding and then Flatten, a pooling or a recurrent layer before Dense"),
        _ => report.Expected("[feature]", input, "put Flatten, a global pooling or a recurrent layer before Dense", new(MendKind.PutBefore, Flatten.Definition.Name)),
    };

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => Width * ((long)context.Input.Width + (HasBias(context) ? 1 : 0));

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => checked(2L * Width * context.Input.Width);

    /// <inheritdoc/>
    public override StaticCode? Static(LayerContext context) => new("DenseStep", Width.Invariant()) { HasWeights = true, TakesRelu = true, Role = FrozenRole.Dense };

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) => LayerCode.Module(
        "dense", "Modules::Linear", $"nn.Linear({context.Input.Width.Invariant()}, {Width.Invariant()}, hasBias: {(HasBias(context) ? "true" : "false")})",
        outputMayChange: true);

    private bool HasBias(LayerContext context) => Bias && !context.BeforeBatchNorm;
}
