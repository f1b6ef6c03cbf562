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
        // All are read first: an absent file is a mistake of the command line, not a finding in a spec.
        var specs = paths.Select(SpecFile.Read).ToList();
        var findings = specs.SelectMany(spec => compiler.Generate(spec).Diagnostics.Select(diagnostic => (diagnostic, spec.Path))).ToList();
        if (asJson)
        {
            terminal.Out.WriteLine(DiagnosticText.Json(findings));
        }
        else
        {
            foreach (var (diagnostic, path) in findings) terminal.Out.WriteLine(DiagnosticText.Line(diagnostic, path));
            terminal.Out.WriteLine(Summary(specs.Count, findings.Select(finding => finding.diagnostic).ToList()));
        }
        return findings.Exists(finding => finding.diagnostic.Severity == DiagnosticSeverity.Error) ? ExitCode.Mistake : ExitCode.Done;
    }

    private static string Summary(int specs, IReadOnlyList<Diagnostic> found) =>
        $"{Counted(specs, "spec")}: {Counted(found.Count(one => one.Severity == DiagnosticSeverity.Error), "error")}, "
        + $"{Counted(found.Count(one => one.Severity == DiagnosticSeverity.Warning), "warning")}";

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
