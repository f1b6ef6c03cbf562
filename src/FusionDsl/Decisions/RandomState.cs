using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>libtorch's random numbers go on as if nothing had been drawn between the making of this and its end.</summary>
public sealed class RandomState : IDisposable
{
    private readonly Tensor _state = get_rng_state().DetachFromDisposeScope();

    /// <summary>Brings the state back.</summary>
    public void Dispose()
    {
        set_rng_state(_state);
        _state.Dispose();
    }
}
