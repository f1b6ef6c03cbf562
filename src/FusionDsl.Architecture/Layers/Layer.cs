namespace FusionDsl.Architecture;

/// <summary>
/// One layer: what it makes of a shape, what it costs, how it is written in C#. Each derived record is one file and holds all there is to
/// know about its layer.
/// </summary>
public abstract record Layer
{
    /// <summary>Name, parameters and constructor of this kind of layer.</summary>
    public abstract LayerKind Kind { get; }

    /// <summary>The shape it makes of a sample; null after it has reported why there is none.</summary>
    public abstract Shape? Infer(Shape input, ShapeReport report);

    /// <summary>Numbers that training changes.</summary>
    public virtual long ParameterCount(LayerContext context) => 0;

    /// <summary>Floating-point operations per sample; a multiplication and an addition are two.</summary>
    public virtual long Flops(LayerContext context) => 0;

    /// <summary>How it is written in C#.</summary>
    public abstract LayerCode Code(LayerContext context);

    /// <summary>
    /// How it is written as a step that computes its own gradient (see <see cref="StaticPlan"/>); null where that is left to autograd.
    /// </summary>
    public virtual StaticCode? Static(LayerContext context) => null;

    /// <summary>How it is written together with the layer directly behind it, as one operation; null where the two stay apart.</summary>
    public virtual LayerCode? CodeWith(Layer next, LayerContext context) => null;

    /// <summary>How it is shown to people: <c>Conv1d(256, kernel: 16)</c>. Settings that have their defaults are left out.</summary>
    public abstract string Display { get; }

    /// <summary>Whether it adds a bias that a BatchNorm directly behind it would take away again.</summary>
    public virtual bool AddsBias => false;

    /// <summary>How many steps of its input, if that has a time axis, are one step of its output.</summary>
    public virtual int TimeStride => 1;

    /// <summary>Whether it normalises over the batch and therefore needs several samples in it.</summary>
    public virtual bool NeedsBatch => false;

    /// <summary>Whether it only looks at its input in another way, so that its output takes no memory.</summary>
    public virtual bool IsView => false;
}

/// <summary>Where a layer stands.</summary>
/// <param name="Input">Shape of one sample before it.</param>
/// <param name="Output">Shape of one sample after it.</param>
/// <param name="BeforeBatchNorm">A BatchNorm follows directly: a bias would have no effect, and its gradient is noise.</param>
public sealed record LayerContext(Shape Input, Shape Output, bool BeforeBatchNorm);

/// <summary>A kind of layer.</summary>
public sealed record LayerKind(string Name, string Summary, EquatableArray<Parameter> Parameters, Func<Arguments, Layer> Create)
    : Keyword(Name, Summary, Parameters);

/// <summary>How a layer is written in C#.</summary>
/// <param name="Steps">The lines of <c>forward</c>, in order.</param>
public sealed record LayerCode(params CodeStep[] Steps)
{
    /// <summary>Stem of the field's name: <c>conv</c> becomes <c>_conv1</c>; null where the layer has no module.</summary>
    public string? Field { get; init; }

    /// <summary>Type of the field.</summary>
    public string? Type { get; init; }

    /// <summary>The expression that constructs the field.</summary>
    public string? Construct { get; init; }

    /// <summary>The whole layer as a call that changes its input, for instance <c>.relu_()</c>; null where there is none.</summary>
    public string? InPlace { get; init; }

    /// <summary>Whether a following layer may change the output in place: it is new memory that the backward pass does not need.</summary>
    public bool OutputMayChange { get; init; }

    /// <summary>A layer that is a module of its own.</summary>
    public static LayerCode Module(string field, string type, string construct, bool outputMayChange = false) =>
        new(new CodeStep("{field}.call({x})")) { Field = field, Type = type, Construct = construct, OutputMayChange = outputMayChange };

    /// <summary>A layer that is one function.</summary>
    public static LayerCode Function(string expression, string? inPlace = null) => new(new CodeStep(expression)) { InPlace = inPlace };
}

/// <summary>One line of <c>forward</c>.</summary>
/// <param name="Expression">C# with <c>{x}</c> for the input and <c>{field}</c> for the layer's module.</param>
/// <param name="Shape">The shape after it where it is not the layer's output, as a comment.</param>
/// <param name="Name">Stem of the local variable; null: that of the layer.</param>
public sealed record CodeStep(string Expression, string? Shape = null, string? Name = null);

/// <summary>A layer as a step of <c>FusionDsl.Training.Static</c>.</summary>
/// <param name="Type">The step's class; null where the layer changes nothing in memory, as flattening does.</param>
/// <param name="Arguments">What the constructor takes beside memory, name and input.</param>
public sealed record StaticCode(string? Type, params string[] Arguments)
{
    /// <summary>Whether the step has weights, which it finds by the layer's name in the state_dict.</summary>
    public bool HasWeights { get; init; }

    /// <summary>Whether the step can take a ReLU behind it into its own loops.</summary>
    public bool TakesRelu { get; init; }

    /// <summary>What the layer is in a predictor.</summary>
    public FrozenRole Role { get; init; } = FrozenRole.Step;

    /// <summary>
    /// The layer in a predictor as C#, with <c>{name}</c> for its name in the state_dict: an expression with a method <c>Apply(x, y)</c>, or, where
    /// it is a scale, the arguments of <c>weights.BatchNorm</c>.
    /// </summary>
    public string Frozen { get; init; } = "";

    /// <summary>A function of single numbers; null unless the input is [feature].</summary>
    public static StaticCode? Activation(LayerContext context, string name, params string[] arguments) => !context.Input.IsFeatures ? null
        : new($"ActivationStep<Static::{name}>", arguments.Length == 0 ? [] : [$"new({string.Join(", ", arguments)})"])
        {
            Role = FrozenRole.Function, Frozen = arguments.Length == 0 ? $"default(Static::{name})" : $"new Static::{name}({string.Join(", ", arguments)})",
        };
}

/// <summary>What a layer is in a predictor.</summary>
public enum FrozenRole
{
    /// <summary>Nothing: it only acts in training, or changes nothing in memory.</summary>
    Nothing,

    /// <summary>Dense: scales on either side become a part of it.</summary>
    Dense,

    /// <summary>A factor and a summand per feature.</summary>
    Scale,

    /// <summary>A function of single numbers, which needs no weights.</summary>
    Function,

    /// <summary>An object with weights or sizes of its own.</summary>
    Step,
}
