namespace FusionDsl;

/// <summary>The greatest value of each window; each axis n → (n + 2·padding − kernel) / stride + 1.</summary>
/// <param name="kernel">Size of the window; at least 1.</param>
public sealed class MaxPoolAttribute(int kernel) : WindowPoolAttribute(kernel);

/// <summary>The mean of each window, padding included; each axis n → (n + 2·padding − kernel) / stride + 1.</summary>
/// <param name="kernel">Size of the window; at least 1.</param>
public sealed class AvgPoolAttribute(int kernel) : WindowPoolAttribute(kernel);

/// <summary>What windowed poolings share.</summary>
/// <param name="kernel">Size of the window; at least 1.</param>
public abstract class WindowPoolAttribute(int kernel) : LayerAttribute
{
    /// <summary>Size of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next, at least 1; not given: the kernel, so that windows do not overlap.</summary>
    public int Stride { get; set; }

    /// <summary>Zeros put around; at least 0, at most half the kernel.</summary>
    public int Padding { get; set; }
}

/// <summary>The mean of each channel over time or the image: [channel c, …] → [feature c].</summary>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;

/// <summary>The greatest value of each channel over time or the image: [channel c, …] → [feature c].</summary>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
