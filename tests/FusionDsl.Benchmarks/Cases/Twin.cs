using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>A model of a case as a user of TorchSharp writes it by hand; its fields are called like the nodes of the declared model.</summary>
/// <param name="Module">The module.</param>
/// <param name="Forward">Its forward pass: one tensor per modality in the order of the case (more are left alone), logits out.</param>
internal sealed record Twin(nn.Module Module, Func<IList<Tensor>, Tensor> Forward) : IDisposable
{
    /// <summary>Takes over the weights and statistics of the declared model.</summary>
    /// <exception cref="FusionException">One of the two has a weight that the other lacks, or of another shape.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> weights)
    {
        using var noGrad = no_grad();
        var state = State();
        foreach (var (name, target) in state)
        {
            if (!weights.TryGetValue(name, out var value) || !value.shape.SequenceEqual(target.shape))
                throw new FusionException($"{Module.GetName()}: the declared model has no '{name}' [{string.Join(", ", target.shape)}].");
            target.copy_(value);
        }
        if (weights.Keys.FirstOrDefault(name => !state.ContainsKey(name) && !name.Contains(".standardizer.")) is { } missing)
            throw new FusionException($"{Module.GetName()} has no '{missing}' of the declared model.");
    }

    /// <summary>Weights and statistics by the names of the declared model: '_soundMlp.0.weight' is its 'SoundMlp.0.weight'.</summary>
    public Dictionary<string, Tensor> State() =>
        Module.state_dict().ToDictionary(pair => char.ToUpperInvariant(pair.Key[1]) + pair.Key[2..], pair => pair.Value);

    /// <summary>Frees the module.</summary>
    public void Dispose() => Module.Dispose();
}
