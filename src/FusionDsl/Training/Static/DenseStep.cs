using FusionDsl.Numerics;

namespace FusionDsl.Training.Static;

/// <summary>y = W x + b, and max(0, ·) where a ReLU follows.</summary>
public sealed unsafe class DenseStep : StaticLayer
{
    private readonly Weight _weight;    // [width, inputs]
    private readonly Weight? _bias;     // [1, width]
    private readonly bool _relu;

    /// <param name="memory">Where the steps compute.</param>
    /// <param name="name">The layer's name in the state_dict.</param>
    /// <param name="input">[batch, inputs]</param>
    /// <param name="width">Number of outputs.</param>
    /// <param name="relu">Whether a ReLU follows.</param>
    /// <param name="into">Where the output goes; null: memory of its own.</param>
    public DenseStep(StaticMemory memory, string name, Signal input, int width, bool relu = false, Signal? into = null)
        : base(memory, input, into ?? memory.Signal(width))
    {
        _weight = memory.Weight(name + ".weight", width, input.Width);
        _bias = memory.Find(name + ".bias", 1, width);
        _relu = relu;
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        var bias = _bias is { } given ? given.Value.Pointer : null;
        Gemm.Multiply(Input.Value.AsFactor, _weight.Value.Transposed, Output.Value, new Finish(bias, relu: _relu));
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        var delta = Output.Gradient;
        var bias = _bias is { } given ? given.Gradient.Pointer : null;
        if (_relu) DenseKernels.ReluBackward(delta, Output.Value, bias);
        else if (bias is not null) DenseKernels.SumRows(delta, bias);
        Gemm.Multiply(delta.Transposed, Input.Value.AsFactor, _weight.Gradient);
        if (Input.HasGradient) Gemm.Multiply(delta.AsFactor, _weight.Value.AsFactor, Input.Gradient, new Finish(add: Adds));
    }
}
