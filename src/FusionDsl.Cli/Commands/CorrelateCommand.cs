using System.CommandLine;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Pictures;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;
using FusionDsl.Generator;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion correlate SPEC</c>: what modalities have in common, and in which order to merge them.</summary>
internal static class CorrelateCommand
{
    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var spec = new Argument<string>("SPEC") { Description = "A spec, *.fusion.yaml, with data for two modalities or more." };
        var folder = Options.Folder("Where the picture and the numbers go; runs/<model>-correlation if it is absent.");
        var write = new Option<bool>("--write") { Description = "Writes the proposed tree into the spec's fusions." };
        var seed = Options.WholeNumber<ulong>("--seed", "Decides what is drawn at random; 1 if it is absent.");
        const string Purpose = "Measures what modalities have in common (CKA, CCA) and proposes the order to merge them in.";
        var command = new Command("correlate", Purpose) { spec, folder, write, seed };
        command.SetAction(parsed => Run(
            compiler, terminal, parsed.GetRequiredValue(spec), parsed.GetValue(folder), parsed.GetValue(write), parsed.GetValue(seed) ?? 1));
        return command;
    }

    private static int Run(SpecCompiler compiler, Terminal terminal, string path, string? folder, bool write, ulong seed)
    {
        using var interruption = new Interruption();
        if (File.Exists(folder)) throw new FusionException($"--out {folder} is a file; expected a folder.");
        var spec = SpecFile.Read(path);
        using var model = new SpecLoader(compiler, terminal).Load(spec, interruption.Token);
        if (model is null) return ExitCode.Mistake;
        var text = spec.Text.ToString();
        var plan = SpecPlan.Of(spec.Path, text, interruption.Token)!;
        if (plan.Model.Modalities.Count < 2)
            throw new FusionException($"{path} has one modality, '{plan.Model.Modalities[0].Name}'; expected two or more to compare.");

        var data = SpecData.PlanOf(model, path);
        using var rows = SpecData.Load(data, spec, interruption.Token);
        var table = CorrelationTable.Measure(model, rows, data.Split, seed);
        var tree = table.Tree();
        var proposal = Proposal.Of(tree, plan, text);
        new CorrelationReport(terminal).Write(plan.Model.Name, table, tree, proposal);

        folder ??= Path.Combine("runs", $"{plan.Model.Name}-correlation");
        Directory.CreateDirectory(folder);
        var picture = Path.Combine(folder, "correlation.png");
        CorrelationPicture.Save(table, picture);
        AtomicFile.WriteText(Path.Combine(folder, "correlation.json"), CorrelationJson.Of(plan.Model.Name, table, tree, seed) + "\n");
        terminal.Out.WriteLine($"Picture: {picture}");
        return write ? Write(compiler, terminal, spec, tree, proposal, interruption.Token) : ExitCode.Done;
    }

    private static int Write(
        SpecCompiler compiler, Terminal terminal, SpecFile spec, FusionTree tree, Proposal proposal, CancellationToken cancellation)
    {
        if (proposal.Obstacle is { } obstacle)
            throw new FusionException($"{spec.Path} stays as it is: {obstacle}. The tree above can be written by hand.");
        if (tree.Modalities.Count == 2)
        {
            terminal.Out.WriteLine($"{spec.Path} stays as it is: two modalities can be merged in one way only.");
            return ExitCode.Done;
        }
        var text = FusionSection.Replace(spec.Text.ToString(), proposal.Fusions);
        var written = spec with { Text = Microsoft.CodeAnalysis.Text.SourceText.From(text, System.Text.Encoding.UTF8) };
        var generated = compiler.Generate(written, cancellation: cancellation);
        if (generated.HasErrors)
        {
            foreach (var diagnostic in generated.Diagnostics) terminal.Error.WriteLine(DiagnosticText.Line(diagnostic, spec.Path));
            throw new FusionException($"{spec.Path} stays as it is: with the tree it would have the mistakes above.");
        }
        AtomicFile.WriteText(spec.Path, text);
        terminal.Out.WriteLine($"Written: {spec.Path}");
        return ExitCode.Done;
    }
}
