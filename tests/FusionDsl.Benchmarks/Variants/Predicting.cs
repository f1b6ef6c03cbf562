using System.Diagnostics;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>
/// Ways to predict the classes of a workload's rows, so many of them at once. A round is all rows, a unit a prediction. Any number of
/// threads may run the same one.
/// </summary>
internal abstract class Predicting(string name, int rows, int batch) : Contestant(name)
{
    protected int Batch => batch;

    public override long UnitsPerRound => rows;

    /// <summary>The class of the last row of every batch.</summary>
    public virtual int[] Classes() => [.. Firsts().Select(Predict)];

    public override TimeSpan Run(int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            for (var first = 0; first < rows; first += batch) Predict(first);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Predicts a batch; gives the place of its last row's class.</summary>
    protected abstract int Predict(int first);

    private IEnumerable<int> Firsts()
    {
        for (var first = 0; first < rows; first += batch) yield return first;
    }
}

/// <summary>Several threads that predict at the same time. The time is theirs together, so that the unit stays a prediction.</summary>
internal sealed class ManyCallers(Contestant inner, int callers) : Contestant(inner.Name)
{
    public override long UnitsPerRound => inner.UnitsPerRound * callers;

    public override TimeSpan Run(int rounds)
    {
        using var gate = new Barrier(callers + 1);
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            gate.SignalAndWait();
            inner.Run(rounds);
        })).ToList();
        foreach (var thread in threads) thread.Start();
        gate.SignalAndWait();
        var start = Stopwatch.GetTimestamp();
        foreach (var thread in threads) thread.Join();
        return Stopwatch.GetElapsedTime(start);
    }
}
