namespace FusionDsl.Numerics;

/// <summary>The sizes of a convolution over time with a step of 1.</summary>
/// <param name="Batch">Samples.</param>
/// <param name="Inputs">Channels of the input.</param>
/// <param name="Time">Times of the input, padding included.</param>
/// <param name="Outputs">Filters.</param>
/// <param name="Kernel">Times that a filter sees.</param>
/// <param name="Dilation">From one of them to the next.</param>
internal readonly record struct ConvolutionShape(int Batch, int Inputs, int Time, int Outputs, int Kernel, int Dilation)
{
    /// <summary>How far the last time of a window is behind the first.</summary>
    public int Span => Dilation * (Kernel - 1);

    /// <summary>Times of the output.</summary>
    public int Length => Time - Span;

    /// <summary>Terms of one output.</summary>
    public int Depth => Inputs * Kernel;

    /// <summary>Floating-point operations of one direction.</summary>
    public double Flops => 2.0 * Batch * Outputs * Length * Depth;
}
