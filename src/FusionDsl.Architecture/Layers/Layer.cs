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

    /// <summary>How it is written together with the layer directly behind it, as one operation; null where the two stay apart.</summary>
    public virtual LayerCode? CodeWith(Layer next, LayerContext context) => null;

    /// <summary>How it is shown to people: <c>Conv1d(256, kernel: 16)</c>. Settings that have their defaults are left out.</summary>
    public abstract string Display { get; }

    /// <summary>Whether it adds a bias that a BatchNorm directly behind it would take away again.</summary>
    public virtual bool AddsBias => false;

    /// <summary>Whether it normalises over the batch and therefore needs several samples in it.</summary>
    public virtual bool NeedsBatch => false;
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
