using System.Collections.Immutable;

namespace FusionDsl.Testing;

/// <summary>One file that a generator sees: C# where <see cref="ItemGroup"/> is null, otherwise an additional file.</summary>
public sealed record InputFile(string Path, string Text, ImmutableArray<Mark> Marks, string? ItemGroup = null)
{
    /// <summary>True if a generator could not tell the two apart; marks are for tests only.</summary>
    public bool LooksLike(InputFile other) => (Path, Text, ItemGroup) == (other.Path, other.Text, other.ItemGroup);

    internal static InputFile Parse(string path, string marked, string? itemGroup)
    {
        var text = MarkedText.Parse(marked);
        return new InputFile(path, text.Text, text.Marks, itemGroup);
    }
}
