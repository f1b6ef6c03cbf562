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

/// <summary>Trains a spec into a run folder, or goes on with what is in one.</summary>
/// <param name="compiler">Turns the spec into code.</param>
/// <param name="terminal">Where it tells.</param>
/// <param name="settings">What the command line sets in the spec.</param>
/// <param name="every">Time between two checkpoints.</param>
/// <param name="tensorBoard">Whether to write event files for TensorBoard.</param>
internal sealed class SpecTraining(
    SpecCompiler compiler, Terminal terminal, IReadOnlyList<Setting> settings, TimeSpan every, bool tensorBoard = false)
{
    /// <summary>A new run.</summary>
    public int Begin(string path, string? folder, bool force)
    {
        using var interruption = new Interruption();
        var written = SpecFile.Read(path);
        var spec = SpecLoader.Edited(written, settings);
        using var model = LoadModel(spec, written, interruption.Token);
        if (model is null) return ExitCode.Mistake;
        var plan = SpecData.PlanOf(model, path);
        using var rows = SpecData.Load(plan, spec, interruption.Token);
        using var run = RunFolder.Create(
            model.Description.Name, folder, force,
            [spec.Path, .. plan.Sources.Select(source => Path.Combine(spec.Directory, source.File)).Distinct()]);
        try
        {
            ResolvedSpec.Write(spec, run.Spec);
            run.KeepOrigin(Path.GetRelativePath(Path.GetFullPath(run.Path), Path.GetFullPath(spec.Path)).Replace('\\', '/'));
            return Train(model, rows, plan.Split, run, new HistoryFile(run.History), resume: null, interruption.Token);
        }
        catch (Exception error)
        {
            Keep(run, error);
            throw;
        }
    }

    /// <summary>The rest of a run.</summary>
    public int GoOn(string folder)
    {
        using var interruption = new Interruption();
        using var run = RunFolder.Resume(folder);
        var written = SpecFile.Read(run.Spec);
        var spec = SpecLoader.Edited(written, settings);
        using var model = LoadModel(spec, written, interruption.Token);
        if (model is null) return ExitCode.Mistake;
        var plan = SpecData.PlanOf(model, run.Spec);

        var checkpoint = Checkpoint.Newest(run.Checkpoints);
        if (checkpoint is null && File.Exists(run.Metrics))
            throw new FusionException($"{run.Path} has no checkpoints, so there is nothing to go on from. Train its spec anew: {run.Spec}");
        if (checkpoint?.Note is { } note) terminal.Error.WriteLine($"Note: {note}");
        if (checkpoint is not null && IsFinished(checkpoint, model, run)) return ExitCode.Done;
        if (checkpoint is null)
        {
            terminal.Out.WriteLine("The run was stopped before its first checkpoint: it begins anew.");
            File.Delete(run.History);
        }
        using var rows = SpecData.Load(plan, spec, interruption.Token);
        // The spec of the folder changes only when the checkpoint turned out to fit to it.
        var history = new Several(new HistoryFile(run.History), new OnResume(() => ResolvedSpec.Write(spec, run.Spec)));
        return Train(model, rows, plan.Split, run, history, checkpoint, interruption.Token);
    }

    private IModel? LoadModel(SpecFile spec, SpecFile written, CancellationToken cancellation)
    {
        var model = new SpecLoader(compiler, terminal).Load(spec, cancellation);
        if (model is null && spec != written)
            terminal.Error.WriteLine($"The spec was read with {string.Join(", ", settings.Select(setting => setting.Option))}.");
        return model;
    }

    private bool IsFinished(Checkpoint checkpoint, IModel model, RunFolder run)
    {
        var hasStages = model.Defaults.Stages.Count > 0;
        // A run can be made longer, unless it has stages.
        if (hasStages ? checkpoint.Finished is null : checkpoint.Finished != StopReason.NoImprovement && checkpoint.Epochs < model.Defaults.Epochs) return false;
        // Killed between the last epoch and the last file: the files are still to be written.
        if (MetricsFile.FinishedEpochs(run) != checkpoint.Epochs) return false;
        terminal.Out.WriteLine(checkpoint.Finished == StopReason.NoImprovement
            ? $"{run.Path} is finished: it stopped after {ProgressText.Epochs(checkpoint.Epochs)}, because the validation loss did not get lower any more."
            : $"{run.Path} is finished after {ProgressText.Epochs(checkpoint.Epochs)}." + (hasStages ? "" : " To make it longer: "
                + $"fusion train --resume {run.Path} --epochs N, with N above {checkpoint.Epochs}"));
        return true;
    }

    // What was trained is worth more than the order of a folder; but nobody wants the beginning of a run in place of a whole one.
    private void Keep(RunFolder run, Exception error)
    {
        if (error is not (OperationCanceledException or DivergedException) && run.HasProgress)
        {
            terminal.Error.WriteLine($"What is trained so far is kept. When the cause is mended: fusion train --resume {run.Path}");
            if (run.Former is { } former) terminal.Error.WriteLine($"The former run is in {former}.");
            return;
        }
        var replaced = run.Former is not null;
        run.Abandon();
        if (replaced) terminal.Error.WriteLine($"The former run in {run.Path} is as it was.");
    }

    private int Train(
        IModel model, LoadedRows rows, SplitPlan split, RunFolder run, IProgress<TrainingProgress> history, Checkpoint? resume,
        CancellationToken cancellation)
    {
        List<string> notes = [.. rows.Info.Notes ?? []];
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model.Description.Name}: {model.Description.ParameterCount:N0} parameters, "
            + $"{rows.Count:N0} rows, seed {model.Defaults.Seed}"));

        IProgressDisplay display = terminal.IsLive ? new BarProgress(terminal.Console) : new PlainProgress(terminal.Out);
        var checkpoints = new CheckpointOptions(run.Checkpoints) { Every = every };
        using var events = tensorBoard ? new TensorBoardLog(run.TensorBoard) : null;
        var outcome = display.Show(progress => model.Train(
            rows, split, checkpoints, resume, events is null ? new Several(history, progress) : new Several(history, events, progress), cancellation));
        var isCancelled = outcome.Training.Stopped == StopReason.Cancelled;
        if (isCancelled && outcome.Training.BestEpoch == 0)
        {
            // Untrained weights are worth less than any run.
            if (run.Former is not null) throw new OperationCanceledException(cancellation);
            // What is not there is taken for no result; the checkpoint stays.
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("Interrupted before the first epoch was over: there are no weights yet.");
            terminal.Out.WriteLine($"To go on: fusion train --resume {run.Path}");
            return ExitCode.Interrupted;
        }

        model.Save(run.Weights);
        notes.AddRange(RunPictures.Save(outcome, run));
        MetricsFile.Write(run.Metrics, new(model.Description, model.Defaults, outcome, run.Origin(), notes));
        run.Finish();

        new ResultReport(terminal).Write(outcome, notes, run);
        if (isCancelled) terminal.Out.WriteLine($"To go on: fusion train --resume {run.Path}");
        return isCancelled ? ExitCode.Interrupted : ExitCode.Done;
    }

    private sealed class OnResume(Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value is ResumeReport) action();
        }
    }
}
