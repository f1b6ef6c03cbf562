using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>A layer with its gradient written out: what autograd would find, without the search. CPU, float32, [batch, feature].</summary>
public abstract class StaticLayer
{
    private readonly int _reader;

    private protected StaticLayer(StaticMemory memory, Signal input, Signal output)
    {
        (Memory, Input, Output) = (memory, input, output);
        _reader = input.AddReader();
    }

    /// <summary>What it makes.</summary>
    public Signal Output { get; }

    /// <summary>What it reads.</summary>
    private protected Signal Input { get; }

    private protected StaticMemory Memory { get; }

    /// <summary>Whether the gradient of the input has to be added to what other readers left there.</summary>
    private protected bool Adds => Input.IsFilledBefore(_reader);

    /// <summary>Computes the output.</summary>
    public abstract void Forward();

    /// <summary>From the gradient of the output to those of the weights and of the input.</summary>
    public abstract void Backward();
}
