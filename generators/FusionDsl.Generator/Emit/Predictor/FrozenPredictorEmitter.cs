using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The predictor of a model of small layers: plain memory instead of tensors, no call into libtorch.</summary>
internal static class FrozenPredictorEmitter
{
    public static SourceFile Emit(Plan plan, FrozenPlan frozen)
    {
        var model = plan.Model;
        var inputs = model.Modalities.Select((modality, i) => (Modality: modality, Local: frozen.Inputs[i])).ToList();
        var heads = model.Answers.Select((head, i) => (Head: head, Local: frozen.Scores[i])).ToList();
        var kept = frozen.Steps.Where(step => step.Field is not null).ToList();
        var locals = Code.List(inputs.Select(input => input.Local));
        return SourceFile.Of(
            model, "Predictor",
            [
                "System", "System.Collections.Generic", "FusionDsl", "FusionDsl.Data", "FusionDsl.Models", "FusionDsl.Models.Frozen", "TorchSharp",
                "Static = FusionDsl.Training.Static", "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>A predictor with the weights of this moment; what is learned later does not change it.</summary>
                public Predictor ToPredictor() => new(this);

                /// <summary>
                /// Says what it believes about samples. It never changes, so any number of threads may use it at once. Layers as small as these are
                /// computed by loops of our own: a call into libtorch alone takes longer than one of them.
                /// </summary>
                public sealed class Predictor : IDisposable
                {
                    private const int NumbersPerSample = {{Literal.Grouped(frozen.NumbersPerSample)}};  // what the layers make

                    {{Code.Lines(kept.GroupBy(step => step.Type, StringComparer.Ordinal).Select(group =>
                        $"private readonly {group.Key} {Code.Flow(group.Select(step => step.Field!)).Replace("\n", "\n    ")};"))}}

                    internal Predictor({{model.Name}} model)
                    {
                        var weights = new FrozenWeights(model);
                        {{Code.Lines(kept.Select(Construct))}}
                    }

                    /// <summary>What it believes about one sample.</summary>
                    /// <exception cref="FusionException">A value does not fit.</exception>
                    public Prediction Predict(in Sample sample)
                    {
                        var one = default(Prediction);
                        {{Code.Call("Predict", [.. inputs.Select(input => Values(input.Modality, "sample", "0")), "new(ref one)"])}};
                        return one;
                    }

                    /// <summary>What it believes about each sample; labels are not looked at.</summary>
                    /// <exception cref="FusionException">A value does not fit; names the sample.</exception>
                    public Prediction[] Predict(IReadOnlyList<Sample> samples)
                    {
                        var predictions = new Prediction[samples.Count];
                        // However many samples there are, so many are in work at once.
                        foreach (var (start, rows) in Portions.Of(samples.Count, batchSize: 64))
                        {
                            {{Code.Lines(inputs.Select(input => $"var {input.Local} = new float[rows * {input.Modality.Name}.Length];"))}}
                            for (var i = 0; i < rows; i++)
                            {
                                {{Code.Lines(inputs.Select(input => Code.Call(
                                    $"{Values(input.Modality, "samples[start + i]", "start + i")}.CopyTo",
                                    [$"{input.Local}.AsSpan(i * {input.Modality.Name}.Length)"]) + ";"))}}
                            }
                            Predict({{locals}}, predictions.AsSpan(start, rows));
                        }
                        return predictions;
                    }

                    /// <summary>Frees the weights.</summary>
                    public void Dispose()
                    {
                        {{Code.Lines(kept.Where(step => step.Type == "FrozenDense").Select(step => $"{step.Field}.Dispose();"))}}
                    }

                    {{Code.Lines(inputs.Select(input => $"/// <param name=\"{input.Local.TrimStart('@')}\">{input.Modality.Content.Shape.WithBatch} float32</param>"))}}
                    internal Prediction[] Predict({{Code.List(inputs.Select(input => $"Tensor {input.Local}"))}})
                    {
                        var predictions = new Prediction[{{inputs[0].Local}}.size(0)];
                        foreach (var (start, rows) in Portions.Of(predictions.Length, batchSize: 64))
                            {{Code.Call("Predict", [.. inputs.Select(input => $"Rows.Numbers({input.Local}, start, rows)"), "predictions.AsSpan(start, rows)"])}};
                        return predictions;
                    }

                    private void Predict({{Code.List(inputs.Select(input => $"ReadOnlySpan<float> {input.Local}"))}}, Span<Prediction> into)
                    {
                        var rows = into.Length;
                        var memory = FrozenMemory.OfThread(rows * NumbersPerSample);
                        {{Code.Lines(heads.Select(head => $"var {head.Local} = FrozenMemory.Take(ref memory, rows * {Width(head.Head)});"))}}
                        {{Code.Call("Forward", ["rows", .. inputs.Select(input => input.Local), .. heads.Select(head => head.Local), "memory"])}};
                        for (var i = 0; i < rows; i++)
                            {{Code.Call("into[i] = new", heads.Select(head => $"{head.Head.Name}: {Read(head.Head, $"{head.Local}.Slice(i * {Width(head.Head)}, {Width(head.Head)})")}"))}};
                    }

                    private void Forward(
                        int rows, {{Code.List(inputs.Select(input => $"ReadOnlySpan<float> {input.Local}"))}},
                        {{Code.Flow([.. heads.Select(head => $"Span<float> {head.Local}"), "Span<float> memory"])}})
                    {
                        {{Code.Lines(frozen.Steps.Where(step => step.Width > 0).Select(step =>
                            $"var {step.Local} = FrozenMemory.Take(ref memory, rows * {step.Width.Invariant()});"))}}

                        {{Code.Commented(frozen.Steps.Select(step => ($"{step.Call};", step.Comment)))}}
                    }
                }
                """));
    }

    // What is folded into a layer stands on a line of its own where the line would be long.
    private static string Construct(FrozenStep step)
    {
        var line = $"{step.Field} = {step.Construct};";
        return line.Length <= 120 ? line : line.Replace(", before:", ",\n    before:").Replace(", after:", ",\n    after:");
    }

    private static string Values(ModalityNode modality, string sample, string index) =>
        $"Rows.Values({sample}.{modality.Name}, {modality.Name}.Length, {index}, nameof({modality.Name}))";

    private static string Width(Answer head) => head.Targets.Invariant();

    private static string Read(Answer head, string scores) => head.Classes is not null ? $"Predictions.Class({scores}, {head.Name}.Classes)"
        : head.Targets == 1 ? $"{scores}[0]" : $"{scores}.ToArray()";
}
