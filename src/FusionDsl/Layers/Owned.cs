using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>Tensors that a module owns: no dispose scope that happens to be open while the module is made may free them.</summary>
internal static class Owned
{
    /// <summary>A trainable parameter with these first values.</summary>
    public static Parameter Parameter(Tensor values)
    {
        var parameter = new Parameter(values, requires_grad: true);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    /// <summary>A parameter with the values of another.</summary>
    public static Parameter CopyOf(Tensor values)
    {
        using var noGrad = no_grad();
        using var plain = values.detach();
        return Parameter(plain.clone());
    }
}
