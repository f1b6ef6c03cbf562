using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>What a head has beside its layers: its classes and its loss.</summary>
internal static class HeadEmitter
{
    public static string Members(Model model, HeadNode head) => head.Classes is { } classes ? Classifier(model, classes, head) : Regression(head);

    private static string Classifier(Model model, ClassSet classes, HeadNode head)
    {
        var type = Naming.EnumOf(model, classes);
        return Code.Text(
            $$"""
            /// <summary>The classes in the order of the logits.</summary>
            public static IReadOnlyList<{{type}}> Classes { get; } =
            [
                {{Code.Lines(classes.Names.Select(name => $"{type}.{Naming.Member(name)},"))}}
            ];

            /// <summary>The place of a class among the logits.</summary>
            public static int IndexOf({{type}} value) => value switch
            {
                {{Code.Lines(classes.Names.Select((name, i) => $"{type}.{Naming.Member(name)} => {i.Invariant()},"))}}
                _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a class of {{head.Name}}."),
            };

            {{ClassWeights(classes, head)}}

            /// <summary>Softmax cross-entropy, in nats.</summary>
            {{(head.Loss is null ? "" : "/// <remarks>What evaluation tells. Training departs from it, see <see cref=\"Trainer\"/>.</remarks>")}}
            /// <param name="logits">[batch, {{classes.Names.Count.Invariant()}}]</param>
            /// <param name="labels">[batch] int64, places among the logits</param>
            /// <param name="reduction">Mean over the batch, or its sum.</param>
            public static Tensor Loss(Features<{{head.Name}}> logits, Tensor labels, nn.Reduction reduction = nn.Reduction.Mean) =>
                nn.functional.cross_entropy(logits.Tensor, labels, reduction: reduction);
            """);
    }

    private static string ClassWeights(ClassSet classes, HeadNode head) => head.Loss is not { Weights.Count: > 0 } loss ? "" : Code.Text(
        $$"""
        /// <summary>How much a sample of each class counts in training, in the order of the logits.</summary>
        public static IReadOnlyList<double> ClassWeights { get; } =
        [
            {{Code.Commented(classes.Names.Select((name, i) => ($"{Literal.Of(loss.Weights[i])},", name)))}}
        ];
        """);

    private static string Regression(HeadNode head) => Code.Text(
        $$"""
        /// <summary>Squared error, the mean over the targets.</summary>
        /// <param name="predictions">[batch, {{head.Targets.Invariant()}}]</param>
        /// <param name="targets">[batch, {{head.Targets.Invariant()}}]</param>
        /// <param name="reduction">Mean over the batch, or its sum.</param>
        public static Tensor Loss(Features<{{head.Name}}> predictions, Tensor targets, nn.Reduction reduction = nn.Reduction.Mean)
        {
            using var errors = nn.functional.mse_loss(predictions.Tensor, targets, reduction: nn.Reduction.None);  // [batch, {{head.Targets.Invariant()}}]
            using var perSample = errors.mean([1L]);                                                               // [batch]
            return reduction == nn.Reduction.Sum ? perSample.sum() : perSample.mean();
        }
        """);
}
