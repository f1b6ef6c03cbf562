namespace FusionDsl.Testing;

/// <summary>Other orders in which the same files may arrive.</summary>
internal static class FileOrders
{
    public const int Seed = 20240607;

    public static IEnumerable<(GeneratorInput Input, string How)> Of(GeneratorInput input)
    {
        var count = Math.Max(input.Sources.Length, input.Specs.Length);
        if (count > 1)
            yield return (input with { Sources = [.. input.Sources.Reverse()], Specs = [.. input.Specs.Reverse()] }, "in reverse order");
        if (count > 2)
            yield return (
                input with { Sources = [.. Shuffled(input.Sources)], Specs = [.. Shuffled(input.Specs)] }, $"shuffled (seed {Seed})");
    }

    private static InputFile[] Shuffled(IEnumerable<InputFile> files)
    {
        var shuffled = files.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return shuffled;
    }
}
