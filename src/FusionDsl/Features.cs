using TorchSharp;

namespace FusionDsl;

/// <summary>A tensor that knows which node of the model it came from: handing one node's features to another node does not compile.</summary>
/// <typeparam name="TNode">The node's class, for instance <c>CipherNet.OpcodeCnn</c>.</typeparam>
/// <param name="Tensor">[batch, …], the shape written beside the node in the model's summary.</param>
public readonly record struct Features<TNode>(torch.Tensor Tensor) : IDisposable
{
    /// <summary>
    /// [batch] bool: which samples have the modality at all. Null: all of them. The mask stays with whoever made it.
    /// </summary>
    public torch.Tensor? Present { get; init; }

    /// <summary>Frees the tensor.</summary>
    public void Dispose() => Tensor?.Dispose();
}
