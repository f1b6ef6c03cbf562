using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The loss of training in C#: the heads' own, and those with weights of classes or smoothed labels.</summary>
internal static class LossCode
{
    /// <summary>The heads whose loss in training is not the one of evaluation.</summary>
    public static IEnumerable<HeadNode> Own(Model model) => model.Heads.Where(head => head.Loss is not null);

    /// <summary>The field with the loss of such a head.</summary>
    public static string Field(HeadNode head) => $"_lossOf{head.Name}";

    /// <summary>The expression that makes it.</summary>
    public static string Create(HeadNode head)
    {
        var loss = head.Loss!;
        string[] settings = [$"smoothing: {Literal.Of(loss.Smoothing)}", "_parameters.Device"];
        return loss.Balance
            ? Code.Call("ClassificationLoss.Balanced", [$"train.Labels.{head.Name}", $"{head.Name}.Classes.Count", .. settings])
            : Code.Call("new ClassificationLoss", [loss.Weights.Count > 0 ? $"{head.Name}.ClassWeights" : "weights: null", .. settings]);
    }

    /// <summary>The statement that makes the loss of a batch. Intermediate sums are freed by the runtime, so that several heads read like one.</summary>
    /// <param name="heads">Of the model.</param>
    /// <param name="vary">Whether the weights of the heads change while the model is trained.</param>
    public static string Sum(EquatableArray<HeadNode> heads, bool vary)
    {
        if (heads.Count == 1 && heads[0].Weight == 1) return $"using var loss = {Of(heads[0])};";
        return Code.Text(
            $"""
            using var loss = TotalLoss.Of(
                {string.Join(",\n", heads.Select(head => $"({Of(head)}, {(vary ? Weight(head) : Literal.Of(head.Weight))})"))});
            """);
    }

    /// <summary>The weight of a head at present.</summary>
    public static string Weight(HeadNode head) => $"_weights[nameof({head.Name})]";

    private static string Of(HeadNode head) => head.Loss is null
        ? $"{head.Name}.Loss(output.{head.Name}, batch.Labels.{head.Name})"
        : $"{Field(head)}.Of(output.{head.Name}.Tensor, batch.Labels.{head.Name})";
}
