using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>The loss of a model with several heads.</summary>
public static class TotalLoss
{
    /// <summary>
    /// The weighted sum of scalar losses, in the order given; one that weighs 0 does not count, whatever it is. The losses are freed; the gradient
    /// reaches them all the same.
    /// </summary>
    public static Tensor Of(params (Tensor Loss, double Weight)[] heads)
    {
        Tensor? sum = null;
        foreach (var (loss, weight) in heads)
        {
            if (weight == 0)
            {
                loss.Dispose();
                continue;
            }
            using (loss)
            using (var weighted = loss.mul(weight))
            {
                using var before = sum;
                sum = before is null ? weighted.alias() : before.add(weighted);
            }
        }
        return sum ?? throw new ArgumentException("At least one head counts.", nameof(heads));
    }
}
