using FusionDsl.Architecture;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Nearest
{
    /// <summary>The closest candidate, if it is close enough to be a typing mistake.</summary>
    public static string? Of(string word, IEnumerable<string> candidates) => Suggestion.Nearest(word, candidates);

    /// <summary><c> Did you mean 'x'?</c> or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Suggestion.Sentence(word, candidates);

    /// <summary>The first few of a list, for a message.</summary>
    public static string Few(IReadOnlyCollection<string> names, int most = 12)
    {
        var shown = string.Join(", ", names.Take(most).Select(name => $"'{name}'"));
        return names.Count > most ? $"{shown}, … ({Counted(names.Count)} in all)" : shown;
    }
}
