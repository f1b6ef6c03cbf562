using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>What a tool needs that trains a model it has never seen; hidden from those who know the model.</summary>
internal static class ToolEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        var names = new LocalNames(["predictor", "rows", "prediction", .. model.Modalities.Select(modality => Names.Local(modality.Name))]);
        var masks = model.Modalities.Where(modality => modality.Optional).ToDictionary(modality => modality, modality => names.Take($"{modality.Name.ToCamelCase()}Present"));
        var contract = $"IFusionModel<{model.Name}, {model.Name}.Dataset>";
        return SourceFile.OfNamespace(
            model, "Tool", ["System.Collections.Generic", "System.Linq", "FusionDsl.Data", "FusionDsl.Models", "FusionDsl.Training", "static TorchSharp.torch"],
            Code.Text(
                $$"""
                {{model.Accessibility}} partial class {{model.Name}} : {{contract}}
                {
                    static ModelDescription {{contract}}.Description => Summary.Description;

                    static TrainingOptions {{contract}}.Defaults => Trainer.Defaults;

                    static DataPlan? {{contract}}.Data => {{(model.Data is null ? "null" : "Data")}};

                    static {{model.Name}} {{contract}}.Create(long seed) => new(seed);

                    static Dataset {{contract}}.Adopt(LoadedRows rows) => Dataset.Adopt(rows);

                    IReadOnlyDictionary<string, Tensor> {{contract}}.Prepare(Dataset train, Dataset rows)
                    {
                        {{Code.Lines(model.Modalities.Where(modality => modality.IsFitted).Select(modality => $"Parts.{modality.Name}.Fit(train);"))}}
                        using var noGradients = no_grad();
                        return new Dictionary<string, Tensor>
                        {
                            {{Code.Lines(model.Modalities.Select(modality => $"[nameof({modality.Name})] = {Seen(modality)},"))}}
                        };
                    }

                    Evaluation {{contract}}.Score(Dataset data) => Evaluate(data);

                    IReadOnlyList<IReadOnlyList<HeadPrediction>> {{contract}}.Predict(LoadedRows rows)
                    {
                        using var predictor = ToPredictor();
                        {{Code.Lines(model.Modalities.Select(modality => $"using var {Names.Local(modality.Name)} = rows.Take(nameof({modality.Name}));"))}}
                        {{Code.Lines(masks.Select(mask => $"using var {mask.Value} = rows.TakePresence(nameof({mask.Key.Name}));"))}}
                        return
                        [
                            .. predictor.Predict({{Code.List([.. model.Modalities.Select(modality => Names.Local(modality.Name)), .. masks.Values])}}).Select(prediction => (IReadOnlyList<HeadPrediction>)
                            [
                                {{Code.Lines(model.Answers.Select(head => $"{Head(head)},"))}}
                            ]),
                        ];
                    }
                }
                """));
    }

    private static string Head(Answer head) =>
        head.Classes is not null ? $"prediction.{head.Name}.ForTool(nameof({head.Name}))"
        : head.Targets == 1 ? $"new HeadPrediction(nameof({head.Name}), null, float.NaN, [prediction.{head.Name}])"
        : $"new HeadPrediction(nameof({head.Name}), null, float.NaN, prediction.{head.Name}.ToArray())";

    private static string Seen(ModalityNode modality) => modality.IsPrepared
        ? $"Parts.{modality.Name}.call(new(rows.{modality.Name})).Tensor" : $"rows.{modality.Name}.alias()";
}
