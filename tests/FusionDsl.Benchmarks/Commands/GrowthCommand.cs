using System.CommandLine;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;
using FusionDsl.Benchmarks.Variants;

namespace FusionDsl.Benchmarks.Commands;

/// <summary><c>growth</c>: how time and memory grow with the batch, the data and the number of models; peak memory of training.</summary>
internal static class GrowthCommand
{
    // The hand-written DataLoader would take hours of patience beyond, to show the same time per row.
    private const int MostRowsByDataLoader = 100_000;

    private static readonly (string Name, Action<Request, BenchmarkCase> Run)[] Parts =
        [("batch", Batches), ("rows", Rows), ("models", Models), ("memory", Memory)];

    private static readonly string[] Contestants =
        [StepVariants.Generated, StepVariants.Tight, StepVariants.Idiomatic, .. PyTorchTraining.Names];

    public static Command Create()
    {
        var command = new Command("growth", "Cost as batch, data and number of models grow; peak memory of training.");
        var settings = new Settings(command, blocks: 5, [.. AllCases.List.Select(one => one.Name)], Contestants, wanted: ["small"]);
        var parts = Settings.Names("--parts", "Which parts", [.. Parts.Select(part => part.Name)], [.. Parts.Select(part => part.Name)]);
        command.Add(parts);
        command.SetAction(parsed => settings.Run(parsed, request => Run(request, parsed.GetValue(parts)!)));
        return command;
    }

    private static void Run(Request request, string[] wanted)
    {
        foreach (var theCase in request.Cases)
            foreach (var (name, part) in Parts)
                if (wanted.Contains(name)) part(request, theCase);
    }

    private static void Batches(Request request, BenchmarkCase theCase)
    {
        // A BatchNorm needs three rows.
        int[] sizes = request.IsQuick ? [4, 16] : [.. new[] { 1, 4, 16, 64, 256, 1024 }.Where(size => size > 2 || !HasNorm(theCase))];
        Grow(
            request, theCase, "batch", sizes, "µs per step", size => size * (request.IsQuick ? 2 : theCase.Rows / theCase.Defaults.BatchSize),
            size => size, perRow: false);
    }

    private static void Rows(Request request, BenchmarkCase theCase)
    {
        var batch = theCase.Defaults.BatchSize;
        int[] sizes = request.IsQuick ? [2 * batch, 4 * batch] : [1_000, 10_000, 100_000, 1_000_000];
        Grow(request, theCase, "rows", sizes, "µs per row of an epoch", size => size / batch * batch, _ => batch, perRow: true);
    }

    // One measurement per size, with as many rows and as large a batch as belong to it.
    private static void Grow(
        Request request, BenchmarkCase theCase, string what, int[] sizes, string unit, Func<int, int> rowsOf, Func<int, int> batchOf, bool perRow)
    {
        var table = new Table($"{theCase.Name}: {unit} as {what} grows", [what, .. Contestants.Where(request.Wants)]);
        foreach (var size in sizes)
        {
            using var workload = new Workload(theCase, request.Threads, rowsOf(size), batchOf(size));
            var isLarge = workload.Rows > MostRowsByDataLoader;
            var names = request.Variants.Where(name => !isLarge || name is StepVariants.Generated or StepVariants.Tight).ToList();
            var contestants = StepVariants.Create(workload, names, isLarge ? null : request.Python);
            try
            {
                var plan = isLarge ? request.Plan with { Blocks = Math.Min(3, request.Plan.Blocks), WarmUpBlocks = 0 } : request.Plan;
                var measured = Alternating.Measure(contestants, plan, Request.Progress($"{theCase.Name}, {what} {size}"));
                foreach (var one in measured)
                    request.Report.Add(new SizeRow(
                        what, theCase.Name, one.Name, size, workload.Rows, workload.BatchSize, one.Seconds.Median * 1e6,
                        one.Seconds.Median * 1e6 / workload.BatchSize, one.Seconds.Spread, workload.Threads));
                table.Add(
                [
                    $"{size:N0}",
                    .. Contestants.Where(request.Wants).Select(name => measured.FirstOrDefault(one => one.Name == name) is { } found
                        ? Show.Number(found.Seconds.Median * 1e6 / (perRow ? workload.BatchSize : 1)) : "-"),
                ]);
            }
            finally
            {
                foreach (var contestant in contestants) contestant.Dispose();
            }
        }
        request.Report.Show(table);
    }

