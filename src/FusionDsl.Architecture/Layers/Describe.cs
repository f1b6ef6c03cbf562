namespace FusionDsl.Architecture;

/// <summary>Writes a layer as its attribute is written.</summary>
internal static class Describe
{
    /// <summary><c>Conv1d(256, kernel: 16)</c>; settings with their default are left out.</summary>
    public static string Call(string name, int first, params (string Name, int Value, int? Default)[] others) =>
        $"{name}({string.Join(", ", new[] { first.Invariant() }.Concat(
            others.Where(other => other.Value != other.Default).Select(other => $"{other.Name}: {other.Value.Invariant()}")))})";
}
