using System.CommandLine;
using System.Globalization;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion evaluate RUN</c>: the test of a trained run once more, with modalities that are broken.</summary>
internal static class EvaluateCommand
{
    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var folder = new Argument<string>("RUN") { Description = "The folder that 'fusion train' wrote." };
        var drop = new Option<string[]>("--drop") { Description = "Removes a modality. May be given several times.", HelpName = "MODALITY" };
        var noise = new Option<string[]>("--noise")
        {
            Description = "Adds noise of SIGMA times the deviation that a feature has in the training rows; replaces tokens with "
                + "probability SIGMA. May be given several times.",
            HelpName = "MODALITY=SIGMA",
        };
        var seed = Options.WholeNumber<ulong>("--seed", "Decides the noise; 1 if it is absent.");
        var json = Options.JsonFile();
        const string Purpose = "Scores a trained run on its test rows; without options with each modality removed and noised.";
        var command = new Command("evaluate", Purpose) { folder, drop, noise, seed, json };
        command.SetAction(parsed => Run(
            compiler, terminal, parsed.GetRequiredValue(folder), parsed.GetValue(drop) ?? [],
            [.. (parsed.GetValue(noise) ?? []).Select(NoiseOf)], parsed.GetValue(seed) ?? 1, parsed.GetValue(json)));
        return command;
    }

    private static int Run(
        SpecCompiler compiler, Terminal terminal, string folder, IReadOnlyList<string> drop,
        IReadOnlyList<(string Modality, double Sigma)> noise, ulong seed, string? json)
    {
        using var interruption = new Interruption();
        var twice = drop.Concat(noise.Select(one => one.Modality)).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new UsageException($"'{twice.Key}' is named twice in --drop and --noise; give it once");
        var run = RunFolder.Open(folder);
        var spec = SpecFile.Read(run.Spec);
        using var model = new SpecLoader(compiler, terminal).Load(spec, interruption.Token);
        if (model is null) return ExitCode.Mistake;
        var plan = SpecData.PlanOf(model, run.Spec);
        var sensors = new BrokenSensors(plan);
        Disturbance[] chosen = [.. drop.Select(sensors.Remove), .. noise.Select(one => sensors.Noise(one.Modality, one.Sigma))];

        model.Load(run.Weights);
        using var rows = SpecData.Load(plan, spec, interruption.Token);
        var judgement = model.Judge(
            rows, plan.Split, chosen.Length == 0 ? sensors.Table : _ => [Condition.Intact, new(chosen)], seed);
        new JudgementReport(terminal).Write(model.Description, judgement, seed);
        if (json is not null) AtomicFile.WriteText(json, JudgementJson.Of(folder, model.Description, judgement, seed) + "\n");
        return ExitCode.Done;
    }

    private static (string Modality, double Sigma) NoiseOf(string text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0) throw new UsageException($"--noise {text}: expected MODALITY=SIGMA, like --noise Sound=0.5");
        if (!double.TryParse(text[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var sigma)
            || !(sigma > 0) || !double.IsFinite(sigma))
            throw new UsageException($"--noise {text}: expected a number above 0 for SIGMA, found '{text[(equals + 1)..]}'");
        return (text[..equals].Trim(), sigma);
    }
}
