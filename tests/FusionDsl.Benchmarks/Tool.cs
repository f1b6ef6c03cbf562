using System.CommandLine;
using System.CommandLine.Invocation;
using FusionDsl.Benchmarks.Commands;

namespace FusionDsl.Benchmarks;

/// <summary>The commands, and what happens to their mistakes.</summary>
internal static class Tool
{
    /// <returns>The exit code: 0 done, 1 something is wrong, such as losses that do not agree; 2 a wrong command line.</returns>
    public static int Run(string[] args)
    {
        var root = new RootCommand("Measures generated code side by side with hand-written TorchSharp, PyTorch and libtorch's kernels alone.")
        {
            StepsCommand.Create(),
            LoaderCommand.Create(),
            PredictCommand.Create(),
            GrowthCommand.Create(),
            EditsCommand.Create(),
            EditsCommand.CreateColdProcess(),
            AloneCommand.Create(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"error: {error.Message}");
            return 2;
        }
        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception error) when (error is FusionException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 1;
        }
    }
}
