using System.CommandLine;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using FusionDsl.Benchmarks.Reports;
using FusionDsl.Benchmarks.Variants;

namespace FusionDsl.Benchmarks.Commands;

/// <summary><c>predict</c>: time per prediction, one row at a time, in batches, and from several threads.</summary>
internal static class PredictCommand
{
    // Rounding may turn a row that lies on the border of two classes.
    private const double MostDifferent = 0.01;
    private const int Rows = 256;

    private static readonly int[] Batches = [1, 64, 256];

    public static Command Create()
    {
        var command = new Command("predict", "Predictions: the generated predictor and module, hand-written modules, PyTorch.");
        var settings = new Settings(command, blocks: 11, ["small", "cnn"], PredictVariants.Names);
        command.SetAction(parsed => settings.Run(parsed, Run));
        return command;
    }

    private static void Run(Request request)
    {
        foreach (var theCase in request.Cases)
        {
            using var workload = new Workload(theCase, request.Threads, Rows, batchSize: 64);
            var (inference, weights) = theCase.Predictor(workload) ?? throw new FusionException($"{theCase.Name} has no predictor here.");
            using var _ = inference;
            using var twin = theCase.NewTwin();
            twin.Load(weights);
            twin.Module.eval();
            request.Python?.Open(workload, weights);

            foreach (var batch in Batches)
            {
                var contestants = PredictVariants.Create(inference, twin, workload, batch, request.Python).Where(one => request.Wants(one.Name)).ToList();
                ThrowIfDifferent(theCase.Name, contestants);
                Tell(request, workload, batch, callers: 1, Alternating.Measure(contestants, request.Plan, Request.Progress($"{theCase.Name}, {batch} at once")));
            }

            // A process of Python has one thread that computes; it takes no part here.
            var callers = Environment.ProcessorCount;
            var many = PredictVariants.Create(inference, twin, workload, batch: 1, python: null)
                .Where(one => request.Wants(one.Name)).Select(one => new ManyCallers(one, callers)).ToList();
            if (callers > 1) Tell(request, workload, batch: 1, callers, Alternating.Measure(many, request.Plan, Request.Progress($"{theCase.Name}, {callers} callers")));
            foreach (var weight in weights.Values) weight.Dispose();
        }
    }

    private static void ThrowIfDifferent(string theCase, List<Predicting> contestants)
    {
        if (contestants.Count == 0) return;
        var expected = contestants[0].Classes();
        foreach (var other in contestants.Skip(1))
        {
            var different = other.Classes().Zip(expected).Count(pair => pair.First != pair.Second);
            if (different > MostDifferent * expected.Length)
                throw new FusionException(
                    $"{theCase}: {different} of {expected.Length} predictions differ between {contestants[0].Name} and {other.Name}; "
                    + "they are not the same model.");
        }
    }

    private static void Tell(Request request, Workload workload, int batch, int callers, IReadOnlyList<Measured> measured)
    {
        var table = new Table(
            $"{workload.Case.Name}: {batch} at once{(callers > 1 ? $", {callers} threads that predict" : "")}",
            "variant", "µs per prediction (min–max)", "spread", "predictions/s", $"× {StepVariants.Idiomatic}", $"× {StepVariants.Tight}");
        foreach (var one in measured)
        {
            var (toIdiomatic, toTight) = (one.SpeedAgainst(measured, StepVariants.Idiomatic), one.SpeedAgainst(measured, StepVariants.Tight));
            request.Report.Add(new PredictRow(
                workload.Case.Name, one.Name, batch, callers, one.Seconds.Median * 1e6, 1 / one.Seconds.Median, one.Seconds.Spread,
                workload.Threads, one.SecondsPerUnit.Count, one.Seconds.Min * 1e6, one.Seconds.Max * 1e6, Ratio.Of(toIdiomatic), Ratio.Of(toTight)));
            table.Add(
                one.Name, Show.Microseconds(one.Seconds), Show.Percent(one.Seconds.Spread), Show.Number(1 / one.Seconds.Median),
                Show.Ratio(toIdiomatic), Show.Ratio(toTight));
        }
        request.Report.Show(table);
    }

    /// <param name="Batch">Rows predicted at once.</param>
    /// <param name="Callers">Threads that predict at the same time.</param>
    /// <param name="UsPerPrediction">Of all callers together.</param>
    /// <param name="SpeedOfTorchsharp">How many times as fast as it.</param>
    /// <param name="SpeedOfTorchsharpTight">How many times as fast as it.</param>
    private sealed record PredictRow(
        string Case, string Variant, int Batch, int Callers, double UsPerPrediction, double PredictionsPerS, double Spread, int Threads,
        int Blocks, double UsMin, double UsMax, Ratio? SpeedOfTorchsharp, Ratio? SpeedOfTorchsharpTight);
}
