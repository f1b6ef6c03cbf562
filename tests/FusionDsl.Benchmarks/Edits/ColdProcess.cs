using System.Diagnostics;
using System.Globalization;

namespace FusionDsl.Benchmarks.Edits;

/// <summary>The first run of a generator in a process of its own, where nothing is compiled by the JIT yet: what a command-line build pays at most.</summary>
internal static class ColdProcess
{
    public const string Command = "cold-process";

    /// <summary>Runs in the process of its own and writes the seconds.</summary>
    public static void Run(string generator, int models, bool isYaml)
    {
        var project = new EditedProject(Generators.Of(generator), models, isYaml);
        var start = Stopwatch.GetTimestamp();
        project.Run();
        var time = Stopwatch.GetElapsedTime(start);
        project.AssertSound();
        Console.WriteLine(time.TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Starts the process, and reads what it writes.</summary>
    public static double Seconds(string generator, int models, bool isYaml)
    {
        // Started as a program of its own, or by 'dotnet' with the assembly as its first argument.
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        string[] arguments =
        [
            .. isHost ? [typeof(ColdProcess).Assembly.Location] : Array.Empty<string>(),
            Command, generator, models.ToString(CultureInfo.InvariantCulture), isYaml ? "true" : "false",
        ];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && process.ExitCode == 0
            ? seconds : throw new FusionException($"The process for {generator} wrote '{text.Trim()}' and ended with {process.ExitCode}.");
    }
}

/// <summary>Who is measured.</summary>
internal static class Generators
{
    public const string Fusion = "fusion";
    public const string Floor = "floor";
    public const string Binding = "binding";

    public static Func<Microsoft.CodeAnalysis.IIncrementalGenerator> Of(string name) =>
        name == Fusion ? () => new Generator.FusionGenerator() : () => new FloorGenerator(binds: name == Binding);
}
