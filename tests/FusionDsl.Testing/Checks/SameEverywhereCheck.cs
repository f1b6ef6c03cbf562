using System.Globalization;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

internal static class SameEverywhereCheck
{
    public static void Assert(IIncrementalGenerator generator, GeneratorRun run)
    {
        foreach (var (hint, text) in run.Sources)
            if (text.IndexOf('\r') is >= 0 and var at)
                throw new HarnessException(
                    $"{hint} holds a carriage return in line {text[..at].Count(c => c == '\n') + 1}; lines end in \\n everywhere.");

        var baseline = Cultures.In(CultureInfo.InvariantCulture, () => Rendered.Of(new Session(generator, run.Input).Run()));
        foreach (var culture in Cultures.UnderTest)
        {
            // Rendered within the culture, so that a number inside a message shows as well.
            var other = Cultures.In(culture, () => Rendered.Of(new Session(generator, run.Input).Run()));
            baseline.AssertEquals(other, $"under the culture {Cultures.NameOf(culture)}", "Write and compare with the invariant culture.");
        }

        var expected = Rendered.Of(run);
        foreach (var (input, how) in FileOrders.Of(run.Input))
            expected.AssertEquals(
                Rendered.Of(new Session(generator, input).Run()), $"with the files {how}", "Order by name, not by the order of arrival.");
    }

    /// <summary>All that a user sees of a run, as text.</summary>
    private sealed record Rendered(IReadOnlyDictionary<string, string> Files)
    {
        public static Rendered Of(GeneratorRun run) => new(run.Sources.Append(
            new("diagnostics", DiagnosticText.Render(run.Diagnostics, run.Input))).ToDictionary());

        public void AssertEquals(Rendered other, string how, string mend)
        {
            foreach (var name in Files.Keys.Union(other.Files.Keys).Order(StringComparer.Ordinal))
                if (Files.GetValueOrDefault(name) is var mine && other.Files.GetValueOrDefault(name) is var theirs && mine != theirs)
                    throw new HarnessException(
                        $"The output differs {how}, in {name}. {mend}\n\n{TextDiff.Unified(mine ?? "", theirs ?? "", "here", how)}");
        }
    }
}
