using System.CommandLine;
using FusionDsl.Cli.Words;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Schemas;

namespace FusionDsl.Cli.Commands;

/// <summary>
/// <c>fusion schema [--out FILE]</c> and <c>fusion reference [--out FILE]</c>: the language, for editors and for people.
/// </summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal) => Command(
        "schema", "Prints the JSON schema of specs, by which editors complete, explain and check them.", terminal, () => SpecSchema.Text,
        file => $"{file}: write '# yaml-language-server: $schema={Path.GetFileName(file)}' as the first line of a spec beside it.");

    public static Command CreateReference(Terminal terminal) =>
        Command("reference", "Prints every word of the language with its parameters, as Markdown.", terminal, () => ReferencePage.Text, file => file);

    private static Command Command(string name, string description, Terminal terminal, Func<string> text, Func<string, string> done)
    {
        var file = Options.OutputFile("--out", "Writes it to a file instead of the terminal.");
        var command = new Command(name, description) { file };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(file) is not { } path)
            {
                terminal.Out.Write(text());
                return ExitCode.Done;
            }
            AtomicFile.WriteText(path, text());
            terminal.Out.WriteLine(done(path));
            return ExitCode.Done;
        });
        return command;
    }
}
