using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>What is known of a model before it runs.</summary>
internal static class SummaryEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(model, "Summary", ["FusionDsl.Models"], Code.Text(
            $$""""
            /// <summary>What is known of the model before it runs.</summary>
            public static class Summary
            {
                /// <summary>Numbers that training changes.</summary>
                public const long ParameterCount = {{Literal.Grouped(plan.ParameterCount)}};

                /// <summary>Floating-point operations of one forward pass; a multiplication and an addition are two.</summary>
                public const long FlopsPerSample = {{Literal.Grouped(plan.FlopsPerSample)}};

                /// <summary>
                /// Bytes of one sample's activations at their peak in training, where every output is kept until its gradient is known.
                /// </summary>
                public const long TrainingBytesPerSample = {{Literal.Grouped(plan.TrainingBytesPerSample)}};

                /// <summary>Bytes of one sample's activations at their peak in prediction.</summary>
                public const long PredictionBytesPerSample = {{Literal.Grouped(plan.PredictionBytesPerSample)}};

                /// <summary>Where the gradients of training come from.</summary>
                public const string Gradients = {{Literal.Of(Gradients(plan))}};

                /// <summary>Layers with their shapes per sample, parameters and FLOPs.</summary>
                public const string Table =
                    """
                    {{SummaryTable.Of(plan)}}
                    """;

                /// <summary>The graph of nodes, as a Mermaid diagram.</summary>
                public const string Mermaid =
                    """
                    {{Diagram(plan)}}
                    """;

                /// <summary>All of it, for tools.</summary>
                public static ModelDescription Description { get; } = new(
                    nameof({{model.Name}}),
                    [
                        {{Code.Lines(model.Answers.Select(Answer))}}
                    ],
                    ParameterCount, FlopsPerSample, Table, Mermaid)
                {
                    TrainingBytesPerSample = TrainingBytesPerSample,
                    PredictionBytesPerSample = PredictionBytesPerSample,
                };
            }
            """"));
    }

    private static string Answer(Answer answer)
    {
        var classes = answer.Classes is { } set ? Literal.Of(set.Names) : "[]";
        var merges = answer.Decision is null ? "" : $" {{ Merges = [{Code.List(answer.Decision.Heads.Select(head => $"nameof({head})"))}] }}";
        return $"new(nameof({answer.Name}), {classes}, {Literal.Of(answer.Targets)}){merges},";
    }

    private static string Gradients(Plan plan) =>
        StaticPlan.Obstacle(plan) is { } obstacle ? $"autograd, because of {obstacle}"
        : "generated steps on the CPU, autograd elsewhere" + (plan.Parts.Any(part => part.Decoder.Count > 0) ? " and while an autoencoder learns to reconstruct" : "");

    private static string Sizes(ModalityNode modality) => modality.Output == modality.Content.Shape
        ? modality.Output.Sizes : $"{modality.Content.Shape.Sizes} → {modality.Output.Sizes}";

    private static string Diagram(Plan plan)
    {
        var nodes = plan.Model.Modalities.Select(modality => $"    {modality.Name}[/\"{modality.Name} {Sizes(modality)}\"/]")
            .Concat(plan.Parts.Select(part => part.Role switch
            {
                PartRole.Encoder => $"    {part.Name}[\"{part.Name} {part.Output.Sizes}\"]",
                PartRole.Fusion => $"    {part.Name}{{{{\"{part.Operator!.Display}: {part.Name} {part.Output.Sizes}\"}}}}",
                _ => $"    {part.Name}([\"{part.Name} {part.Output.Sizes}\"])",
            }))
            .Concat(plan.Model.Decisions.Select(decision =>
                $"    {decision.Name}[[\"{decision.Rule.Kind.Name}: {decision.Name} {plan.PartOf(plan.Model.Head(decision.Truth)).Output.Sizes}\"]]"));
        var edges = plan.Parts.SelectMany(part => part.Inputs.Select(input => $"    {input.Name} --> {part.Name}"))
            .Concat(plan.Model.Decisions.SelectMany(decision => decision.Heads.Select(head => $"    {head} --> {decision.Name}")));
        return Code.Lines(["flowchart LR", .. nodes, .. edges]);
    }
}
