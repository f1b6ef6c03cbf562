namespace FusionDsl.Architecture;

/// <summary>Arguments of one call after they were checked against the keyword's parameters: every read finds a value or the default.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, object> _given = [];
    private readonly Keyword _keyword;

    internal Arguments(Keyword keyword) => _keyword = keyword;

    /// <summary>Arguments that somebody gives who is no draft: for reference pages and tests.</summary>
    /// <param name="keyword">Whose arguments they are.</param>
    /// <param name="given">Those that differ from the defaults; of the types that the parameters take.</param>
    public static Arguments Of(Keyword keyword, IEnumerable<KeyValuePair<string, object>> given)
    {
        var arguments = new Arguments(keyword);
        foreach (var pair in given) arguments.Set(pair.Key, pair.Value);
        return arguments;
    }

    internal void Set(string name, object value) => _given[name] = value;

    /// <summary>Whether it was given.</summary>
    public bool Has(string name) => _given.ContainsKey(name);

    /// <summary>An integer parameter.</summary>
    public int Int(string name) => (int)Read(name)!;

    /// <summary>An integer parameter without a default.</summary>
    public int? OptionalInt(string name) => (int?)Read(name);

    /// <summary>A real parameter.</summary>
    public double Real(string name) => (double)Read(name)!;

    /// <summary>A real parameter without a default.</summary>
    public double? OptionalReal(string name) => (double?)Read(name);

    /// <summary>A switch.</summary>
    public bool Flag(string name) => (bool)Read(name)!;

    /// <summary>A text; null where it was not given.</summary>
    public string? Text(string name) => (string?)Read(name);

    /// <summary>Texts; empty where none was given.</summary>
    public EquatableArray<string> Texts(string name) => Read(name) is EquatableArray<string> texts ? texts : [];

    private object? Read(string name) =>
        _given.TryGetValue(name, out var value) ? value
        : (_keyword.Find(name) ?? throw new InvalidOperationException($"{_keyword.Name} has no parameter '{name}'.")).Default;
}
