using System.Diagnostics;

namespace FusionDsl.Avr.Tests;

/// <summary>The GNU tools for AVR, where they are installed.</summary>
internal static class AvrTools
{
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, tool))
        .FirstOrDefault(File.Exists);

    public static string Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }
}

/// <summary>A fact that needs programs that not every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithToolsAttribute : FactAttribute
{
    public FactWithToolsAttribute(params string[] tools)
    {
        if (tools.FirstOrDefault(tool => AvrTools.Find(tool) is null) is { } missing)
            Skip = $"{missing} is not installed (Debian: apt-get install gcc-avr avr-libc binutils-avr).";
    }
}

/// <summary>A theory that needs programs that not every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithToolsAttribute : TheoryAttribute
{
    public TheoryWithToolsAttribute(params string[] tools)
    {
        if (tools.FirstOrDefault(tool => AvrTools.Find(tool) is null) is { } missing)
            Skip = $"{missing} is not installed (Debian: apt-get install gcc-avr avr-libc binutils-avr).";
    }
}
