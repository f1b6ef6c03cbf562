using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>What a checkpoint has to know of a model, in C#.</summary>
internal static class CheckpointCode
{
    /// <summary>The expression that tells the model from others of the same shapes: its layers, and what they are trained for.</summary>
    public static string Network(Model model)
    {
        var losses = LossCode.Own(model).Select(head => $"{head.Name}: {Describe(head.Loss!)}").ToList();
        return losses.Count == 0 ? "Summary.Table" : $"Summary.Table + {Literal.Of("; losses of training: " + Code.List(losses))}";
    }

    /// <summary>The initializer that makes an evaluation from the scores of the heads as they are saved, each as what it is.</summary>
    public static string Scores(Model model) => Code.Call("Scores = heads => new Scores", model.Answers.Select((head, i) =>
        $"({(head.Classes is null ? "RegressionScore" : "ClassificationScore")})heads[{i.Invariant()}]"));

    private static string Describe(LossSettings loss)
    {
        var weights = loss.Balance ? "balanced" : loss.Weights.Count > 0 ? $"weights {Code.List(loss.Weights.Select(Literal.Of))}" : "no weights";
        return $"{weights}, smoothing {Literal.Of(loss.Smoothing)}";
    }
}
