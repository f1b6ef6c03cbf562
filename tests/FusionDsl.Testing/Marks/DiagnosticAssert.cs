using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

/// <summary>Compares the diagnostics of a run with the spans that its input marks.</summary>
public static class DiagnosticAssert
{
    /// <summary>
    /// The run reported one diagnostic and no other: this one, on the one span that the input marks, with a message that holds all
    /// given parts.
    /// </summary>
    public static void Exactly(GeneratorRun run, string id, params string[] messageContains)
    {
        var place = SingleMark(run);
        if (run.Diagnostics is not [var only])
            throw Mismatch(run, $"Expected {id} and no other diagnostic, found {List(run.Diagnostics)}.");
        AssertIs(run, only, id, place, messageContains);
    }

    /// <summary>
    /// As <see cref="Exactly(GeneratorRun, string, string[])"/>, for an input whose marks were parsed by the test itself.
    /// </summary>
    public static void Exactly(GeneratorRun run, string id, MarkedText marked, params string[] messageContains)
    {
        var file = run.Input.Files.FirstOrDefault(f => f.Text == marked.Text)
            ?? throw new HarnessException("No file of the input holds the marked text.");
        if (marked.Marks is not [var mark])
            throw new HarnessException($"The text must have one mark, and has {marked.Marks.Length}.");
        if (run.Diagnostics is not [var only])
            throw Mismatch(run, $"Expected {id} and no other diagnostic, found {List(run.Diagnostics)}.");
        AssertIs(run, only, id, new Place(file.Path, mark.Span), messageContains);
    }

    /// <summary>One diagnostic with this ID lies on the one marked span; others may be reported beside it.</summary>
    public static void Contains(GeneratorRun run, string id, params string[] messageContains)
    {
        var place = SingleMark(run);
        if (run.Diagnostics.Where(d => d.Id == id).ToArray() is not [var only])
            throw Mismatch(run, $"Expected one {id}, found {List(run.Diagnostics)}.");
        AssertIs(run, only, id, place, messageContains);
    }

    /// <summary>
    /// The diagnostics are those that the input marks as <c>[|FUS1234:text|]</c>: the same IDs on the same spans, no more, no fewer.
    /// </summary>
    public static void AllMarked(GeneratorRun run)
    {
        var marks = run.Input.Files.SelectMany(f => f.Marks.Select(m => (Place: new Place(f.Path, m.Span), m.Id))).ToArray();
        if (marks.Length == 0)
            throw new HarnessException("The input marks nothing; to expect no diagnostics, use DiagnosticAssert.None.");
        if (marks.FirstOrDefault(m => m.Id is null) is { Place: not null } anonymous)
            throw new HarnessException($"The mark in {anonymous.Place.Path} at {anonymous.Place.Span} needs an ID: [|FUS1234:text|].");
        var expected = marks.Select(m => (m.Place, Id: m.Id!)).Order(ByPlace).ToArray();
        var found = run.Diagnostics.Select(d => (Place: Place.Of(d), d.Id)).Order(ByPlace).ToArray();
        if (!expected.SequenceEqual(found))
            throw Mismatch(run, $"The diagnostics are not those that the input marks: {List(run.Diagnostics)}.");
    }

    /// <summary>The run reported nothing.</summary>
    public static void None(GeneratorRun run)
    {
        if (!run.Diagnostics.IsEmpty)
            throw Mismatch(run, $"Expected no diagnostic, found {List(run.Diagnostics)}.");
    }

    private static Comparer<(Place Place, string Id)> ByPlace { get; } = Comparer<(Place Place, string Id)>.Create(
        (a, b) => (a.Place.Path, a.Place.Span, a.Id).CompareTo((b.Place.Path, b.Place.Span, b.Id)));

    private static Place SingleMark(GeneratorRun run)
    {
        var marks = run.Input.Files.SelectMany(f => f.Marks.Select(m => new Place(f.Path, m.Span))).ToArray();
        return marks is [var only]
            ? only
            : throw new HarnessException(
                $"The input must mark one span as [|…|], and marks {marks.Length}; for several use DiagnosticAssert.AllMarked.");
    }

    private static void AssertIs(GeneratorRun run, Diagnostic diagnostic, string id, Place place, string[] messageContains)
    {
        if (diagnostic.Id != id)
            throw Mismatch(run, $"Expected {id}, found {diagnostic.Id}.");
        if (Place.Of(diagnostic) != place)
            throw Mismatch(run, $"{id} does not lie on the marked span.");
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        if (messageContains.FirstOrDefault(part => !message.Contains(part, StringComparison.Ordinal)) is { } missing)
            throw Mismatch(run, $"The message of {id} does not hold '{missing}'.");
    }

    private static HarnessException Mismatch(GeneratorRun run, string what) => new(
        $"""
        {what}

        {(run.Diagnostics.IsEmpty ? "(no diagnostics)" : DiagnosticText.Render(run.Diagnostics, run.Input))}

        {PasteableExpectation.Of(run)}
        """);

    private static string List(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.IsEmpty ? "none" : string.Join(", ", diagnostics.Select(d => d.Id));
}
