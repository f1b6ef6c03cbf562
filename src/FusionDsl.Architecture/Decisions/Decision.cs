namespace FusionDsl.Architecture;

/// <summary>How what several heads say becomes one answer. Each rule is one file.</summary>
public abstract record Decision
{
    /// <summary>Name and parameters.</summary>
    public abstract DecisionKind Kind { get; }

    /// <summary>The formula, for the comment of the generated class: p_m is what head m of M says.</summary>
    public abstract string Formula { get; }

    /// <summary>How the table of layers shows it.</summary>
    public virtual string Display => Kind.Name;

    /// <summary>Whether it also merges the numbers of regressions.</summary>
    public virtual bool MergesNumbers => false;

    /// <summary>What it learns from.</summary>
    public virtual DecisionFit Fit => DecisionFit.Nothing;
}

/// <summary>What a decision learns from, beside what its heads have learned.</summary>
public enum DecisionFit
{
    /// <summary>It learns nothing.</summary>
    Nothing,

    /// <summary>How frequent the classes are among the training rows.</summary>
    TrainingLabels,

    /// <summary>What the trained heads say about the validation rows.</summary>
    Validation,

    /// <summary>What copies of the model say about training rows that were held out from them.</summary>
    HeldOutFolds,
}

/// <summary>A kind of decision.</summary>
/// <param name="Name">As the attribute.</param>
/// <param name="Summary">One line.</param>
/// <param name="Parameters">Beside <c>labels</c>, which every decision has.</param>
/// <param name="Create">Makes it from its arguments.</param>
public sealed record DecisionKind(string Name, string Summary, EquatableArray<Parameter> Parameters, Func<Arguments, Decision> Create)
    : Keyword(Name, Summary, Parameters)
{
    /// <summary>Whose labels are the truth: a parameter of every decision.</summary>
    public static Parameter Labels { get; } =
        Parameter.Text("labels", "The head whose labels are the truth; without it the first, where all heads have one label column.");

    /// <summary>A kind without parameters of its own.</summary>
    internal static DecisionKind Of(string name, string summary, Func<Arguments, Decision> create) => new(name, summary, [Labels], create);
}
