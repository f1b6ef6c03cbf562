using System.Collections.Immutable;

namespace FusionDsl.Testing;

/// <summary>
/// What every run is held to beside the test's own assertions; to relax one, write <c>Checks.All with { … }</c> in the test.
/// </summary>
public sealed record Checks
{
    public static Checks All { get; } = new();

    /// <summary>A second run on equal input recomputes nothing that any later step could notice.</summary>
    public bool Caching { get; init; } = true;

    /// <summary>
    /// Each step of the generator has a name, and what it hands on are values: no symbol, syntax, location or text object.
    /// </summary>
    public bool ValuesOnly { get; init; } = true;

    /// <summary>Input and output compile without warnings and errors, apart from <see cref="CompilerErrors"/>.</summary>
    public bool Compiles { get; init; } = true;

    /// <summary>The output is the same in other cultures and for other orders of the files, and its lines end in <c>\n</c>.</summary>
    public bool SameEverywhere { get; init; } = true;

    /// <summary>Each diagnostic lies within its file, and its line and column agree with its offset.</summary>
    public bool Locations { get; init; } = true;

    /// <summary>IDs of compiler warnings or errors that the test is about: each must occur, and no other may.</summary>
    public ImmutableArray<string> CompilerErrors { get; init; } = [];
}
