using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Who learns when and how fast, as options in C#.</summary>
internal static class StageCode
{
    /// <summary>The factors of the learning rate that were declared; empty where none was.</summary>
    public static string LearningRates(Model model)
    {
        var rates = model.Nodes.Where(node => node.LearningRate != 1).Select(node => $"new NodeRate(nameof({node.Name}), {Literal.Of(node.LearningRate)})").ToList();
        return rates.Count == 0 ? "" : $"[{Code.List(rates)}]";
    }
}
