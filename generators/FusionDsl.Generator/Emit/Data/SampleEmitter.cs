using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The records that go in and out: sample, labels, batch, output, prediction.</summary>
internal static class SampleEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(model, "Sample", ["System", "FusionDsl", "FusionDsl.Models", "TorchSharp", "static TorchSharp.torch"],
            Sample(model), Labels(model), Batch(model), Output(plan), Prediction(model));
    }

    /// <summary>The label of a head in a sample.</summary>
    public static string LabelOf(Model model, HeadNode head) => head.Classes is { } classes ? Naming.EnumOf(model, classes) + "?"
        : head.Targets == 1 ? "float?" : "ReadOnlyMemory<float>?";

    /// <summary>What a head predicts.</summary>
    public static string PredictionOf(Model model, Answer head) => head.Classes is { } classes ? $"ClassPrediction<{Naming.EnumOf(model, classes)}>"
        : head.Targets == 1 ? "float" : "ReadOnlyMemory<float>";

    /// <summary>The line that writes a modality of sample i into a tensor.</summary>
    public static string Write(ModalityNode modality, string table, string sample)
    {
        var values = $"{table}, i, {sample}.{modality.Name}{(modality.Optional ? "!.Value" : "")}.Span";
        return modality.Content.Shape.Vocabulary is { } vocabulary
            ? $"Rows.WriteTokens({values}, vocabulary: {Literal.Of(vocabulary)}, nameof({modality.Name}));"
            : $"Rows.Write({values}, nameof({modality.Name}));";
    }

    private static string Sayers(Model model) => model.Decisions.Count == 0 ? "heads" : "heads and decisions";

    private static string Sample(Model model) => Code.Text(
        $$"""
        /// <summary>
        {{Code.Wrapped("/// ", "One sample. Labels are needed to train and to evaluate, not to predict. Nodes stand in the order of their names: name the arguments.")}}
        /// </summary>
        {{Code.Lines(InOrder(model).Select(modality => $"/// <param name=\"{modality.Name}\">{SampleDoc(modality)}{(modality.Optional ? " Null: the sample is without it." : "")}</param>"))}}
        {{Code.Lines(model.Heads.Select(head => $"/// <param name=\"{head.Name}\">{(head.Classes is null ? $"The {(head.Targets == 1 ? "number" : $"{head.Targets.Invariant()} numbers")} to predict" : "The true class")}, if known.</param>"))}}
        public readonly record struct Sample(
            {{string.Join(",\n", [
                .. InOrder(model).Select(modality => $"ReadOnlyMemory<{Naming.ElementOf(modality)}>{(modality.Optional ? "?" : "")} {modality.Name}{(modality.Optional ? " = null" : "")}"),
                .. model.Heads.Select(head => $"{LabelOf(model, head)} {head.Name} = null")])}});
        """);

    // What may be left out stands behind.
    private static IEnumerable<ModalityNode> InOrder(Model model) => model.Modalities.OrderBy(modality => modality.Optional);

    private static string SampleDoc(ModalityNode modality)
    {
        var shape = modality.Content.Shape;
        return shape.Vocabulary is { } vocabulary ? $"At most {shape.Count.Grouped()} token ids from 0 to {(vocabulary - 1).Invariant()}."
            : shape.Rank == 1 ? $"{shape.Count.Grouped()} numbers." : $"{shape.Count.Grouped()} numbers, {shape} row by row.";
    }

    private static string Labels(Model model) => Code.Text(
        $$"""
        /// <summary>The labels of some samples.</summary>
        {{Code.Lines(model.Heads.Select(head => $"/// <param name=\"{head.Name}\">{(head.Classes is null ? $"[batch, {head.Targets.Invariant()}] float32" : $"[batch] int64, places in <see cref=\"{model.Name}.{head.Name}.Classes\"/>")}</param>"))}}
        {{Code.Call("public readonly record struct Labels", model.Heads.Select(head => $"Tensor {head.Name}"))}} : IDisposable
        {
            /// <summary>Frees the tensors.</summary>
            public void Dispose()
            {
                {{Code.Lines(model.Heads.Select(head => $"{head.Name}?.Dispose();"))}}
            }
        }
        """);

    private static string Batch(Model model) => Code.Text(
        $$"""
        /// <summary>Some samples side by side, on the model's device.</summary>
        {{Code.Lines(model.Modalities.Select(modality => $"/// <param name=\"{modality.Name}\">{modality.Content.Shape.WithBatch} {Naming.DtypeOf(modality)}</param>"))}}
        /// <param name="Labels">What they truly are; <c>default</c> where that is not known.</param>
        {{Code.Call("public readonly record struct Batch", [.. model.Modalities.Select(modality => $"Features<{modality.Name}> {modality.Name}"), "Labels Labels"])}} : IDisposable
        {
            /// <summary>Number of samples.</summary>
            public long Rows => {{model.Modalities[0].Name}}.Tensor.size(0);

            /// <summary>Frees the tensors.</summary>
            public void Dispose()
            {
                {{Code.Lines(model.Modalities.Select(modality => $"{modality.Name}.Dispose();"))}}
                {{Code.Lines(model.Modalities.Where(model.MayBeAbsent).Select(modality => $"{modality.Name}.Present?.Dispose();"))}}
                Labels.Dispose();
            }
        }
        """);

    private static string Output(Plan plan) => Code.Text(
        $$"""
        /// <summary>What the {{Sayers(plan.Model)}} say about a batch.</summary>
        {{Code.Lines(plan.Model.Answers.Select(head => $"/// <param name=\"{head.Name}\">{plan.PartOf(head.Truth).Output.WithBatch}{head.Scale}</param>"))}}
        {{Code.Call("public readonly record struct Output", plan.Model.Answers.Select(head => $"Features<{head.Name}> {head.Name}"))}} : IDisposable
        {
            /// <summary>Frees the tensors.</summary>
            public void Dispose()
            {
                {{Code.Lines(plan.Model.Answers.Select(head => $"{head.Name}.Dispose();"))}}
            }
        }
        """);

    private static string Prediction(Model model) => Code.Text(
        $$"""
        /// <summary>What the model believes about one sample.</summary>
        {{Code.Lines(model.Answers.Select(head => $"/// <param name=\"{head.Name}\">{(head.Classes is null ? "The predicted value." : "The most probable class, and the probability of each.")}</param>"))}}
        {{Code.Call("public readonly record struct Prediction", model.Answers.Select(head => $"{PredictionOf(model, head)} {head.Name}"))}};
        """);
}
