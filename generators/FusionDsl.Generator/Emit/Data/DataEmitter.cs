using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The declared data: where every node's values are, and how the samples are split.</summary>
internal static class DataEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        var data = model.Data!;
        var split = data.Split;
        return SourceFile.Of(model, "Data", ["FusionDsl.Data"], Code.Text(
            $$"""
            /// <summary>
            /// Where the samples come from, as declared. File names are relative to the directory that is given when they are loaded.
            /// </summary>
            public static DataPlan Data { get; } = new(
                Key: {{Literal.Of(data.Key)}},
                Reader: {{Literal.Of(data.Reader)}},
                Sources:
                [
                    {{Code.Lines([.. model.Modalities.Select(Source), .. model.Heads.Select(Source)])}}
                ],
                Split: new SplitPlan(
                    Validation: {{Literal.Of(split.Validation)}}, Test: {{Literal.Of(split.Test)}}, Stratify: {{Literal.Of(split.Stratify)}},
                    Group: {{Literal.Of(split.Group)}}, Column: {{Literal.Of(split.Column)}}, Seed: {{Literal.Of(split.Seed)}}),
                Memory: {{(data.Memory is { } bytes ? Literal.Grouped(bytes) : "null")}});
            """));
    }

    private static string Source(ModalityNode modality)
    {
        var optional = modality.Optional ? "\n{\n    Optional = true,\n}," : ",";
        var shape = modality.Content.Shape;
        string[] start = [$"nameof({modality.Name})", Literal.Of(modality.Source!.File), Literal.Of(modality.Source.Columns)];
        if (shape.Vocabulary is { } vocabulary)
        {
            return Code.Call("new TokensSource",
                [.. start, $"Length: {Literal.Of(shape[Axis.Time])}", $"Vocabulary: {Literal.Of(vocabulary)}", $"Truncate: {Literal.Of(modality.Content.Truncate)}"]) + optional;
        }
        if (modality.ReadsPictures)
        {
            return Code.Call("new ImageSource",
                [.. start, $"Height: {Literal.Of(shape[Axis.Height])}", $"Width: {Literal.Of(shape[Axis.Width])}", $"Channels: {Literal.Of(shape.Width)}"]) + optional;
        }
        return Code.Call("new NumbersSource", [.. start, $"Shape: {shape.Sizes}"]) + optional;
    }

    private static string Source(HeadNode head)
    {
        string[] start = [$"nameof({head.Name})", Literal.Of(head.Source!.File), Literal.Of(head.Source.Columns)];
        return (head.Classes is { } classes
            ? Code.Call("new ClassSource", [.. start, $"Classes: {Literal.Of(classes.Names)}"])
            : Code.Call("new TargetSource", [.. start, $"Width: {Literal.Of(head.Targets)}"])) + ",";
    }
}
