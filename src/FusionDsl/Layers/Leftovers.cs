using static TorchSharp.torch;

namespace FusionDsl.Layers;

/// <summary>
/// Tensors that a backward pass handed to libtorch. Their wrappers cannot be freed before the call returns, and nobody sees them afterwards; left
/// to the garbage collector they would keep the memory of many steps. So they are freed when the next operation of the same thread begins.
/// </summary>
internal static class Leftovers
{
    [ThreadStatic]
    private static List<Tensor>? _handedOver;

    /// <summary>Frees what the operation before handed over.</summary>
    public static void Free()
    {
        if (_handedOver is not { Count: > 0 } tensors) return;
        foreach (var tensor in tensors) tensor.Dispose();
        tensors.Clear();
    }

    /// <summary>Gradients to return, in the order of the inputs; null for an input that is no tensor, or needs none.</summary>
    public static List<Tensor> HandOver(params Tensor?[] gradients)
    {
        var handedOver = _handedOver ??= [];
        foreach (var gradient in gradients)
            if (gradient is not null)
            {
                gradient.DetachFromDisposeScope();
                handedOver.Add(gradient);
            }
        return [.. gradients.Select(gradient => gradient!)];
    }
}
