using System.CommandLine;
using System.Globalization;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Pictures;
using FusionDsl.Cli.Progress;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;
using FusionDsl.Data;
using FusionDsl.Training;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion train SPEC</c>: from a spec to a run folder.</summary>
internal static class TrainCommand
{
    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var spec = new Argument<string>("SPEC") { Description = "A spec, *.fusion.yaml, that names its data." };
        var folder = Options.Folder("The run's folder; runs/<model>-<n> if it is absent.");
        var force = new Option<bool>("--force") { Description = "Overwrites a run that is in the folder already." };
        var epochs = Options.WholeNumber<int>("--epochs", "Sets train.epochs.");
        var seed = Options.WholeNumber<ulong>(
            "--seed", "Sets train.seed: first weights and order. The split has its own, data.split.seed.");
        var set = new Option<string[]>("--set")
        {
            Description = "Sets any value of the spec, like encoders.Name.layers[0].dense=64.",
            HelpName = "path=value",
        };
        const string Purpose = "Trains the model of a spec and writes a run folder.";
        var command = new Command("train", Purpose) { spec, folder, force, epochs, seed, set };
        command.SetAction(parsed =>
        {
            List<Setting> settings = [.. (parsed.GetValue(set) ?? []).Select(Setting.Parse)];
            if (parsed.GetValue(epochs) is { } n) settings.Add(Setting.Of("--epochs", "train.epochs", $"{n}"));
            if (parsed.GetValue(seed) is { } s) settings.Add(Setting.Of("--seed", "train.seed", $"{s}"));
            if (Setting.Clash(settings) is { } clash) throw new UsageException(clash);
            return Run(compiler, terminal, parsed.GetRequiredValue(spec), settings, parsed.GetValue(folder), parsed.GetValue(force));
        });
        return command;
    }

    private static int Run(
        SpecCompiler compiler, Terminal terminal, string path, IReadOnlyList<Setting> settings, string? folder, bool force)
    {
        using var interruption = new Interruption();
        var written = SpecFile.Read(path);
        var spec = SpecLoader.Edited(written, settings);
        using var model = new SpecLoader(compiler, terminal).Load(spec, interruption.Token);
        if (model is null)
        {
            var options = string.Join(", ", settings.Select(setting => setting.Option));
            if (spec != written) terminal.Error.WriteLine($"The spec was read with {options}.");
            return ExitCode.Mistake;
        }
        var plan = model.Data
            ?? throw new FusionException($"{path} names no data to learn from. Add 'data:' with a source for every modality and head.");

        using var rows = Load(plan, spec, interruption.Token);
        var run = RunFolder.Create(model.Description.Name, folder, force);
        try
        {
            ResolvedSpec.Write(spec, run.Spec);
            return Train(terminal, model, rows, plan.Split, run, spec, interruption.Token);
        }
        catch
        {
            var replaced = run.Replaces;
            run.Abandon();
            if (replaced) terminal.Error.WriteLine($"The former run in {run.Path} is as it was.");
            throw;
        }
    }

    private static LoadedRows Load(DataPlan plan, SpecFile spec, CancellationToken cancellation)
    {
        try
        {
            return DataLoader.Load(plan, spec.Directory, cancellation);
        }
        catch (DataException mistake)
        {
            throw DataMistake.Located(mistake, spec);
        }
    }

    private static int Train(
        Terminal terminal, IModel model, LoadedRows rows, SplitPlan split, RunFolder run, SpecFile spec, CancellationToken cancellation)
    {
        List<string> notes = [.. rows.Info.Notes ?? []];
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model.Description.Name}: {model.Description.ParameterCount:N0} parameters, "
            + $"{rows.Count:N0} rows, seed {model.Defaults.Seed}"));

        IProgressDisplay display = terminal.IsLive ? new BarProgress(terminal.Console) : new PlainProgress(terminal.Out);
        var history = new HistoryFile(run.History);
        var outcome = display.Show(progress => model.Train(rows, split, new Several(history, progress), cancellation));
        if (outcome.Training is { Stopped: StopReason.Cancelled, BestEpoch: 0 })
        {
            // Untrained weights are worth less than any run.
            if (run.Replaces) throw new OperationCanceledException(cancellation);
            notes.Add("Interrupted before the first epoch was over: the weights are not trained.");
        }

        model.Save(run.Weights);
        var origin = Path.GetRelativePath(Path.GetFullPath(run.Path), Path.GetFullPath(spec.Path)).Replace('\\', '/');
        notes.AddRange(RunPictures.Save(outcome, run));
        MetricsFile.Write(run.Metrics, new(model.Description, model.Defaults, outcome, origin, notes));
        run.Finish();

        new ResultReport(terminal).Write(outcome, notes, run);
        return outcome.Training.Stopped == StopReason.Cancelled ? ExitCode.Interrupted : ExitCode.Done;
    }
}
