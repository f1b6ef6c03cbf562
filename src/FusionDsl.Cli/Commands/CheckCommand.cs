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
        var fix = new Option<bool>("--fix") { Description = "Mends in the files what can be mended in but one way; comments and layout stay." };
        var command = new Command("check", "Says what is wrong with specs; exit code 1 if there is an error.") { specs, format, fix };
        command.SetAction(parsed => Run(compiler, terminal, parsed.GetValue(specs)!, parsed.GetValue(format) == Json, parsed.GetValue(fix)));
        return command;
    }

    private static int Run(SpecCompiler compiler, Terminal terminal, IReadOnlyList<string> paths, bool asJson, bool fix)
    {
        // What was mended is no finding any more: in JSON it goes where it is not read as one.
        var findings = paths.SelectMany(path => Findings(compiler, path, fix ? asJson ? terminal.Error : terminal.Out : null)).ToList();
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
    private static IEnumerable<Finding> Findings(SpecCompiler compiler, string path, TextWriter? mends)
    {
        SpecFile spec;
        try
        {
            spec = SpecFile.Read(path);
            if (mends is not null) spec = Mended(compiler, spec, mends);
        }
        catch (Exception error) when (error is FusionException and not UsageException or IOException or UnauthorizedAccessException)
        {
            return [new(path, DiagnosticSeverity.Error, error.Message, Diagnostic: null)];
        }
        return compiler.Generate(spec).Diagnostics.Select(diagnostic => Finding.Of(diagnostic, path));
    }

    private static SpecFile Mended(SpecCompiler compiler, SpecFile spec, TextWriter mends)
    {
        var (better, mended) = SpecFix.Apply(compiler, spec);
        if (mended.Count == 0) return spec;
        SpecFix.Write(better);
        foreach (var diagnostic in mended) mends.WriteLine(DiagnosticText.MendedLine(diagnostic, spec.Path));
        return better;
    }

    private static string Summary(int specs, IReadOnlyList<Finding> found) =>
        $"{Counted(specs, "spec")}: {Counted(found.Count(one => one.Severity == DiagnosticSeverity.Error), "error")}, "
        + $"{Counted(found.Count(one => one.Severity == DiagnosticSeverity.Warning), "warning")}"
        + (found.Count(one => one.Mend is not null) is > 0 and var mendable ? $" (--fix mends {mendable})" : "");

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
