using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>The same text as other editors write it: other line ends, a byte order mark, something in front. The place of a mistake has to follow.</summary>
internal static class OtherForms
{
    private static readonly Checks PlacesAlone = new() { Caching = false, ValuesOnly = false, Compiles = false, SameEverywhere = false };

    /// <param name="spec">With its mark.</param>
    /// <param name="id">The rule.</param>
    /// <param name="message">What its message holds.</param>
    public static void AssertPlaceFollows(string spec, string id, params string[] message)
    {
        foreach (var (how, form) in OfSpec(spec))
            Assert(how, () => DiagnosticAssert.Exactly(Harness.Run(new FusionGenerator(), Generation.Spec(form), PlacesAlone), id, message));
    }

    /// <param name="input">One C# file with its mark.</param>
    /// <param name="id">The rule.</param>
    /// <param name="message">What its message holds.</param>
    public static void AssertPlaceFollows(GeneratorInput input, string id, params string[] message)
    {
        if (input is not { Sources: [var file], Specs: [] }) return;
        var text = new MarkedText(file.Text, file.Marks).ToString();
        foreach (var (how, form) in OfSource(text))
            Assert(how, () => DiagnosticAssert.Exactly(
                Harness.Run(new FusionGenerator(), Generation.Source(form, file.Path), PlacesAlone), id, message));
    }

    private static IEnumerable<(string How, string Text)> OfSpec(string spec)
    {
        if (!spec.Contains('\r'))
        {
            yield return ("with CRLF", spec.Replace("\n", "\r\n"));
            yield return ("with CR", spec.Replace('\n', '\r'));
        }
        yield return ("behind a second byte order mark", "\uFEFF" + spec);
        yield return ("behind a comment", "# 😀 é 中 \u200D\r\n# \u2028# \u0085\n" + spec);
        yield return ("in front of a comment", spec + "\n\n# 😀\n\n");
        if (spec.Contains("---")) yield break;
        yield return ("indented", "  " + spec.Replace("\n", "\n  "));
        yield return ("behind the start of a document", "--- # 中\n" + spec);
    }

    private static IEnumerable<(string How, string Text)> OfSource(string source)
    {
        yield return ("with CRLF", source.Replace("\n", "\r\n"));
        yield return ("behind a comment", "// 😀 é 中 \u2028/* \u0085 */\n" + source);
        yield return ("behind #line", "#line 1000 \"elsewhere.txt\"\n" + source);
    }

    private static void Assert(string how, Action check)
    {
        try
        {
            check();
        }
        catch (HarnessException fault)
        {
            throw new HarnessException($"The same {how}: {fault.Message}");
        }
    }
}
