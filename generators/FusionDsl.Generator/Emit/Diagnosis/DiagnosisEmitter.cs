using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The search for the node at which a loss stopped being finite: the forward pass once more, with a look at every node.</summary>
internal static class DiagnosisEmitter
{
    public static SourceFile Emit(Plan plan) => SourceFile.Of(
        plan.Model, "Diagnosis", ["FusionDsl", "FusionDsl.Models", "FusionDsl.Training", "TorchSharp", "static TorchSharp.torch"], OfBatch(plan), OfDataset());

    private static string OfBatch(Plan plan)
    {
        var model = plan.Model;
        return Code.Text(
            $$"""
            /// <summary>
            /// The first node, in the order of computation, whose data, weights, output or loss are not finite: why a loss is NaN or infinite. It
            /// looks at every number, so it is for the one time when that has happened. Dropout draws anew.
            /// </summary>
            /// <param name="batch">With labels; what the loss was computed from.</param>
            /// <returns>Null where everything is finite.</returns>
            public NonFinite? FindNonFinite(Batch batch)
            {
                using var noGrad = no_grad();
                var nonFinite = new NonFiniteSearch();
                {{Code.Lines(model.Modalities.Select(modality => $"nonFinite.Input(nameof({modality.Name}), batch.{modality.Name}.Tensor);"))}}
                {{Code.Lines(model.Heads.Where(head => head.Classes is null).Select(head => $"nonFinite.Labels(nameof({head.Name}), batch.Labels.{head.Name});"))}}

                {{Code.Blocks(ForwardSteps.Of(plan).Select(Node))}}

                {{Code.Lines(model.Heads.Select(Loss))}}
                return nonFinite.Found;
            }
            """);
    }

    private static string OfDataset() =>
        """
        /// <summary>The same over a data set, for a model that does not learn: names the sample where it is one.</summary>
        /// <param name="data">With labels.</param>
        /// <param name="batchSize">Rows that are looked at together.</param>
        public NonFinite? FindNonFinite(Dataset data, int batchSize = 256)
        {
            var wasTraining = training;
            eval();
            try
            {
                using var batches = new Loader(data, batchSize, this.DeviceOf());
                var before = 0L;
                foreach (var batch in batches.InOrder())
                {
                    if (FindNonFinite(batch) is { } found) return found.Named(data.Info, before);
                    before += batch.Rows;
                }
                return null;
            }
            finally
            {
                train(wasTraining);
            }
        }
        """;

    private static string Node(ForwardStep step) => Code.Text(
        $"""
        {Code.Commented([($"using var {Names.Local(step.Node)} = {step.Call};", step.Shape)])}
        nonFinite.Node(nameof({step.Node}), {Names.Field(step.Node)}, {Names.Local(step.Node)}.Tensor);
        """);

    private static string Loss(HeadNode head)
    {
        var local = Names.Local(head.Name);
        return $"nonFinite.Loss(nameof({head.Name}), {head.Name}.Loss({local}, batch.Labels.{head.Name}), {local}.Tensor);";
    }
}
