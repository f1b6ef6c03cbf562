namespace FusionDsl.Benchmarks.Measuring;

/// <summary>One way to do a piece of work that others do in other ways.</summary>
/// <param name="name">As in the report.</param>
internal abstract class Contestant(string name) : IDisposable
{
    public string Name => name;

    /// <summary>Units of work (steps, rows, predictions) in one round.</summary>
    public abstract long UnitsPerRound { get; }

    /// <summary>Brings back the first state, so that the work of every block is the same. It takes no part in the time.</summary>
    public virtual void Reset() { }

    /// <summary>Does some rounds of the work.</summary>
    /// <returns>How long they took.</returns>
    public abstract TimeSpan Run(int rounds);

    public virtual void Dispose() { }
}
