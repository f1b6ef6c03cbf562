using System.Collections.Immutable;

namespace FusionDsl.Testing;

/// <summary>Compares what a test produced with its verified files; leaves <c>.received.</c> files where they differ.</summary>
internal static class SnapshotComparison
{
    public static void Run(SnapshotPlace place, ImmutableArray<SnapshotTarget> targets, SnapshotMode mode)
    {
        AssertDistinct(place, targets);
        foreach (var old in place.OnDisk("received").ToArray())
            File.Delete(place.PathOf(old));

        var different = targets.Where(t => SnapshotFile.Read(place.PathOf(place.Verified(t))) != SnapshotFile.Normalise(t.Text)).ToArray();
        var stale = place.OnDisk("verified").Except(targets.Select(place.Verified)).ToArray();
        if (mode == SnapshotMode.Accept)
            Accept(place, different, stale);
        else if (different.Length + stale.Length > 0)
            Reject(place, different, stale);
    }

    private static void AssertDistinct(SnapshotPlace place, ImmutableArray<SnapshotTarget> targets)
    {
        if (targets.GroupBy(place.Verified, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } clash)
            throw new HarnessException($"Two files of the run would share the snapshot {clash.Key}.");
    }

    private static void Accept(SnapshotPlace place, SnapshotTarget[] different, string[] stale)
    {
        foreach (var target in different)
            SnapshotFile.Write(place.PathOf(place.Verified(target)), target.Text);
        foreach (var name in stale)
            File.Delete(place.PathOf(name));
    }

    private static void Reject(SnapshotPlace place, SnapshotTarget[] different, string[] stale)
    {
        foreach (var target in different)
            SnapshotFile.Write(place.PathOf(place.Received(target)), target.Text);
        throw new HarnessException(
            $"""
            Snapshots differ in {place.Folder}
            {string.Join("\n\n", different.Select(t => Describe(place, t))
                .Concat(stale.Select(name => $"Stale: {name} (the run no longer produces it)")))}

            To accept what was received: {SnapshotModes.AcceptVariable}=1 dotnet test --filter "FullyQualifiedName~{place.Test}"
            """);
    }

    private static string Describe(SnapshotPlace place, SnapshotTarget target)
    {
        var (verified, received) = (place.Verified(target), place.Received(target));
        var before = SnapshotFile.Read(place.PathOf(verified));
        return $"{(before is null ? "New" : "Different")}: {received}\n" +
            $"{TextDiff.Unified(before ?? "", SnapshotFile.Normalise(target.Text), verified, received)}";
    }
}
