using FusionDsl.Models.Frozen;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// Merges the probabilities of classifiers with the same classes. It takes their logits and makes logarithms of probabilities, [batch,
/// classes] both: no product of small probabilities becomes 0 on the way, and the softmax of the result are the probabilities, as with
/// logits.
/// </summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="classes">How many classes; at least 2.</param>
public abstract class ClassDecision(int heads, int classes) : Decision(heads, classes)
{
    /// <summary>Merges a batch.</summary>
    /// <param name="logits">Of every head: [batch, classes].</param>
    /// <returns>[batch, classes]; their exponentials are probabilities with the sum 1.</returns>
    public sealed override Tensor forward(Tensor[] logits)
    {
        using var scope = NewDisposeScope();
        var said = stack(logits.Select(one => one.log_softmax(1)).ToArray());  // [heads, batch, classes]
        return Merge(said).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public sealed override FrozenDecision Freeze() => new(Heads, Width, isOfClasses: true, FreezeRule());

    /// <summary>The rule.</summary>
    /// <param name="said">[heads, batch, classes] logarithms of probabilities</param>
    /// <returns>[batch, classes] logarithms of probabilities</returns>
    private protected abstract Tensor Merge(Tensor said);

    /// <summary>The rule for one sample.</summary>
    private protected abstract DecisionRule FreezeRule();
}
