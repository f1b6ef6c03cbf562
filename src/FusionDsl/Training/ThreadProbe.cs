using System.Diagnostics;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Sets the number of libtorch's threads: as wished, or as measured. Small models are often fastest with a single one.</summary>
public static class ThreadProbe
{
    private const int Repetitions = 5;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Tries 1, 2, 4 … threads on a step and keeps the fastest. The module, its gradients and the random numbers are afterwards as before.
    /// </summary>
    /// <param name="wanted">Use so many and measure nothing; null: measure.</param>
    /// <param name="module">The module that the step trains.</param>
    /// <param name="parameters">Its flat parameters.</param>
    /// <param name="step">A typical piece of work: forward, loss and backward of one batch.</param>
    /// <returns>The number of threads that is now set.</returns>
    public static int Choose(int? wanted, nn.Module module, FlatParameters parameters, Action step)
    {
        if (wanted is not null)
        {
            set_num_threads(wanted.Value);
            return wanted.Value;
        }

        using var before = new ModelSnapshot(module, parameters);
        using var random = get_rng_state();
        try
        {
            var fastest = Fastest(step);
            set_num_threads(fastest);
            return fastest;
        }
        finally
        {
            before.Restore();
            parameters.ClearGradients();
            set_rng_state(random);
        }
    }

    // More threads must win by a tenth: they are taken from others on the machine.
    private static int Fastest(Action step)
    {
        var (best, bestTime) = (1, TimeSpan.MaxValue);
        for (var threads = 1; threads <= Environment.ProcessorCount; threads *= 2)
        {
            set_num_threads(threads);
            var time = ShortestTime(step);
            if (time < bestTime * 0.9) (best, bestTime) = (threads, time);
        }
        return best;
    }

    // The shortest of several: other work on the machine only ever makes a step slower. The first call warms up.
    private static TimeSpan ShortestTime(Action step)
    {
        var begin = Stopwatch.GetTimestamp();
        step();
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < Repetitions && (i == 0 || Stopwatch.GetElapsedTime(begin) < LongEnough); i++)
        {
            var start = Stopwatch.GetTimestamp();
            step();
            var time = Stopwatch.GetElapsedTime(start);
            if (time < shortest) shortest = time;
        }
        return shortest;
    }
}
