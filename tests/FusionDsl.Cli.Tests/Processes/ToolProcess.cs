using System.Diagnostics;

namespace FusionDsl.Cli.Tests.Processes;

/// <summary>The tool as its users run it.</summary>
internal static class ToolProcess
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "fusion.dll");

    public static Process Start(string directory, params string[] args) => Start(directory, args, []);

    private static Process Start(string directory, string[] args, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, .. args])
            { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static (int Exit, string Out, string Error) Run(string directory, params string[] args) => Run(directory, args, []);

    public static (int Exit, string Out, string Error) Run(string directory, string[] args,
        params (string Name, string Value)[] environment)
    {
        using var process = Start(directory, args, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
