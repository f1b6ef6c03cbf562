using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace FusionDsl.Testing;

/// <summary>The calls of Snapshot.cs, handed to the package Verify.Xunit: <c>dotnet test -p:UseVerify=true</c>.</summary>
/// <remarks>
/// Written from the package's public sources and never compiled: its base package Verify could not be restored where this was written.
/// File names, the <c>//HintName:</c> line and bytes are the same; Verify takes the names of type and method from xUnit.
/// </remarks>
public static class Snapshot
{
    public static Task Verify(
        GeneratorRun run, bool expectNothing = false, string? parameters = null,
        [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        SnapshotTarget.AssertAsEmptyAs(run, expectNothing);
        return expectNothing ? Task.CompletedTask : Compare(SnapshotTarget.Of(run), testFile, parameters);
    }

    public static Task Verify(
        string text, string extension = "txt", string? parameters = null,
        [CallerFilePath] string testFile = "", [CallerMemberName] string method = "") =>
        Compare([new SnapshotTarget(null, extension, text)], testFile, parameters);

    private static async Task Compare(IEnumerable<SnapshotTarget> targets, string testFile, string? parameters)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(SnapshotPlace.FolderName);
        // Guids and dates in generated code are part of the output, not noise.
        settings.DontScrubGuids();
        settings.DontScrubDateTimes();
        if (parameters is not null)
            settings.UseTextForParameters(parameters);
        await Verifier.Verify(targets.Select(t => new Target(t.Extension, SnapshotFile.Normalise(t.Text), t.Suffix)), settings, testFile);
    }
}
