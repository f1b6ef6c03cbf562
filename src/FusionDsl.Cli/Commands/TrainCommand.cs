using System.CommandLine;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion train SPEC</c>: from a spec to a run folder; <c>fusion train --resume RUN</c>: the rest of one that was interrupted.</summary>
internal static class TrainCommand
{
    private const int SecondsBetweenCheckpoints = 30;

    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var spec = new Argument<string?>("SPEC")
        {
            Description = "A spec, *.fusion.yaml, that names its data; none with --resume.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = Options.Folder("The run's folder; runs/<model>-<n> if it is absent.");
        var force = new Option<bool>("--force") { Description = "Overwrites a run that is in the folder already." };
        var resume = new Option<string?>("--resume")
        {
            Description = "Goes on with an interrupted run, to the same bits as if it had not been; with more --epochs also with a finished one.",
            HelpName = "RUN",
        };
        var every = Options.WholeNumber<uint>(
            "--checkpoint-every", $"Seconds between two checkpoints, {SecondsBetweenCheckpoints} if it is absent; 0: after every step.");
        var tensorBoard = new Option<bool>("--tensorboard") { Description = "Also writes event files for TensorBoard into the run's folder." };
        var epochs = Options.WholeNumber<int>("--epochs", "Sets train.epochs.");
        var seed = Options.WholeNumber<ulong>(
            "--seed", "Sets train.seed: first weights and order. The split has its own, data.split.seed.");
        var set = new Option<string[]>("--set")
        {
            Description = "Sets any value of the spec, like encoders.Name.layers[0].dense=64.",
            HelpName = "path=value",
        };
        const string Purpose = "Trains the model of a spec and writes a run folder.";
        var command = new Command("train", Purpose) { spec, folder, force, resume, every, tensorBoard, epochs, seed, set };
        command.SetAction(parsed =>
        {
            List<Setting> settings = [.. (parsed.GetValue(set) ?? []).Select(Setting.Parse)];
            if (parsed.GetValue(epochs) is { } n) settings.Add(Setting.Of("--epochs", "train.epochs", $"{n}"));
            if (parsed.GetValue(seed) is { } s) settings.Add(Setting.Of("--seed", "train.seed", $"{s}"));
            if (Setting.Clash(settings) is { } clash) throw new UsageException(clash);
            var training = new SpecTraining(
                compiler, terminal, settings, TimeSpan.FromSeconds(parsed.GetValue(every) ?? SecondsBetweenCheckpoints),
                parsed.GetValue(tensorBoard));
            if (parsed.GetValue(resume) is not { } run)
            {
                var path = parsed.GetValue(spec) ?? throw new UsageException("expected a SPEC to train, or --resume RUN to go on with a run");
                return training.Begin(path, parsed.GetValue(folder), parsed.GetValue(force));
            }
            Refuse("SPEC", parsed.GetValue(spec) is not null, "the run has its own");
            Refuse("--out", parsed.GetValue(folder) is not null, "the run stays in its folder");
            Refuse("--force", parsed.GetValue(force), "nothing is overwritten");
            foreach (var setting in settings.Where(setting => setting.Path.ToString() != "train.epochs"))
                Refuse(setting.Option, true, "it would not be the same run. Only --epochs can grow; train anew for the rest");
            return training.GoOn(run);
        });
        return command;
    }

    private static void Refuse(string what, bool isGiven, string because)
    {
        if (isGiven) throw new UsageException($"{what} cannot be given with --resume: {because}");
    }
}
