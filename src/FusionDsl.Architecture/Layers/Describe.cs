namespace FusionDsl.Architecture;

/// <summary>Writes a layer as its attribute is written.</summary>
internal static class Describe
{
    /// <summary><c>Conv1d(256, kernel: 16)</c>; settings with their default are left out.</summary>
    public static string Call(string name, int first, params (string Name, int Value, int? Default)[] others) =>
        $"{name}({string.Join(", ", new[] { first.Invariant() }.Concat(
            others.Where(other => other.Value != other.Default).Select(other => $"{other.Name}: {other.Value.Invariant()}")))})";

    /// <summary><c>Perceiver(8, depth: 2)</c>, or <c>Sum</c>; settings that were not given or have their default are left out.</summary>
    public static string Operator(string name, int? first, params (string Name, double? Value, double? Default)[] others)
    {
        var settings = others.Where(other => other.Value is not null && other.Value != other.Default).Select(other => $"{other.Name}: {other.Value!.Value.Invariant()}").ToList();
        if (first is not null) settings.Insert(0, first.Value.Invariant());
        return settings.Count == 0 ? name : $"{name}({string.Join(", ", settings)})";
    }
}
