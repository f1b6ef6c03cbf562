using System.CommandLine;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Schemas;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion schema [--out FILE]</c>: the JSON schema by which editors complete, explain and check specs.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = Options.OutputFile("--out", "Writes it to a file instead of the terminal.");
        var command = new Command("schema", "Prints the JSON schema of specs, for editors.") { file };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(file)));
        return command;
    }

    private static int Run(Terminal terminal, string? file)
    {
        if (file is null)
        {
            terminal.Out.Write(SpecSchema.Text);
            return ExitCode.Done;
        }
        AtomicFile.WriteText(file, SpecSchema.Text);
        terminal.Out.WriteLine($"{file}: write '# yaml-language-server: $schema={Path.GetFileName(file)}' as the first line of a spec beside it.");
        return ExitCode.Done;
    }
}
