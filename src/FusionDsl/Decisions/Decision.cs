using FusionDsl.Models.Frozen;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// Merges what several heads say about the same question. Nothing in it is moved by the optimizer; what it learns are buffers.
/// </summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="width">Numbers that each of them says: classes or targets.</param>
public abstract class Decision(int heads, int width) : nn.Module<Tensor[], Tensor>("Decision")
{
    /// <summary>How many heads.</summary>
    public int Heads => heads;

    /// <summary>Numbers that each of them says.</summary>
    public int Width => width;

    /// <summary>The same for predictors without libtorch, with what it has learned by now.</summary>
    public abstract FrozenDecision Freeze();

    /// <summary>The constructors register what there is.</summary>
    protected override void RegisterComponents() { }

    /// <summary>A buffer with these first values.</summary>
    private protected Tensor Register(string name, double[] values, params long[] shape)
    {
        using var numbers = tensor(values, dtype: ScalarType.Float32);
        using var shaped = numbers.reshape(shape);
        var buffer = shaped.clone().DetachFromDisposeScope();
        register_buffer(name, buffer);
        return buffer;
    }

    /// <summary>Overwrites a buffer.</summary>
    private protected static void Set(Tensor buffer, double[] values)
    {
        using var noGrad = no_grad();
        using var numbers = tensor(values, dtype: ScalarType.Float32);
        using var shaped = numbers.reshape(buffer.shape);
        buffer.copy_(shaped);
    }

    /// <summary>The numbers of a buffer.</summary>
    private protected static double[] Read(Tensor buffer)
    {
        using var here = buffer.to(ScalarType.Float64, CPU);
        using var dense = here.contiguous();
        return dense.data<double>().ToArray();
    }
}
