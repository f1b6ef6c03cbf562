using System.CommandLine;
using System.Globalization;
using FusionDsl.Benchmarks.Edits;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;

namespace FusionDsl.Benchmarks.Commands;

/// <summary><c>edits</c>: what the generator costs in the editor and in a build, beside a generator that does next to nothing.</summary>
internal static class EditsCommand
{
    private static readonly int[] AllSizes = [0, 1, 10, 100, 1000];
    private static readonly int[] QuickSizes = [0, 1, 10];

    private static readonly (string Name, EditKind Edit, bool IsYaml)[] Rows =
    [
        ("cold", EditKind.Cold, false), ("no-op", EditKind.NoOp, false), ("unrelated C# edit", EditKind.Unrelated, false), ("comment", EditKind.Comment, false),
        ("semantic edit", EditKind.Semantic, false), ("cold, YAML", EditKind.Cold, true), ("unrelated C# edit, YAML", EditKind.Unrelated, true),
        ("YAML comment", EditKind.Comment, true), ("YAML semantic edit", EditKind.Semantic, true),
    ];

    public static Command Create()
    {
        var command = new Command("edits", "The generator after an edit: times by kind of edit and number of models, beside a trivial generator.");
        var settings = new Settings(command, blocks: 9, [], [], trains: false);
        command.SetAction(parsed => settings.Run(parsed, Run));
        return command;
    }

    public static Command CreateColdProcess()
    {
        var (generator, models, isYaml) = (new Argument<string>("GENERATOR"), new Argument<int>("MODELS"), new Argument<bool>("YAML"));
        var command = new Command(ColdProcess.Command) { generator, models, isYaml };
        command.Hidden = true;
        command.SetAction(parsed => ColdProcess.Run(parsed.GetRequiredValue(generator), parsed.GetValue(models), parsed.GetValue(isYaml)));
        return command;
    }

    private static void Run(Request request)
    {
        foreach (var models in request.IsQuick ? QuickSizes : AllSizes)
        {
            var table = new Table(Show.Counted(models, "model"), "edit", "fusion, ms (min–max)", "floor, ms (min–max)", "floor that binds, ms", "fusion − floor, ms", "× floor", "spread");
            foreach (var (name, edit, isYaml) in Rows)
            {
                // Without a model there is none to edit.
                if (models == 0 && (edit is EditKind.Comment or EditKind.Semantic || isYaml)) continue;
                using var fusion = new EditContestant(Generators.Fusion, Generators.Of(Generators.Fusion), models, isYaml, edit);
                using var floor = new EditContestant(Generators.Floor, Generators.Of(Generators.Floor), models, isYaml, edit);
                // Specs have nothing that the compiler would bind.
                using var binding = new EditContestant(Generators.Binding, Generators.Of(isYaml ? Generators.Floor : Generators.Binding), models, isYaml, edit);
                var measured = Alternating.Measure(isYaml ? [fusion, floor] : [fusion, floor, binding], request.Plan, Request.Progress($"{name}, {models.ToString(CultureInfo.InvariantCulture)}"));
                Tell(request.Report, table, name, models, measured, fusion.GeneratedFiles);
            }
            foreach (var isYaml in models == 0 ? [false] : new[] { false, true })
                Tell(request.Report, table, isYaml ? "cold process, YAML" : "cold process", models, ColdProcesses(models, isYaml, request.IsQuick ? 1 : 5), null);
            request.Report.Show(table);
        }
    }

    private static IReadOnlyList<Measured> ColdProcesses(int models, bool isYaml, int rounds)
    {
        string[] names = [Generators.Fusion, Generators.Floor];
        var seconds = names.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < names.Length; i++) seconds[i].Add(ColdProcess.Seconds(names[i], models, isYaml));
        return [.. names.Select((name, i) => new Measured(name, seconds[i]))];
    }

    private static void Tell(Report report, Table table, string edit, int models, IReadOnlyList<Measured> measured, int? files)
    {
        var (fusion, floor, ratio) = (measured[0].Seconds, measured[1].Seconds, measured[0].RatioTo(measured[1]));
        var binding = measured.Count > 2 ? measured[2].Seconds : null;
        report.Add(new EditRow(
            edit, models, fusion.Median * 1e3, fusion.Spread, floor.Median * 1e3, floor.Spread, binding?.Median * 1e3, (fusion.Median - floor.Median) * 1e3, ratio.Median,
            ratio.Spread, measured[0].SecondsPerUnit.Count, files));
        table.Add(
            edit, Milliseconds(fusion), Milliseconds(floor), binding is null ? "" : Show.Number(binding.Median * 1e3), Show.Number((fusion.Median - floor.Median) * 1e3), Show.Number(ratio.Median), Show.Percent(ratio.Spread));
    }

    private static string Milliseconds(Distribution seconds) =>
        $"{Show.Number(seconds.Median * 1e3)} ({Show.Number(seconds.Min * 1e3)}–{Show.Number(seconds.Max * 1e3)})";

    /// <param name="Spread">The middle half of the blocks' times, as a part of their median.</param>
    /// <param name="BindingMs">Of the floor that also binds all attributes; null for specs and processes.</param>
    /// <param name="TimesFloor">How many times as long as the trivial generator, within a round; median.</param>
    /// <param name="GeneratedFiles">What fusion had written at the end; null for processes.</param>
    private sealed record EditRow(
        string Edit, int Models, double FusionMs, double Spread, double FloorMs, double FloorSpread, double? BindingMs, double OverFloorMs, double TimesFloor,
        double RatioSpread, int Blocks, int? GeneratedFiles);
}
