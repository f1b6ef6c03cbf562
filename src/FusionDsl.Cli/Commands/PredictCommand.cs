using System.CommandLine;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Readers;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;
using FusionDsl.Data;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion predict RUN INPUT…</c>: what a trained model says about new inputs.</summary>
internal static class PredictCommand
{
    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var folder = new Argument<string>("RUN") { Description = "The folder that 'fusion train' wrote." };
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Data files, each with the columns of all modalities; or the files of the training, one for each, which the key joins; "
                + "or files for the spec's reader.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Writes JSON to the output, with the probability of every class." };
        var readerPath = new Option<string>("--reader-path") { Description = "A directory with the spec's reader.", HelpName = "DIR" };
        var command = new Command("predict", "Says what a trained model makes of inputs.") { folder, inputs, json, readerPath };
        command.SetAction(parsed => Run(
            compiler, terminal, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(inputs),
                parsed.GetValue(json), parsed.GetValue(readerPath)));
        return command;
    }

    private static int Run(
        SpecCompiler compiler, Terminal terminal, string folder, IReadOnlyList<string> inputs, bool asJson, string? readerPath)
    {
        var run = RunFolder.Open(folder);
        foreach (var input in inputs)
        {
            if (Directory.Exists(input))
                throw new FusionException($"{input} is a folder; expected a data file, or a file for the spec's reader.");
            if (File.Exists(input)) continue;
            var isForJson = asJson && input.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            throw new FusionException($"There is no file {input}."
                + (isForJson ? $" --json takes none: it writes to the output; > {input} keeps it." : ""));
        }

        var spec = SpecFile.Read(run.Spec);
        using var model = new SpecLoader(compiler, terminal).Load(spec, CancellationToken.None);
        if (model is null) return ExitCode.Mistake;
        var declared = model.Data ?? throw new FusionException($"{run.Spec} names no data, so it does not say what an input looks like.");
        var plan = declared.WithoutLabels();
        var reader = new Lazy<IRecordReader?>(
            () => plan.Reader is null ? null : ReaderHost.Load(plan.Reader, SpecDirectories(run), readerPath));

        model.Load(run.Weights);
        var answers = new List<Answer>();
        foreach (var input in PredictionInput.Of(declared, inputs))
        {
            List<string> notes = [.. input.Notes];
            using var rows = input.IsData ? ReadData(input.Plan, notes) : Read(plan, input.Name, reader);
            answers.Add(new(input.Name, rows.Info.Names, [.. notes, .. rows.Info.Notes ?? []], model.Predict(rows)));
        }
        PredictionReport.Write(terminal, model.Description, answers, asJson);
        return ExitCode.Done;
    }

    private static LoadedRows Read(DataPlan plan, string input, Lazy<IRecordReader?> reader)
    {
        var extension = Path.GetExtension(input).ToLowerInvariant();
        if (reader.Value is not { } found)
        {
            throw new FusionException($"{input}: '{extension}' is not a data file ({string.Join(", ", PredictionInput.DataExtensions)}), "
                + "and the spec names no reader (data.reader) for other files.");
        }
        if (!found.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            throw new FusionException($"{input}: the reader {plan.Reader} reads {string.Join(", ", found.Extensions)}, not '{extension}'.");
        return DataLoader.FromTable(plan, found.Read(input));
    }

    private static LoadedRows ReadData(DataPlan plan, List<string> notes)
    {
        var directory = Directory.GetCurrentDirectory();
        try
        {
            return DataLoader.Load(plan, directory);
        }
        catch (DataException mistake) when (mistake is { Row: null, Column: { } column } && column == plan.Key
            && plan.Sources.Select(source => source.File).Distinct().Count() == 1)
        {
            // In one file a key joins nothing, it only names the rows.
            var rows = DataLoader.Load(plan with { Key = null }, directory);
            notes.Add($"There is no column '{column}' (the key), so rows are named by their number.");
            return rows;
        }
    }

    private static string[] SpecDirectories(RunFolder run) =>
        MetricsFile.OriginOf(run) is { } origin
            ? [Path.GetFullPath(run.Path), Path.GetDirectoryName(origin)!] : [Path.GetFullPath(run.Path)];
}
