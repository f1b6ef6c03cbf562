using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace FusionDsl.Testing;

/// <summary>
/// Snapshots in the layout that Verify uses on disk, so that a project may move to that package:
/// <c>using static FusionDsl.Testing.Snapshot;</c> and <c>await Verify(run)</c>. A test file bears the name of its class.
/// </summary>
public static class Snapshot
{
    private static readonly ConcurrentDictionary<SnapshotPlace, byte> Used = new();

    /// <summary>Compares all that a generator produced with the verified files of the calling test.</summary>
    /// <param name="run">The run.</param>
    /// <param name="expectNothing">The test is about a generator that stays silent; otherwise an empty run fails.</param>
    /// <param name="parameters">Tells the rows of a theory apart, for example <c>layer=dense</c>.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    /// <param name="method">Filled in by the compiler.</param>
    public static Task Verify(
        GeneratorRun run, bool expectNothing = false, string? parameters = null,
        [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        SnapshotTarget.AssertAsEmptyAs(run, expectNothing);
        return Compare(SnapshotTarget.Of(run), testFile, method, parameters);
    }

    /// <summary>Compares a text with the verified file of the calling test.</summary>
    public static Task Verify(
        string text, string extension = "txt", string? parameters = null,
        [CallerFilePath] string testFile = "", [CallerMemberName] string method = "") =>
        Compare([new SnapshotTarget(null, extension, text)], testFile, method, parameters);

    private static Task Compare(ImmutableArray<SnapshotTarget> targets, string testFile, string method, string? parameters)
    {
        var place = SnapshotPlace.Of(testFile, method, parameters);
        if (!Used.TryAdd(place, 0))
            throw new HarnessException($"{place.Prefix} was verified before; tell the calls apart with 'parameters'.");
        SnapshotComparison.Run(place, targets, SnapshotModes.FromEnvironment(Environment.GetEnvironmentVariable));
        return Task.CompletedTask;
    }
}
