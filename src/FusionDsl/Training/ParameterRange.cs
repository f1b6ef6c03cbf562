using FusionDsl.Data.Files;

namespace FusionDsl.Training;

/// <summary>A stretch of the flat parameters that training moves.</summary>
/// <param name="Start">Its first number.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rate">Factor of the optimizer's learning rate; above 0.</param>
public readonly record struct ParameterRange(long Start, long Count, double Rate)
{
    /// <summary>Behind its last number.</summary>
    public long End => Start + Count;
}

/// <summary>How fast the weights of one node learn.</summary>
/// <param name="Node">An encoder, fusion or head.</param>
/// <param name="Factor">Of the model's learning rate; at least 0, where 0 means: they stay as they are.</param>
public sealed record NodeRate(string Node, double Factor)
{
    /// <summary>The node of a parameter, by its name in the state_dict.</summary>
    internal static string NodeOf(string parameter) => parameter.IndexOf('.') is >= 0 and var dot ? parameter[..dot] : parameter;

    /// <summary>The factor of a parameter; 1 where its node is not listed.</summary>
    internal static double FactorOf(IReadOnlyList<NodeRate> rates, string parameter)
    {
        foreach (var rate in rates)
            if (rate.Node == NodeOf(parameter)) return rate.Factor;
        return 1;
    }

    /// <exception cref="FusionException">Says what was expected, what was found and how to mend it.</exception>
    internal static void ThrowIfInvalid(IReadOnlyList<NodeRate> rates, IReadOnlyList<string> nodes)
    {
        foreach (var (node, factor) in rates)
        {
            if (!nodes.Contains(node))
                throw new FusionException(
                    $"Training: LearningRates names '{node}', which is no node with weights.{Nearest.Hint(node, nodes)} "
                    + $"Expected one of: {string.Join(", ", nodes)}.");
            if (rates.Count(rate => rate.Node == node) > 1)
                throw new FusionException($"Training: LearningRates names '{node}' twice. Remove one of them.");
            if (!(factor >= 0 && double.IsFinite(factor)))
                throw new FusionException(FormattableString.Invariant(
                    $"Training: LearningRates gives '{node}' the factor {factor}; expected a number of at least 0."));
        }
    }
}
