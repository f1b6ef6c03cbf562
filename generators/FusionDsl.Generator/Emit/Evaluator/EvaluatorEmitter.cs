using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Evaluation: loss and scores of every head over a data set.</summary>
internal static class EvaluatorEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "Evaluator",
            ["System", "System.Collections.Generic", "FusionDsl", "FusionDsl.Models", "FusionDsl.Training", "TorchSharp", "static TorchSharp.torch"],
            Code.Text(
                $$"""
                /// <summary>Loss and scores over a data set. The model is afterwards as it was.</summary>
                /// <param name="data">With labels.</param>
                /// <param name="batchSize">Rows that are looked at together; it changes speed and memory, not the scores.</param>
                public Scores Evaluate(Dataset data, int batchSize = 256)
                {
                    var wasTraining = training;
                    eval();
                    try
                    {
                        using var inference = inference_mode();
                        using var batches = new Loader(data, batchSize, this.DeviceOf());
                        {{Code.Lines(model.Answers.Select(head => head.Classes is { } classes
                            ? $"var {Meter(head)} = new ClassificationMeter(nameof({head.Name}), {Literal.Of(classes.Names)});"
                            : $"var {Meter(head)} = new RegressionMeter(nameof({head.Name}), {head.Targets.Invariant()});"))}}
                        foreach (var batch in batches.InOrder())
                        {
                            using var output = call(batch);
                            {{Code.Lines(model.Answers.Select(head => Code.Text(
                                $"""
                                using var lossOf{head.Name} = {head.Name}.Loss(output.{head.Name}, batch.Labels.{head.Truth.Name}, nn.Reduction.Sum);
                                {Meter(head)}.Add(output.{head.Name}.Tensor, batch.Labels.{head.Truth.Name}, lossOf{head.Name});
                                """)))}}
                        }
                        {{Code.Call("return new", model.Answers.Select(head => $"{Meter(head)}.Result()"))}};
                    }
                    finally
                    {
                        train(wasTraining);
                    }
                }

                /// <summary>How well each head does.</summary>
                {{Code.Lines(model.Answers.Select(head => $"/// <param name=\"{head.Name}\">Of the {(head.Decision is null ? "head" : "decision")} '{head.Name}'.</param>"))}}
                {{Code.Call("public sealed record Scores", model.Answers.Select(head => $"{Score(head)} {head.Name}"))}}
                    : Evaluation({{string.Join(" + ", model.Heads.Select(head => head.Weight == 1 ? $"{head.Name}.Loss" : $"{Literal.Of(head.Weight)} * {head.Name}.Loss"))}})
                {
                    /// <inheritdoc/>
                    {{Heads([.. model.Answers.Select(answer => answer.Name)])}}
                }
                """));
    }

    private static string Heads(string[] names)
    {
        const string start = "public override IReadOnlyList<HeadScore> Heads =>";
        var list = Code.Flow(names);
        return list.Contains('\n') ? $"{start}\n[\n    {list.Replace("\n", "\n    ")},\n];" : $"{start} [{list}];";
    }

    private static string Meter(Answer head) => $"of{head.Name}";

    private static string Score(Answer head) => head.Classes is null ? "RegressionScore" : "ClassificationScore";
}
