namespace FusionDsl.Data.Dealing;

/// <summary>A thread that makes things ahead of who uses them: it fills the slots of a ring one after another and waits when all are full.</summary>
internal sealed class Ring : IDisposable
{
    private readonly int _slots;
    private readonly SemaphoreSlim _free, _full = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;
    private int _failedAt = int.MaxValue;
    private int _used = -1;

    /// <param name="slots">At least 2: one is in use.</param>
    /// <param name="count">How many things there are in all.</param>
    /// <param name="fill">Makes thing number n in a slot; called on the thread.</param>
    /// <param name="name">Of the thread, for those who debug.</param>
    public Ring(int slots, int count, Action<int, int> fill, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 2);
        _slots = slots;
        _free = new(slots);
        _thread = new(() => Work(count, fill)) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits for the next thing, whose slot is the caller's until the next call.</summary>
    /// <returns>Its slot.</returns>
    /// <exception cref="FusionException">The thread failed before it; holds the cause.</exception>
    public int Next()
    {
        if (_used >= 0) _free.Release();
        _full.Wait(_stop.Token);
        _used++;
        // What was made before the failure is good.
        if (_used == Volatile.Read(ref _failedAt)) throw new FusionException($"The next batch could not be made ahead: {_failure!.Message}", _failure);
        return _used % _slots;
    }

    /// <summary>Stops the thread; what it is filling, it fills.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _free.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }

    private void Work(int count, Action<int, int> fill)
    {
        var i = 0;
        try
        {
            for (; i < count; i++)
            {
                _free.Wait(_stop.Token);
                fill(i % _slots, i);
                _full.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
        catch (Exception failure)
        {
            // Nobody else hears of it; the one who waits does.
            _failure = failure;
            Volatile.Write(ref _failedAt, i);
            _full.Release();
        }
    }
}
