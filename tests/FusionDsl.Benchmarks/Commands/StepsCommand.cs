using System.CommandLine;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;
using FusionDsl.Benchmarks.Variants;

namespace FusionDsl.Benchmarks.Commands;

/// <summary><c>steps</c>: training steps per second, every case in every variant.</summary>
internal static class StepsCommand
{
    public static Command Create()
    {
        var command = new Command("steps", "Training steps: the generated trainer, hand-written loops, PyTorch, and what libtorch's kernels alone take.");
        var settings = new Settings(command, blocks: 11, [.. AllCases.List.Select(one => one.Name)], StepVariants.Names);
        command.SetAction(parsed => settings.Run(parsed, Run));
        return command;
    }

    private static void Run(Request request)
    {
        foreach (var theCase in request.Cases)
        {
            using var workload = new Workload(theCase, request.Threads, rows: request.IsQuick ? 2 * theCase.Defaults.BatchSize : null);
            var contestants = StepVariants.Create(workload, request.Variants, request.Python);
            try
            {
                var told = Request.Progress(theCase.Name);
                told("comparing losses");
                var losses = Agreement.Check(theCase.Name, contestants.OfType<TrainingLoop>(), request.IsQuick ? 2 : theCase.LossEpochs);
                Tell(request, workload, losses, Alternating.Measure(contestants, request.Plan, told));
            }
            finally
            {
                foreach (var contestant in contestants) contestant.Dispose();
            }
        }
    }

    private static void Tell(
        Request request, Workload workload, IReadOnlyDictionary<string, double> losses, IReadOnlyList<Measured> measured)
    {
        var table = new Table(
            $"{workload.Case.Name}: {workload.Case.Title}, {Show.Counted(workload.Case.Description.ParameterCount, "parameter")}, {Show.Counted(workload.Threads, "thread")}",
            "variant", "µs per step (min–max)", "spread", $"× {StepVariants.Idiomatic}", $"× {StepVariants.Tight}",
            $"time of {StepVariants.Floor}", "loss");
        foreach (var one in measured)
        {
            var row = new StepRow(
                workload.Case.Name, one.Name, 1 / one.Seconds.Median, one.Seconds.Spread, workload.Threads,
                losses.TryGetValue(one.Name, out var loss) ? loss : null, workload.BatchSize, one.SecondsPerUnit.Count,
                one.Seconds.Median * 1e6, one.Seconds.Min * 1e6, one.Seconds.Max * 1e6,
                Ratio.Of(one.SpeedAgainst(measured, StepVariants.Idiomatic)), Ratio.Of(one.SpeedAgainst(measured, StepVariants.Tight)),
                Ratio.Of(one.TimeAgainst(measured, StepVariants.Floor)));
            request.Report.Add(row);
            table.Add(
                one.Name, Show.Microseconds(one.Seconds), Show.Percent(one.Seconds.Spread),
                Show.Ratio(one.SpeedAgainst(measured, StepVariants.Idiomatic)), Show.Ratio(one.SpeedAgainst(measured, StepVariants.Tight)),
                Show.Ratio(one.TimeAgainst(measured, StepVariants.Floor)), row.Loss?.ToString("F6") ?? "-");
        }
        request.Report.Show(table);
    }

    /// <param name="Spread">The middle half of the blocks' times, as a part of their median.</param>
    /// <param name="Loss">Mean over the last epoch in which the losses were compared; null for who trains nothing.</param>
    /// <param name="SpeedOfTorchsharp">How many times as fast as it.</param>
    /// <param name="SpeedOfTorchsharpTight">How many times as fast as it.</param>
    /// <param name="TimeOfFloor">How many times as long as it.</param>
    private sealed record StepRow(
        string Case, string Variant, double StepsPerS, double Spread, int Threads, double? Loss, int Batch, int Blocks,
        double UsPerStep, double UsMin, double UsMax, Ratio? SpeedOfTorchsharp, Ratio? SpeedOfTorchsharpTight, Ratio? TimeOfFloor);
}
