using System.CommandLine;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Specs;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion check SPEC…</c>: what the compiler would say, without a project.</summary>
internal static class CheckCommand
{
    private const string Text = "text", Json = "json";

    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var specs = new Argument<string[]>("SPEC") { Description = "Specs, *.fusion.yaml.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        var command = new Command("check", "Says what is wrong with specs; exit code 1 if there is an error.") { specs, format };
        command.SetAction(parsed => Run(compiler, terminal, parsed.GetValue(specs)!, parsed.GetValue(format) == Json));
        return command;
    }

    private static int Run(SpecCompiler compiler, Terminal terminal, IReadOnlyList<string> paths, bool asJson)
    {
        var findings = paths.SelectMany(path => Findings(compiler, path)).ToList();
        if (asJson)
        {
            terminal.Out.WriteLine(DiagnosticText.Json(findings));
        }
        else
        {
            foreach (var finding in findings)
            {
                terminal.Out.WriteLine(DiagnosticText.Line(finding));
                foreach (var note in DiagnosticText.Notes(finding)) terminal.Out.WriteLine(note);
            }
            terminal.Out.WriteLine(Summary(paths.Count, findings));
        }
        return findings.Exists(finding => finding.Severity == DiagnosticSeverity.Error) ? ExitCode.Mistake : ExitCode.Done;
    }

    // A file that cannot be read must not hide what there is to say of the others.
    private static IEnumerable<Finding> Findings(SpecCompiler compiler, string path)
    {
        SpecFile spec;
        try
        {
            spec = SpecFile.Read(path);
        }
        catch (Exception error) when (error is FusionException or IOException or UnauthorizedAccessException)
        {
            return [new(path, DiagnosticSeverity.Error, error.Message, Diagnostic: null)];
        }
        return compiler.Generate(spec).Diagnostics.Select(diagnostic => Finding.Of(diagnostic, path));
    }

    private static string Summary(int specs, IReadOnlyList<Finding> found) =>
        $"{Counted(specs, "spec")}: {Counted(found.Count(one => one.Severity == DiagnosticSeverity.Error), "error")}, "
        + $"{Counted(found.Count(one => one.Severity == DiagnosticSeverity.Warning), "warning")}";

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
