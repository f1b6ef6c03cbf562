namespace FusionDsl.Architecture;

/// <summary>What a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A real number.</summary>
    Real,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Text.</summary>
    Text,

    /// <summary>One text, or a list of them.</summary>
    Texts,
}

/// <summary>One parameter of a keyword: name, kind, default and bounds. Attributes, YAML keys and the schema are held against it.</summary>
/// <param name="Name">camelCase: the key in YAML, the parameter's name in C#.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Summary">One line for reference pages and the schema.</param>
public sealed record Parameter(string Name, ParameterKind Kind, string Summary)
{
    /// <summary>Whether it has to be given.</summary>
    public bool Required { get; init; }

    /// <summary>What holds where it is not given: int, double, bool or string; null: nothing.</summary>
    public object? Default { get; init; }

    /// <summary>Least value allowed; null: no bound.</summary>
    public double? AtLeast { get; init; }

    /// <summary>A value that must be exceeded; null: no bound.</summary>
    public double? Above { get; init; }

    /// <summary>Greatest value allowed; null: no bound.</summary>
    public double? AtMost { get; init; }

    /// <summary>A value that must not be reached; null: no bound.</summary>
    public double? Below { get; init; }

    /// <summary>Whether a number is within the bounds.</summary>
    public bool Allows(double value) =>
        !(value < AtLeast) && !(value <= Above) && !(value > AtMost) && !(value >= Below) && !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>The bounds in words: "an integer of at least 1".</summary>
    public string Expectation
    {
        get
        {
            var kind = Kind switch
            {
                ParameterKind.Integer => "an integer",
                ParameterKind.Real => "a number",
                ParameterKind.Flag => "true or false",
                ParameterKind.Text => "text",
                _ => "text or a list of texts",
            };
            var bounds = new List<string>();
            if (AtLeast is { } least) bounds.Add($"of at least {least.Invariant()}");
            if (Above is { } above) bounds.Add($"above {above.Invariant()}");
            // That a number fits into an int goes without saying until one does not.
            if (AtMost is { } most and < int.MaxValue) bounds.Add($"of at most {most.Invariant()}");
            if (Below is { } below) bounds.Add($"below {below.Invariant()}");
            return bounds.Count == 0 ? kind : $"{kind} {string.Join(" and ", bounds)}";
        }
    }

    /// <summary>An integer that has to be given.</summary>
    public static Parameter Integer(string name, string summary, int atLeast) =>
        new(name, ParameterKind.Integer, summary) { Required = true, AtLeast = atLeast, AtMost = int.MaxValue };

    /// <summary>An integer with a default.</summary>
    public static Parameter Integer(string name, string summary, int atLeast, int? otherwise) =>
        new(name, ParameterKind.Integer, summary) { Default = otherwise, AtLeast = atLeast, AtMost = int.MaxValue };

    /// <summary>A real number with a default.</summary>
    public static Parameter Real(string name, string summary, double otherwise) => new(name, ParameterKind.Real, summary) { Default = otherwise };

    /// <summary>A switch.</summary>
    public static Parameter Flag(string name, string summary, bool otherwise) => new(name, ParameterKind.Flag, summary) { Default = otherwise };

    /// <summary>Text that may be left out.</summary>
    public static Parameter Text(string name, string summary) => new(name, ParameterKind.Text, summary);

    /// <summary>Texts that may be left out.</summary>
    public static Parameter Texts(string name, string summary) => new(name, ParameterKind.Texts, summary);
}
