using FusionDsl.Generator;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>Runs the tool in this process.</summary>
internal sealed record ToolRun(int Exit, string Out, string Error)
{
    public static ToolRun Of(params string[] args) => With(() => new FusionGenerator(), args);

    public static ToolRun With(Func<IIncrementalGenerator> generator, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var exit = new Tool(generator, new Terminal(output, error, isLive: false)).Run(args);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>What a person sees of a failed run, for messages of tests.</summary>
    public override string ToString() => $"exit {Exit}\n{Out}\n{Error}";
}
