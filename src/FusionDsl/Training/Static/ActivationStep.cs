using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>A function of single numbers and its slope.</summary>
public interface IActivation
{
    /// <summary>y = f(x).</summary>
    void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>dx = dy · f′(x), where y = f(x).</summary>
    void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx);
}

/// <summary>An elementwise layer.</summary>
/// <typeparam name="TActivation">What it does to each number.</typeparam>
public sealed class ActivationStep<TActivation> : StaticLayer where TActivation : struct, IActivation
{
    private readonly TActivation _function;
    private readonly float[] _row;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="input">[batch, width]</param>
    /// <param name="function">What it does to each number.</param>
    /// <param name="into">Where the output goes; null: memory of its own.</param>
    public ActivationStep(StaticMemory memory, Signal input, TActivation function = default, Signal? into = null)
        : base(memory, input, into ?? memory.Signal(input.Width, input.HasGradient)) => (_function, _row) = (function, new float[input.Width]);

    /// <inheritdoc/>
    public override void Forward()
    {
        for (var row = 0; row < Memory.Rows; row++) _function.Apply(Input.Value.Row(row), Output.Value.Row(row));
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        if (!Input.HasGradient) return;
        var adds = Adds;
        for (var row = 0; row < Memory.Rows; row++)
        {
            var gradient = Input.Gradient.Row(row);
            _function.Differentiate(Input.Value.Row(row), Output.Value.Row(row), Output.Gradient.Row(row), adds ? _row : gradient);
            if (adds) DenseKernels.Add(gradient, _row);
        }
    }
}
