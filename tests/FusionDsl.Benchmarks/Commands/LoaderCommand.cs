using System.CommandLine;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;
using FusionDsl.Benchmarks.Variants;

namespace FusionDsl.Benchmarks.Commands;

/// <summary><c>loader</c>: rows per second of the generated loader and others.</summary>
internal static class LoaderCommand
{
    // Whole batches of every case.
    private const int Rows = 8192;

    public static Command Create()
    {
        var command = new Command("loader", "Batches from memory: the generated loader, index_select by hand, the DataLoaders of TorchSharp and PyTorch.");
        var settings = new Settings(command, blocks: 11, [.. AllCases.List.Select(one => one.Name)], Dealing.Names);
        command.SetAction(parsed => settings.Run(parsed, Run));
        return command;
    }

    private static void Run(Request request)
    {
        foreach (var theCase in request.Cases)
        {
            using var workload = new Workload(theCase, request.Threads, rows: request.IsQuick ? 2 * theCase.Defaults.BatchSize : Rows);
            var contestants = Dealing.Create(workload, request.Variants, request.Python);
            try
            {
                Tell(request, workload, Alternating.Measure(contestants, request.Plan, Request.Progress(theCase.Name)));
            }
            finally
            {
                foreach (var contestant in contestants) contestant.Dispose();
            }
        }
    }

    private static void Tell(Request request, Workload workload, IReadOnlyList<Measured> measured)
    {
        var table = new Table(
            $"{workload.Case.Name}: {workload.Rows} rows of {workload.BytesPerRow} bytes in batches of {workload.BatchSize}",
            "variant", "µs per row (min–max)", "spread", "rows/s", "MB/s", $"× {StepVariants.Idiomatic}", $"× {Dealing.IndexSelect}");
        foreach (var one in measured)
        {
            var (toDataLoader, toIndexSelect) = (one.SpeedAgainst(measured, StepVariants.Idiomatic), one.SpeedAgainst(measured, Dealing.IndexSelect));
            var row = new LoaderRow(
                workload.Case.Name, one.Name, 1 / one.Seconds.Median, workload.BytesPerRow / one.Seconds.Median / 1e6, one.Seconds.Spread,
                workload.Threads, workload.BatchSize, one.SecondsPerUnit.Count, one.Seconds.Median * 1e6, one.Seconds.Min * 1e6,
                one.Seconds.Max * 1e6, Ratio.Of(toDataLoader), Ratio.Of(toIndexSelect));
            request.Report.Add(row);
            table.Add(
                one.Name, Show.Microseconds(one.Seconds), Show.Percent(one.Seconds.Spread), Show.Number(row.RowsPerS), Show.Number(row.MbPerS),
                Show.Ratio(toDataLoader), Show.Ratio(toIndexSelect));
        }
        request.Report.Show(table);
    }

    /// <param name="SpeedOfTorchsharp">How many times as fast as TorchSharp's DataLoader.</param>
    /// <param name="SpeedOfIndexSelect">How many times as fast as it.</param>
    private sealed record LoaderRow(
        string Case, string Variant, double RowsPerS, double MbPerS, double Spread, int Threads, int Batch, int Blocks,
        double UsPerRow, double UsMin, double UsMax, Ratio? SpeedOfTorchsharp, Ratio? SpeedOfIndexSelect);
}
