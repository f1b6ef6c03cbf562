using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace FusionDsl.Testing;

/// <summary>Finds verified files that no test reads any more.</summary>
public static class SnapshotFiles
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// Every <c>.verified.</c> file under the folder bears the name of a test in the assembly, and lies beside that test's file.
    /// </summary>
    /// <param name="tests">The assembly of the tests.</param>
    /// <param name="folder">Where to look; the folder of the calling file if null.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    public static void AssertAllClaimed(Assembly tests, string? folder = null, [CallerFilePath] string callerFile = "")
    {
        folder ??= Path.GetDirectoryName(callerFile)!;
        if (!Directory.Exists(folder))
            throw new HarnessException($"There is no folder '{folder}' to look for snapshots in.");
        var files = Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
            .Where(path => !IsBuildOutput(Path.GetRelativePath(folder, path))).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
            throw new HarnessException($"There is no snapshot under '{folder}', so this check checks nothing.");

        var methods = tests.GetTypes().SelectMany(TestsOf).ToHashSet();
        var unclaimed = files.Where(path => !IsClaimed(path, methods)).Select(path => "  " + Path.GetRelativePath(folder, path)).ToArray();
        if (unclaimed.Length > 0)
            throw new HarnessException(
                $"No test claims these snapshots; delete them, or name the test class like its file:\n{string.Join("\n", unclaimed)}");
    }

    private static IEnumerable<string> TestsOf(Type type) => type.GetMethods(AnyInstance)
        .Where(m => m.IsDefined(typeof(FactAttribute), inherit: true)).Select(m => $"{NameOf(type)}.{m.Name}");

    private static string NameOf(Type type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;

    private static bool IsClaimed(string path, HashSet<string> methods)
    {
        var name = Path.GetFileName(path);
        var stem = name[..name.IndexOf(".verified.", StringComparison.Ordinal)].Split('#')[0];
        return LiesBesideItsTest(path, type: stem.Split('.')[0]) && Stems(stem).Any(methods.Contains);
    }

    private static bool LiesBesideItsTest(string path, string type)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
        return File.Exists(Path.Combine(folder, type + ".cs")) || Directory.EnumerateFiles(folder, type + ".*.cs").Any();
    }

    // Test names hold underscores themselves, so the parameters may begin at any of them.
    private static IEnumerable<string> Stems(string stem) => Enumerable.Range(0, stem.Length)
        .Where(i => stem[i] == '_').Select(i => stem[..i]).Append(stem);

    private static bool IsBuildOutput(string relative) =>
        relative.Split(Path.DirectorySeparatorChar) is [..] parts && (parts.Contains("bin") || parts.Contains("obj"));
}
