using System.Diagnostics;
using System.Text;

namespace FusionDsl.Package.Tests;

/// <summary>What a program did.</summary>
/// <param name="Line">Its command line, for messages.</param>
/// <param name="ExitCode">0 by custom if all is well.</param>
/// <param name="Output">Standard output and error, line by line as they came.</param>
public sealed record Outcome(string Line, int ExitCode, string Output)
{
    public Outcome MustSucceed() => ExitCode == 0 ? this : throw Failure("was to succeed");

    public Outcome MustFail() => ExitCode != 0 ? this : throw Failure("was to fail");

    private Xunit.Sdk.XunitException Failure(string expected) => new($"'{Line}' {expected}; exit code {ExitCode}.\n{Output}");
}

/// <summary>Runs programs as a user's shell would, not as a child of the test runner's build.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task<Outcome> Dotnet(string directory, params string[] arguments) =>
        Run(directory, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    public static async Task<Outcome> Run(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // The runner's build tells its children which MSBuild to use; another one needs its own.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // Servers that stay would keep the output open, and the files of the package in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var commandLine = string.Join(' ', [Path.GetFileName(program), .. arguments]);
        try
        {
            await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{commandLine}' did not end within {Patience.TotalMinutes} minutes.\n{output}");
        }
        return new(commandLine, process.ExitCode, output.ToString());

        void Append(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
        }
    }
}
