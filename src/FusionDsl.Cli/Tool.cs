using System.CommandLine;
using System.CommandLine.Invocation;
using FusionDsl.Cli.Commands;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Specs;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli;

/// <summary>The <c>fusion</c> tool: its commands, and what happens to their mistakes.</summary>
/// <param name="generator">Makes the generator that turns specs into code.</param>
/// <param name="terminal">Where it writes.</param>
internal sealed class Tool(Func<IIncrementalGenerator> generator, Terminal terminal)
{
    private static readonly Option<bool> Debug = new("--debug")
    {
        Description = "Shows where in the tool an internal error happened.",
        Recursive = true,
    };

    /// <returns>The exit code: 0 done, 1 a mistake in a spec or in data, 2 a wrong command line, 70 a defect, 130 interrupted.</returns>
    public int Run(IReadOnlyList<string> args)
    {
        var compiler = new SpecCompiler(generator);
        var root = new RootCommand("Turns specs of multimodal models into code, trains them, and predicts with them.")
        {
            CheckCommand.Create(compiler, terminal),
            GenerateCommand.Create(compiler, terminal),
            TrainCommand.Create(compiler, terminal),
            EvaluateCommand.Create(compiler, terminal),
            CorrelateCommand.Create(compiler, terminal),
            CompareCommand.Create(compiler, terminal),
            PredictCommand.Create(compiler, terminal),
            SchemaCommand.Create(terminal),
            SchemaCommand.CreateReference(terminal),
            Debug,
        };
        var parsed = root.Parse(args.Count == 0 || args is ["help"] ? ["--help"] : args);
        // What asks for help gets it, whatever else is there.
        var isCommand = parsed.Action is null or ParseErrorAction || parsed.Action == parsed.CommandResult.Command.Action;
        if (isCommand && CommandLine.Mistake(parsed) is { } mistake) return WrongUsage(parsed, mistake);
        try
        {
            return parsed.Invoke(new()
            {
                Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (UsageException error)
        {
            return WrongUsage(parsed, error.Message);
        }
        catch (Exception error) when (error is FusionException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(error is SpecMistake ? error.Message : $"error: {error.Message}");
            if (parsed.GetValue(Debug)) terminal.Error.WriteLine(error);
            return ExitCode.Mistake;
        }
        catch (Exception error)
        {
            var cause = Innermost(error);
            terminal.Error.WriteLine($"internal error: {cause.GetType().Name}: {cause.Message}");
            terminal.Error.WriteLine("This is a defect of the tool; please report it with the spec and the output of --debug.");
            if (parsed.GetValue(Debug)) terminal.Error.WriteLine(error);
            return ExitCode.Internal;
        }
    }

    private int WrongUsage(ParseResult parsed, string mistake)
    {
        terminal.Error.WriteLine($"error: {mistake}");
        var command = parsed.CommandResult.Command is RootCommand ? "fusion" : $"fusion {parsed.CommandResult.Command.Name}";
        terminal.Error.WriteLine($"'{command} --help' tells how it is used.");
        return ExitCode.Usage;
    }

    private static Exception Innermost(Exception error) =>
        error is System.Reflection.TargetInvocationException or TypeInitializationException && error.InnerException is { } inner
            ? Innermost(inner) : error;
}
