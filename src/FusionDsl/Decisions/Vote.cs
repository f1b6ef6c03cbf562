using FusionDsl.Models.Frozen;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// The majority: p = (n + λ p̄) / (M + λ), where n of the M heads choose the class, p̄ is the mean of their probabilities and λ = 1/100.
/// So p is the share of the votes; the small part of p̄ decides ties, and keeps the loss of a class that nobody chose finite.
/// </summary>
/// <param name="heads">How many heads; at least 2.</param>
/// <param name="classes">How many classes; at least 2.</param>
public sealed class Vote(int heads, int classes) : ClassDecision(heads, classes)
{
    /// <summary>What the mean probability counts, in votes. Below 1, so that it decides nothing but ties.</summary>
    public const double MeanVote = 0.01;

    private protected override Tensor Merge(Tensor said)
    {
        var votes = nn.functional.one_hot(said.argmax(2), Width).sum([0L]).to_type(said.dtype).log();  // −∞ where there is none
        var mean = said.logsumexp(0).add(Math.Log(MeanVote / Heads));
        return votes.logaddexp(mean).sub(Math.Log(Heads + MeanVote));
    }

    private protected override DecisionRule FreezeRule()
    {
        var (heads, mean, all) = (Heads, Math.Log(MeanVote / Heads), Math.Log(Heads + MeanVote));
        return (said, merged) =>
        {
            Span<int> chosen = stackalloc int[heads];
            for (var head = 0; head < heads; head++) chosen[head] = Largest(said.Slice(head * merged.Length, merged.Length));
            LogSum.OverHeads(said, merged, _ => mean);
            for (var i = 0; i < merged.Length; i++)
                merged[i] = (float)(LogSum.Of(merged[i], Math.Log(chosen.Count(i))) - all);
        };
    }

    private static int Largest(ReadOnlySpan<float> numbers)
    {
        var largest = 0;
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] > numbers[largest]) largest = i;
        return largest;
    }
}