    private static void Models(Request request, BenchmarkCase theCase)
    {
        using var workload = new Workload(theCase, request.Threads, 4 * theCase.Defaults.BatchSize);
        var table = new Table(
            $"{theCase.Name}: generated models in one process, each made, trained on {workload.Rows} rows and freed",
            "models", "ms per model, first quarter", "last quarter", "live tensors more", "MB more", "MB per living model");
        foreach (var count in request.IsQuick ? new[] { 4 } : [10, 100, 1000])
        {
            var turnover = ManyModels.OneAfterTheOther(workload, count);
            var living = ManyModels.BytesPerLivingModel(workload, Math.Min(count, 100)) / 1e6;
            request.Report.Add(new ModelsRow(
                "models", theCase.Name, StepVariants.Generated, count, turnover.MsPerModelFirst, turnover.MsPerModelLast,
                turnover.LiveTensors, turnover.MbGrown, living, workload.Threads));
            table.Add(
                $"{count:N0}", Show.Number(turnover.MsPerModelFirst), Show.Number(turnover.MsPerModelLast), $"{turnover.LiveTensors:N0}",
                Show.Number(turnover.MbGrown), Show.Number(living));
        }
        request.Report.Show(table);
    }

    private static void Memory(Request request, BenchmarkCase theCase)
    {
        const int epochs = 2;
        var rows = request.IsQuick ? 2 * theCase.Defaults.BatchSize : theCase.Rows;
        var table = new Table(
            $"{theCase.Name}: memory of a process that trains {epochs} epochs of {rows} rows, MB", "variant", "with the data", "at most", "for training");
        foreach (var variant in Contestants.Where(request.Wants).Except(PyTorchTraining.Names))
            Tell(variant, AloneProcess.Measure(theCase.Name, variant, request.Threads, epochs, rows));
        if (request.Python is not null)
            foreach (var variant in PyTorchTraining.Names.Where(request.Wants))
                Tell(variant, PyTorchAlone(request, theCase, variant, epochs, rows));
        request.Report.Show(table);

        void Tell(string variant, (long Before, long Peak) memory)
        {
            request.Report.Add(new MemoryRow(
                "memory", theCase.Name, variant, rows, memory.Before / 1e6, memory.Peak / 1e6, request.Threads));
            table.Add(variant, Show.Megabytes(memory.Before), Show.Megabytes(memory.Peak), Show.Megabytes(memory.Peak - memory.Before));
        }
    }

    // A fresh child: the one that took part so far has seen larger things.
    private static (long Before, long Peak) PyTorchAlone(Request request, BenchmarkCase theCase, string variant, int epochs, int rows)
    {
        var (python, reason) = PyTorchProcess.Start(request.Python!.Program);
        using var alone = python ?? throw new FusionException($"PyTorch does not start again: {reason}");
        using var workload = new Workload(theCase, request.Threads, rows);
        alone.Open(workload);
        var before = alone.Memory().Now;
        alone.Reset(variant);
        alone.Train(variant, epochs);
        return (before, alone.Memory().Peak);
    }

    private static bool HasNorm(BenchmarkCase theCase) => theCase.Description.Table.Contains("BatchNorm", StringComparison.Ordinal);

    /// <param name="What">"batch" or "rows": what grows.</param>
    /// <param name="Size">Of what grows.</param>
    private sealed record SizeRow(
        string What, string Case, string Variant, int Size, int Rows, int Batch, double UsPerStep, double UsPerRow, double Spread, int Threads);

    /// <inheritdoc cref="ManyModels.Turnover"/>
    /// <param name="What">"models".</param>
    /// <param name="MbPerLivingModel">Of models that live at the same time.</param>
    private sealed record ModelsRow(
        string What, string Case, string Variant, int Models, double MsPerModelFirst, double MsPerModelLast, long LiveTensors, double MbGrown,
        double MbPerLivingModel, int Threads);

    /// <param name="What">"memory".</param>
    /// <param name="MbWithData">Memory of the process before it trains.</param>
    /// <param name="MbPeak">The most it had.</param>
    private sealed record MemoryRow(string What, string Case, string Variant, int Rows, double MbWithData, double MbPeak, int Threads);
}
