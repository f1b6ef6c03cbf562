namespace FusionDsl.Benchmarks.Cases;

/// <summary>A step of a generated trainer.</summary>
internal delegate void StepOn<TBatch>(in TBatch batch);

/// <summary>Trainer and loader of a generated model behind one type: each model has its own, typed by its nodes.</summary>
internal abstract class Connection : IDisposable
{
    /// <summary>Deals out an epoch and learns from every batch of it.</summary>
    public abstract void TrainEpoch(ulong seed, int epoch);

    /// <summary>Deals out an epoch and does nothing with it.</summary>
    public abstract void DealEpoch(ulong seed, int epoch);

    public abstract void Dispose();
}

/// <param name="shuffled">The loader's batches of an epoch.</param>
/// <param name="step">The trainer's step.</param>
/// <param name="owned">What ends with the connection.</param>
internal sealed class Connection<TBatch>(Func<ulong, int, IEnumerable<TBatch>> shuffled, StepOn<TBatch> step, params IDisposable[] owned)
    : Connection
    where TBatch : struct
{
    public override void TrainEpoch(ulong seed, int epoch)
    {
        foreach (var batch in shuffled(seed, epoch)) step(batch);
    }

    public override void DealEpoch(ulong seed, int epoch)
    {
        foreach (var _ in shuffled(seed, epoch)) { }
    }

    public override void Dispose()
    {
        foreach (var part in owned) part.Dispose();
    }
}
