using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>The loss of a model with several heads.</summary>
public static class TotalLoss
{
    /// <summary>
    /// The weighted sum of scalar losses, in the order given. The losses are freed; the gradient reaches them all the same.
    /// </summary>
    public static Tensor Of(params (Tensor Loss, double Weight)[] heads)
    {
        Tensor? sum = null;
        foreach (var (loss, weight) in heads)
        {
            using (loss)
            using (var weighted = loss.mul(weight))
            {
                using var before = sum;
                sum = before is null ? weighted.alias() : before.add(weighted);
            }
        }
        return sum ?? throw new ArgumentException("A model has at least one head.", nameof(heads));
    }
}
