using System.CommandLine;
using System.Globalization;
using FusionDsl.Architecture;
using FusionDsl.Cli.Comparisons;
using FusionDsl.Cli.Comparisons.Families;
using FusionDsl.Cli.Compilation;
using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Pictures;
using FusionDsl.Cli.Progress;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Specs;
using FusionDsl.Generator;
using FusionDsl.Training;

namespace FusionDsl.Cli.Commands;

/// <summary><c>fusion compare SPEC</c>: the modalities of a spec fused in every way, with the same data, split and seeds.</summary>
internal static class CompareCommand
{
    private const int UsualSeeds = 3;

    private const ulong TreeSeed = 1;

    public static Command Create(SpecCompiler compiler, Terminal terminal)
    {
        var spec = new Argument<string>("SPEC") { Description = "A spec, *.fusion.yaml, with data for two modalities or more." };
        var fusions = new Option<string?>("--fusions")
        {
            Description = "Fusion operators beside the families, like concat,gated; all of them if it is absent.", HelpName = "A,B,…",
        };
        var only = new Option<string?>("--only")
        {
            Description = "Trains only these variants or families, like alone,late,decision; all of them if it is absent.",
            HelpName = "A,B,…",
        };
        var seeds = Options.WholeNumber<int>("--seeds", $"Trains each variant with the seeds 1 to N; {UsualSeeds} if it is absent.");
        var epochs = Options.WholeNumber<int>("--epochs", "Sets train.epochs.");
        var folder = Options.Folder(
            "Where specs, results and pictures go, and where a comparison goes on; runs/<model>-comparison if it is absent.");
        var json = Options.JsonFile();
        const string Purpose = "Trains a spec with each modality alone and fused in every way, and says which differences are noise.";
        var command = new Command("compare", Purpose) { spec, fusions, only, seeds, epochs, json, folder };
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(seeds) ?? UsualSeeds;
            if (count < 1) throw new UsageException($"--seeds: expected at least 1, found {count}");
            var operators = OperatorsOf(parsed.GetValue(fusions));
            return Run(
                compiler, terminal, parsed.GetRequiredValue(spec), operators, parsed.GetValue(only), count, parsed.GetValue(epochs),
                parsed.GetValue(json), parsed.GetValue(folder));
        });
        return command;
    }

    private static int Run(
        SpecCompiler compiler, Terminal terminal, string path, IReadOnlyList<OperatorKind> operators, string? only, int seeds, int? epochs,
        string? json, string? folder)
    {
        using var interruption = new Interruption();
        if (File.Exists(folder)) throw new FusionException($"--out {folder} is a file; expected a folder.");
        var spec = SpecFile.Read(path);
        using var model = new SpecLoader(compiler, terminal).Load(spec, interruption.Token);
        if (model is null) return ExitCode.Mistake;
        var compared = new ComparedSpec(spec, SpecPlan.Of(spec.Path, spec.Text.ToString(), interruption.Token)!);
        if (compared.Modalities.Count < 2)
            throw new FusionException(
                $"{path} has one modality, '{compared.Modalities[0]}': there is nothing to fuse. 'fusion train' trains it.");

        var plan = SpecData.PlanOf(model, path);
        folder ??= Path.Combine("runs", $"{compared.Plan.Model.Name}-comparison");
        using var kept = FolderLock.Take(folder, ".comparison");
        using var rows = new SharedRows(SpecData.Load(plan, spec, interruption.Token), plan);
        var tree = new Lazy<FusionTree>(() =>
        {
            using var looked = rows.For(new Dictionary<string, string>());
            return CorrelationTable.Measure(model, looked, plan.Split, TreeSeed).Tree();
        });
        IFamily[] families =
        [
            new Alone(), new Early(), new Late(), new Independent(), new Intermediate(tree), new DecisionLevel(), new Operators(operators),
        ];
        var variants = Only([.. families.SelectMany(family => family.Of(compared))], only);

        var result = new Comparison(compiler, folder, seeds, epochs)
            .Run(spec, variants, rows, news => terminal.Out.WriteLine(Line(news, compared)), interruption.Token);
        if (result.Finished.Count > 0)
        {
            List<Standing> standings = [.. compared.Targets.Select(target => Standing.Of(target.Name, result.Finished))];
            new ComparisonReport(terminal).Write(compared.Plan.Model.Name, standings, result, compared.Modalities, seeds);
            var text = ComparisonJson.Of(compared.Plan.Model.Name, spec.Path, standings, result, seeds) + "\n";
            AtomicFile.WriteText(Path.Combine(folder, "comparison.json"), text);
            if (json is not null) AtomicFile.WriteText(json, text);
            ComparisonPicture.Save(standings, seeds, Path.Combine(folder, "comparison.png"));
            SensorPicture.Save(standings, result.Finished, compared.Modalities, Path.Combine(folder, "broken-sensors.png"));
        }
        if (compared.LeftOut.Count > 0)
            terminal.Out.WriteLine(
                $"Note: all variants are trained without {string.Join(", ", compared.LeftOut)}, which suppose the nodes of the spec.");
        foreach (var left in result.Left) terminal.Out.WriteLine($"Left out: {left.Name}: {left.Reason}");
        terminal.Out.WriteLine($"Specs, results and pictures: {folder}");
        if (result.IsWhole) return ExitCode.Done;
        terminal.Out.WriteLine("Interrupted. The same command goes on with what is left.");
        return ExitCode.Interrupted;
    }

    private static IReadOnlyList<OperatorKind> OperatorsOf(string? text)
    {
        if (text is null) return Catalogue.Operators;
        List<OperatorKind> kinds = [];
        foreach (var name in Split(text))
        {
            List<string> known = [.. Catalogue.Operators.Select(kind => kind.Key)];
            var kind = Catalogue.Operators.FirstOrDefault(kind => kind.Key == name)
                ?? throw new UsageException(
                    $"--fusions: '{name}' is no fusion operator.{Suggestion.Sentence(name, known)} There are: {string.Join(", ", known)}");
            if (!kinds.Contains(kind)) kinds.Add(kind);
        }
        return kinds;
    }

    // 'Ear alone' and 'decision average' go by their families too, 'alone' and 'decision'.
    private static List<Variant> Only(List<Variant> all, string? text)
    {
        if (text is null) return all;
        var wanted = Split(text);
        List<string> known = [.. all.SelectMany(variant => variant.Name.Split(' ').Where(IsFamily).Append(variant.Name)).Distinct()];
        if (Array.Find(wanted, name => !known.Contains(name)) is { } unknown)
            throw new UsageException(
                $"--only: there is no variant '{unknown}'.{Suggestion.Sentence(unknown, known)} There are: {string.Join(", ", known)}");
        return all.FindAll(variant => wanted.Contains(variant.Name) || variant.Name.Split(' ').Where(IsFamily).Any(wanted.Contains));

        static bool IsFamily(string word) => word is "alone" or "decision";
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Line(TrainingNews news, ComparedSpec spec)
    {
        var head = spec.Targets[0].Name;
        var (metric, value) = news.Result.Conditions[0].Heads[head].First();
        var counter = $"{news.Number}/{news.Of}".PadLeft($"{news.Of}".Length * 2 + 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"{counter}  {news.Variant.Name}, seed {news.Result.Seed}: {head} {metric} {ProgressText.Number(value)}, "
            + $"{news.Result.Epochs} epochs, {news.Result.Seconds:0.0} s{(news.IsKept ? "  (kept)" : "")}");
    }
}
