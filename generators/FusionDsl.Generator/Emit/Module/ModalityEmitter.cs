using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>A modality: its sizes as constants; with preparations it is a module that holds what was fitted.</summary>
internal static class ModalityEmitter
{
    public static SourceFile Emit(Plan plan, ModalityNode modality) => SourceFile.Of(
        plan.Model, modality.Name,
        IsModule(plan.Model, modality) ? ["FusionDsl", "TorchSharp", "Layers = FusionDsl.Layers", "Preparations = FusionDsl.Preparations", "static TorchSharp.torch"] : [],
        IsModule(plan.Model, modality) ? Module(plan.Model, modality) : Plain(modality));

    /// <summary>Whether it holds something: what was fitted, or what stands in for it.</summary>
    public static bool IsModule(Model model, ModalityNode modality) => modality.IsPrepared || model.StandsIn(modality);

    private static string Plain(ModalityNode modality) => Code.Text(
        $$"""
        /// <summary>Modality: {{Describe(modality)}}.</summary>
        public partial class {{modality.Name}}
        {
            {{Sizes(modality)}}
        }
        """);

    private static string Module(Model model, ModalityNode modality) => Code.Text(
        $$"""
        /// <summary>
        {{Code.Wrapped("/// ", $"Modality: {Describe(modality)}{(modality.IsPrepared ? ", " + Chain(modality) : "")}.")}}
        /// </summary>
        public partial class {{modality.Name}} : nn.Module<Features<{{modality.Name}}>, Features<{{modality.Name}}>>
        {
            {{Sizes(modality)}}

            {{Code.Lines([
                .. Codes(modality).Select(code => $"private readonly Preparations::{code.Type} _{code.Field};"),
                model.StandsIn(modality) ? "private readonly Layers::AbsentToken _absent;" : "",
            ])}}

            internal {{modality.Name}}() : base(nameof({{modality.Name}}))
            {
                {{Code.Lines([
                    .. Codes(modality).Select(code => $"register_module({Literal.Of(code.Field)}, _{code.Field} = {code.Construct});"),
                    model.StandsIn(modality) ? AbsenceCode.Register(modality.Output) : "",
                ])}}
            }

            {{(modality.IsFitted ? Fit(modality) : "")}}

            /// <inheritdoc/>
            {{Forward(model, modality)}}

            /// <summary>Nothing to find by reflection: the constructor registers what it holds.</summary>
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
            ($"var rows = new Preparations::TrainingRows({(modality.Optional ? "present" : $"train.Tables[nameof({modality.Name})]")});", Rows(modality.Content.Shape)),
        };
        if (modality.Optional) lines.Insert(0, ($"using var present = train.Tables.Present(nameof({modality.Name}));", "the samples that have it"));
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

    private static string Forward(Model model, ModalityNode modality)
    {
        var input = Names.Local(modality.Name);
        var start = $"public override Features<{modality.Name}> forward(Features<{modality.Name}> {input})";
        var standsIn = model.StandsIn(modality);
        var mask = model.MayBeAbsent(modality) ? $" {{ Present = {input}.Present }}" : "";
        var lines = Lines(modality, standsIn).ToList();
        if (lines.Count == 1 && !standsIn) return $"{start} =>\n    new({lines[0].Call}){mask};  // {lines[0].Shape}";
        var results = standsIn
            ? [AbsenceCode.Take(input, needsBatch: false), .. lines.Select(Use), AbsenceCode.Fill(lines.Count == 0 ? AbsenceCode.Local + ".Tensor" : lines[lines.Count - 1].Local, modality.Output, mask)]
            : lines.Take(lines.Count - 1).Select(Use).Append(($"return new({lines[lines.Count - 1].Call}){mask};", lines[lines.Count - 1].Shape));
        return Code.Text(
            $$"""
            {{start}}
            {
                {{Code.Commented(results)}}
            }
            """);

        static (string, string) Use((string Local, string Call, string Shape) line) => ($"using var {line.Local} = {line.Call};", line.Shape);
    }

    private static IEnumerable<(string Local, string Call, string Shape)> Lines(ModalityNode modality, bool standsIn)
    {
        var names = new LocalNames(Names.Local(modality.Name), AbsenceCode.Local);
        var x = $"{(standsIn ? AbsenceCode.Local : Names.Local(modality.Name))}.Tensor";
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
