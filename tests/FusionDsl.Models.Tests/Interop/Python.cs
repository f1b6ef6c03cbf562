using System.Diagnostics;

namespace FusionDsl.Models.Tests.Interop;

/// <summary>A Python with PyTorch, where there is one.</summary>
internal static class Python
{
    private static readonly Lazy<string?> WithTorch = new(() => Candidates().FirstOrDefault(HasTorch));

    /// <summary>Why a test that needs PyTorch cannot run here, or null.</summary>
    public static string? ReasonToSkip => WithTorch.Value is null ? "no python3 with torch (Debian: apt-get install python3-torch)" : null;

    /// <summary>Runs a script to its end; fails with what it wrote if that end is a bad one.</summary>
    public static void Run(string script, params string[] arguments)
    {
        var (exit, output) = Start(WithTorch.Value!, [script, .. arguments], TimeSpan.FromMinutes(5));
        Assert.True(exit == 0, $"{Path.GetFileName(script)} ended with {exit}:\n{output}");
    }

    // The one that a shell finds may be another than Debian's, which alone sees Debian's packages.
    private static IEnumerable<string> Candidates() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/bin").Select(folder => Path.Combine(folder, "python3")).Where(File.Exists).Distinct();

    // Found, not imported: that takes seconds.
    private static bool HasTorch(string python)
    {
        try
        {
            const string Look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";
            return Start(python, ["-c", Look], TimeSpan.FromSeconds(20)).Exit == 0;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return false;
        }
    }

    private static (int Exit, string Output) Start(string program, string[] arguments, TimeSpan limit)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {limit}.");
        }
        return (process.ExitCode, output.Result + errors.Result);
    }
}

/// <summary>A test that is skipped, with the reason, where there is no PyTorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute() => Skip = Python.ReasonToSkip;
}

/// <summary>A theory that is skipped, with the reason, where there is no PyTorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    public PyTorchTheoryAttribute() => Skip = Python.ReasonToSkip;
}
