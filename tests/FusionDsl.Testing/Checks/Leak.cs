namespace FusionDsl.Testing;

/// <summary>A place in a step's value that holds something other than a value.</summary>
internal readonly record struct Leak(string Path, string Type, string Why)
{
    public override string ToString() => $"{Path} is {Type}: {Why}";
}
