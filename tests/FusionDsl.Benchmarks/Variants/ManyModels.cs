using System.Diagnostics;
using FusionDsl.Benchmarks.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>What it costs to make and train one model after the other, and to keep many.</summary>
internal static class ManyModels
{
    /// <param name="Models">How many.</param>
    /// <param name="MsPerModelFirst">To make, train for an epoch and free one of the first quarter (after one that warmed up); median.</param>
    /// <param name="MsPerModelLast">The same in the last quarter.</param>
    /// <param name="LiveTensors">More at the end than before.</param>
    /// <param name="MbGrown">Memory of the process: more after all than after the first quarter.</param>
    public sealed record Turnover(int Models, double MsPerModelFirst, double MsPerModelLast, long LiveTensors, double MbGrown);

    public static Turnover OneAfterTheOther(Workload workload, int models)
    {
        TrainOne(workload);
        var quarter = Math.Max(1, models / 4);
        var (tensors, memory) = (LiveTensors(), 0L);
        var times = new List<double>();
        for (var i = 0; i < models; i++)
        {
            if (i == quarter) memory = Memory();
            var start = Stopwatch.GetTimestamp();
            TrainOne(workload);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(
            models, MathNet.Numerics.Statistics.Statistics.Median(times.Take(quarter)),
            MathNet.Numerics.Statistics.Statistics.Median(times.TakeLast(quarter)),
            LiveTensors() - tensors - models * CountedInVain(workload), (Memory() - memory) / 1e6);
    }

    /// <summary>Memory per model, in bytes, of models that live at the same time, each with its trainer and its loader.</summary>
    public static double BytesPerLivingModel(Workload workload, int models)
    {
        var before = Memory();
        var living = Enumerable.Range(0, models).Select(_ => workload.Case.Connect(workload, workload.Options)).ToList();
        foreach (var model in living) model.TrainEpoch((ulong)Workload.Seed, epoch: 1);
        var grown = Memory() - before;
        foreach (var model in living) model.Dispose();
        return (double)grown / models;
    }

    private static void TrainOne(Workload workload)
    {
        using var connection = workload.Case.Connect(workload, workload.Options);
        connection.TrainEpoch((ulong)Workload.Seed, epoch: 1);
    }

    // TorchSharp counts a Parameter twice and its end once: no memory is lost, but the counter of tensors climbs with every module made.
    private static long CountedInVain(Workload workload)
    {
        using var twin = workload.Case.NewTwin();
        var before = LiveTensors();
        using (new TorchSharp.Modules.Parameter(zeros(1))) { }
        return (LiveTensors() - before) * twin.Module.parameters().LongCount();
    }

    private static long LiveTensors()
    {
        Collect();
        return Tensor.TotalCount;
    }

    private static long Memory()
    {
        Collect();
        using var here = Process.GetCurrentProcess();
        return here.WorkingSet64;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
