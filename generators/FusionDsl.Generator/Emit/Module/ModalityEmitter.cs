using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>A modality: its sizes as constants; with preparations it is a module that holds what was fitted.</summary>
internal static class ModalityEmitter
{
    public static SourceFile Emit(Plan plan, ModalityNode modality) => SourceFile.Of(
        plan.Model, modality.Name,
        modality.IsPrepared ? ["FusionDsl", "TorchSharp", "Preparations = FusionDsl.Preparations", "static TorchSharp.torch"] : [],
        modality.IsPrepared ? Prepared(modality) : Plain(modality));

    private static string Plain(ModalityNode modality) => Code.Text(
        $$"""
        /// <summary>Modality: {{Describe(modality)}}.</summary>
        public partial class {{modality.Name}}
        {
            {{Sizes(modality)}}
        }
        """);

    private static string Prepared(ModalityNode modality) => Code.Text(
        $$"""
        /// <summary>
        {{Code.Wrapped("/// ", $"Modality: {Describe(modality)}, {Chain(modality)}.")}}
        /// </summary>
        public partial class {{modality.Name}} : nn.Module<Features<{{modality.Name}}>, Features<{{modality.Name}}>>
        {
            {{Sizes(modality)}}

            {{Code.Lines(Codes(modality).Select(code => $"private readonly Preparations::{code.Type} _{code.Field};"))}}

            internal {{modality.Name}}() : base(nameof({{modality.Name}}))
            {
                {{Code.Lines(Codes(modality).Select(code => $"register_module({Literal.Of(code.Field)}, _{code.Field} = {code.Construct});"))}}
            }

            {{(modality.IsFitted ? Fit(modality) : "")}}

            /// <inheritdoc/>
            {{Forward(modality)}}

            /// <summary>Nothing to find by reflection: the constructor registers {{(modality.Preparations.Count == 1 ? "the" : "every")}} preparation.</summary>
            protected override void RegisterComponents() { }
        }
        """);

    private static IEnumerable<PreparationCode> Codes(ModalityNode modality) => modality.Steps.Select(step => step.Preparation.Code(step.Input));

    // Each preparation learns from what those before it make.
    private static string Fit(ModalityNode modality)
    {
        var steps = modality.Steps.ToList();
        var last = steps.FindLastIndex(step => step.Preparation.IsFitted);
        var lines = new List<(string Code, string Comment)>
        {
            ($"var rows = new Preparations::TrainingRows(train.Tables[nameof({modality.Name})]);", Rows(modality.Content.Shape)),
        };
        for (var i = 0; i <= last; i++)
        {
            var field = "_" + steps[i].Preparation.Code(steps[i].Input).Field;
            if (steps[i].Preparation.IsFitted) lines.Add(($"{field}.Fit(rows);", ""));
            if (i < last) lines.Add(($"rows = rows.Through({field});", Rows(steps[i].Output.Shape)));
        }
        var order = modality.Preparations.Count == 1 ? "" : ", one preparation after the other";
        return Code.Text(
            $$"""
            /// <summary>Learns from the training rows{{order}}.</summary>
            /// <param name="train">Training rows and no others.</param>
            public void Fit(Dataset train)
            {
                {{Code.Commented(lines)}}
            }
            """);

        static string Rows(Shape shape) => shape.WithBatch.Replace("batch", "count");
    }

    private static string Forward(ModalityNode modality)
    {
        var start = $"public override Features<{modality.Name}> forward(Features<{modality.Name}> {Names.Local(modality.Name)})";
        var lines = Lines(modality).ToList();
        return lines.Count == 1 ? $"{start} =>\n    new({lines[0].Call});  // {lines[0].Shape}" : Code.Text(
            $$"""
            {{start}}
            {
                {{Code.Commented(lines.Select((line, i) => (Statement(line.Local, line.Call, isLast: i == lines.Count - 1), line.Shape)))}}
            }
            """);

        static string Statement(string local, string call, bool isLast) => isLast ? $"return new({call});" : $"using var {local} = {call};";
    }

    private static IEnumerable<(string Local, string Call, string Shape)> Lines(ModalityNode modality)
    {
        var names = new LocalNames(Names.Local(modality.Name));
        var x = $"{Names.Local(modality.Name)}.Tensor";
        foreach (var step in modality.Steps)
        {
            var call = $"_{step.Preparation.Code(step.Input).Field}.call({x})";
            x = names.Take(step.Preparation.Kind.Key);
            yield return (x, call, step.Output.Shape.WithBatch);
        }
    }

    private static string Describe(ModalityNode modality) => modality.Content.Shape.Vocabulary is { } vocabulary
        ? $"{modality.Content.Shape} of token ids from 0 to {(vocabulary - 1).Invariant()}; 0 fills what is shorter"
        : $"{modality.Content.Shape}{(modality.Content.Hertz is { } hertz ? $" at {hertz.Invariant()} Hz" : "")}";

    private static string Chain(ModalityNode modality) => "prepared by " + string.Join(
        " → ", modality.Steps.Select(step => step.ChangesShape ? $"{step.Preparation.Display} {step.Output.Shape}" : step.Preparation.Display));

    private static string Sizes(ModalityNode modality)
    {
        var shape = modality.Content.Shape;
        var sizes = new List<string> { Constant("Length", "Numbers of one sample.", shape.Count) };
        if (shape.Vocabulary is { } vocabulary) sizes.Add(Constant("Vocabulary", "Token ids run from 0 to one less than this.", vocabulary));
        return Code.Blocks(sizes);

        static string Constant(string name, string summary, long value) => $"/// <summary>{summary}</summary>\npublic const int {name} = {Literal.Grouped(value)};";
    }
}
