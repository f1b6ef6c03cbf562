namespace FusionDsl.Architecture;

/// <summary>
/// What is done to a modality before any node reads it: fitted on the training rows, stored with the weights. Each derived record is one
/// file and holds all there is to know about its preparation.
/// </summary>
public abstract record Preparation
{
    /// <summary>Name and parameters.</summary>
    public abstract PreparationKind Kind { get; }

    /// <summary>How it is shown to people: <c>Pca(8, whiten: true)</c>. Settings that have their defaults are left out.</summary>
    public virtual string Display => Kind.Name;

    /// <summary>What it makes of a sample; null after it has reported why there is nothing to make.</summary>
    public abstract Prepared? Infer(Prepared input, ShapeReport report);

    /// <summary>How it is written in C#.</summary>
    public abstract PreparationCode Code(Prepared input);

    /// <summary>Whether it learns something from the training rows.</summary>
    public virtual bool IsFitted => true;

    /// <summary>How it is written where there are no tensors, if all it does is to shift and to scale; null: it does more.</summary>
    public virtual RescaleCode? Rescale => null;
}

/// <summary>A kind of preparation.</summary>
public sealed record PreparationKind(string Name, string Summary, EquatableArray<Parameter> Parameters, Func<Arguments, Preparation> Create)
    : Keyword(Name, Summary, Parameters);

/// <summary>What a sample is before and after a preparation.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Hertz">Steps per second, where time runs and the rate is known.</param>
public sealed record Prepared(Shape Shape, double? Hertz = null);

/// <summary>A preparation in its place.</summary>
public sealed record PreparationStep(Preparation Preparation, Prepared Input, Prepared Output)
{
    /// <summary>Whether another shape comes out than went in.</summary>
    public bool ChangesShape => Input.Shape != Output.Shape;
}

/// <summary>A preparation as a module of <c>FusionDsl.Preparations</c>.</summary>
/// <param name="Field">Its name in the state_dict; with an underscore that of the field.</param>
/// <param name="Type">Its class.</param>
/// <param name="Construct">The expression that constructs it.</param>
public sealed record PreparationCode(string Field, string Type, string Construct);

/// <summary>A preparation that shifts and scales every feature or channel, in memory of our own.</summary>
/// <param name="Field">Its name in the state_dict.</param>
/// <param name="Suffix">Behind the modality's name: what the values after it are called.</param>
/// <param name="Step">Its class in <c>FusionDsl.Training.Static</c>.</param>
/// <param name="Frozen">The method of <c>FrozenWeights</c> that reads it.</param>
/// <param name="Done">What the values are afterwards, in comments.</param>
public sealed record RescaleCode(string Field, string Suffix, string Step, string Frozen, string Done);
