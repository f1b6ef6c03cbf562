using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The predictor: a frozen copy of the model, from samples to typed predictions.</summary>
internal static class PredictorEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        var names = new LocalNames("samples", "i", "inference", "output", "predictions", "empty", "start", "rows");
        var locals = model.Modalities.ToDictionary(modality => modality, modality => names.Take(Names.Local(modality.Name)));
        var moved = model.Modalities.ToDictionary(modality => modality.Name, modality => names.Take($"{modality.Name.ToCamelCase()}There"));
        var masks = model.Modalities.Where(modality => modality.Optional).ToDictionary(modality => modality, modality => names.Take($"{modality.Name.ToCamelCase()}Present"));
        var maskThere = masks.ToDictionary(mask => mask.Key, mask => names.Take($"{mask.Value}There"));
        var tensors = model.Modalities.Select(modality => locals[modality]).Concat(masks.Values).ToList();
        var rows = model.Answers.ToDictionary(head => head.Name, head => names.Take($"of{head.Name}"));
        return SourceFile.Of(
            model, "Predictor",
            ["System", "System.Collections.Generic", "FusionDsl", "FusionDsl.Data", "FusionDsl.Models", "TorchSharp", "static TorchSharp.torch"],
            Code.Text(
                $$"""
                /// <summary>A predictor with the weights of this moment; what is learned later does not change it.</summary>
                public Predictor ToPredictor() => new(this);

                /// <summary>Says what it believes about samples. It never changes, so any number of threads may use it at once.</summary>
                public sealed class Predictor : IDisposable
                {
                    private readonly {{model.Name}} _model;
                    private readonly torch.Device _device;

                    internal Predictor({{model.Name}} model)
                    {
                        _device = model.DeviceOf();
                        _model = model.FrozenCopy(() => new {{model.Name}}());
                    }

                    /// <summary>What it believes about one sample.</summary>
                    /// <exception cref="FusionException">A value does not fit.</exception>
                    public Prediction Predict(in Sample sample) => Predict([sample])[0];

                    /// <summary>What it believes about each sample; labels are not looked at.</summary>
                    /// <exception cref="FusionException">A value does not fit; names the sample.</exception>
                    public Prediction[] Predict(IReadOnlyList<Sample> samples)
                    {
                        if (samples.Count == 0) return [];
                        {{Code.Lines(model.Modalities.Select(modality => Table(modality, locals[modality])))}}
                        {{Code.Lines(masks.Values.Select(mask => $"using var {mask} = empty(samples.Count, dtype: ScalarType.Bool);"))}}
                        for (var i = 0; i < samples.Count; i++)
                        {
                            {{Code.Lines(model.Modalities.Select(modality => AbsenceCode.Guard(
                                modality, $"{locals[modality]}, {(modality.Optional ? masks[modality] : "")}", "samples[i]",
                                SampleEmitter.Write(modality, locals[modality], "samples[i]"))))}}
                        }
                        return Predict({{Code.List(tensors)}});
                    }

                    /// <summary>Frees the weights.</summary>
                    public void Dispose() => _model.Dispose();

                    {{Code.Lines(model.Modalities.Select(modality => $"/// <param name=\"{locals[modality].TrimStart('@')}\">{modality.Content.Shape.WithBatch} {Naming.DtypeOf(modality)}</param>"))}}
                    {{Code.Lines(masks.Select(mask => $"/// <param name=\"{mask.Value.TrimStart('@')}\">[batch] bool: which samples have '{mask.Key.Name}'</param>"))}}
                    {{Code.Call("internal Prediction[] Predict", tensors.Select(tensor => $"Tensor {tensor}"))}}
                    {
                        using var inference = inference_mode();
                        var predictions = new Prediction[{{locals[model.Modalities[0]]}}.size(0)];
                        // However many samples there are, so many are in work at once.
                        foreach (var (start, rows) in Portions.Of(predictions.Length, batchSize: 256))
                        {
                            {{Code.Lines(model.Modalities.Select(modality => $"using var {moved[modality.Name]} = Rows.Part({locals[modality]}, start, rows, _device);"))}}
                            {{Code.Lines(masks.Select(mask => $"using var {maskThere[mask.Key]} = Rows.Part({mask.Value}, start, rows, _device);"))}}
                            using var output = _model.call({{Code.Call("new Batch",
                                [.. model.Modalities.Select(modality => $"new({moved[modality.Name]})" + (modality.Optional ? $" {{ Present = {maskThere[modality]} }}" : "")), "default"])}});
                            {{Code.Lines(model.Answers.Select(head => Read(head, rows[head.Name])))}}
                            for (var i = 0; i < rows; i++)
                                {{Code.Call("predictions[start + i] = new", model.Answers.Select(head => $"{head.Name}: {Pick(head, rows[head.Name])}"), maximum: 112)}};
                        }
                        return predictions;
                    }
                }
                """));
    }

    private static string Table(ModalityNode modality, string local)
    {
        var sizes = Code.List(["samples.Count", .. modality.Content.Shape.Dimensions.Select(dimension => dimension.Size.Invariant())]);
        var type = modality.Content.Shape.Vocabulary is null ? "Float32" : "Int64";
        return $"using var {local} = empty(new long[] {{ {sizes} }}, dtype: ScalarType.{type});";
    }

    private static string Read(Answer head, string rows) => head.Classes is null
        ? $"var {rows} = Predictions.Rows(output.{head.Name}.Tensor);"
        : $"var {rows} = Predictions.Classes(output.{head.Name}.Tensor, {head.Name}.Classes);";

    private static string Pick(Answer head, string rows) => head.Classes is null && head.Targets == 1 ? $"{rows}[i].Span[0]" : $"{rows}[i]";
}
