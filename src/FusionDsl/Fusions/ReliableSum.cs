using FusionDsl.Layers;
using FusionDsl.Training;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace FusionDsl.Fusions;

/// <summary>
/// Σ r_m P_m h_m: a sum whose weights are what heads of the operands have proven on the validation rows, r_m = max(0, skill_m) / Σ_k max(0, skill_k).
/// They are equal until the first epoch is judged, and where no head has any skill; the gradient does not reach them.
/// </summary>
public sealed class ReliableSum : FeatureModule
{
    [ComponentName(Name = "reliability")] private readonly Tensor _reliability;

    /// <param name="widths">Features of each operand.</param>
    /// <param name="width">The common width.</param>
    public ReliableSum(long[] widths, long width) : base(nameof(ReliableSum), widths, width)
    {
        register_buffer("reliability", _reliability = full([widths.Length], 1.0 / widths.Length, dtype: ScalarType.Float32).DetachFromDisposeScope());
    }

    /// <summary>r: how much each operand counts, 0 to 1 with the sum 1.</summary>
    public IReadOnlyList<double> Reliability
    {
        get
        {
            using var values = _reliability.cpu();
            return [.. values.data<float>().ToArray().Select(value => (double)value)];
        }
    }

    /// <summary>Weighs the operands anew.</summary>
    /// <param name="scores">Of rows that the heads have not learned.</param>
    /// <param name="heads">The head of each operand, in the order of the operands.</param>
    public void Judge(Evaluation scores, params string[] heads)
    {
        double[] skills = [.. heads.Select(head => scores.Heads.Single(score => score.Head == head).Skill is > 0 and var skill ? skill : 0)];
        var sum = skills.Sum();
        using var weights = tensor([.. skills.Select(skill => (float)(sum > 0 ? skill / sum : 1.0 / skills.Length))]);
        using (no_grad()) _reliability.copy_(weights);
    }

    /// <inheritdoc/>
    protected override Tensor Join(Tensor[] operands, Tensor[] same) => stack(same, 2).matmul(_reliability);     // [batch, width]
}
