using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The table of layers, as text in columns.</summary>
internal static class SummaryTable
{
    public static string Of(Plan plan)
    {
        var rows = new List<string[]> { new[] { "node", "layer", "output", "parameters", "FLOPs" } };
        foreach (var modality in plan.Model.Modalities)
        {
            AddModality(modality, rows);
            if (plan.Model.StandsIn(modality)) rows.Add(Token(modality.Output));
        }
        foreach (var part in plan.Parts)
        {
            // Before a layer stands its name in the state_dict: that of an operator with weights is always the same.
            if (part.Operator is { } joins)
                rows.Add([
                    part.Name, (part.Joining!.Type is null ? "" : "fusion ") + joins.Display, part.Joined.Sizes,
                    Number(joins.ParameterCount(part.Inputs)), Number(joins.Flops(part.Inputs)),
                ]);
            foreach (var layer in part.Layers)
                rows.Add([
                    layer.Index == 0 && part.Operator is null ? part.Name : "", $"{layer.Index.Invariant()} {layer.Layer.Display}",
                    layer.Context.Output.Sizes, Number(layer.ParameterCount), Number(layer.Flops),
                ]);
            if (part.StandsIn) rows.Add(Token(part.Output));
            rows.AddRange(part.Decoder.Select(layer => new[]
            {
                "", $"decoder.{layer.Index.Invariant()} {layer.Layer.Display}", layer.Context.Output.Sizes, Number(layer.ParameterCount), "-",
            }));
        }
        rows.AddRange(plan.Model.Decisions.Select(decision =>
            new[] { decision.Name, decision.Rule.Display, plan.PartOf(plan.Model.Head(decision.Truth)).Output.Sizes, "-", "-" }));
        rows.Add(["total", "", "", Number(plan.ParameterCount), Number(plan.FlopsPerSample)]);

        var widths = Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return Code.Lines(rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }

    // A preparation that makes another shape has a line of its own.
    private static void AddModality(ModalityNode modality, List<string[]> rows)
    {
        rows.Add([modality.Name, modality.Content.Kind, modality.Content.Shape.Sizes, "-", "-"]);
        foreach (var step in modality.Steps)
        {
            if (step.ChangesShape) rows.Add(["", step.Preparation.Display, step.Output.Shape.Sizes, "-", "-"]);
            else rows[rows.Count - 1][1] += $", {step.Preparation.Display}";
        }
    }

    // What stands in for a modality that a sample does not have.
    private static string[] Token(Shape shape) => ["", "absent token", shape.Sizes, Number(shape.Count), "-"];

    private static string Number(long value) => value == 0 ? "-" : value.Grouped();
}
