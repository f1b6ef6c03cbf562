using System.Diagnostics;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>One way to train the model of a case. A round is an epoch, a unit a step.</summary>
internal abstract class TrainingLoop(string name, Workload workload) : Contestant(name)
{
    private int _epoch;

    protected Workload Workload => workload;

    public override long UnitsPerRound => workload.StepsPerEpoch;

    /// <summary>
    /// Trains from the first weights, in the orders of the generated loader. Called before anything else is asked of this contestant.
    /// </summary>
    /// <returns>The mean loss of every epoch.</returns>
    public abstract double[] Losses(int epochs);

    public override TimeSpan Run(int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) Epoch(++_epoch);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Trains an epoch in an order of its own choice.</summary>
    /// <param name="epoch">Counted from 1, without an end.</param>
    protected abstract void Epoch(int epoch);
}
