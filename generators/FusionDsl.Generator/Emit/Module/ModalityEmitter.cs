using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>A modality: its sizes as constants; with a preparation it is a module that holds what was fitted.</summary>
internal static class ModalityEmitter
{
    public static SourceFile Emit(Plan plan, ModalityNode modality) => SourceFile.Of(
        plan.Model, modality.Name,
        IsModule(plan.Model, modality) ? ["FusionDsl", "TorchSharp", "Layers = FusionDsl.Layers", "Preparations = FusionDsl.Preparations", "static TorchSharp.torch"] : [],
        IsModule(plan.Model, modality) ? Module(plan.Model, modality) : Plain(modality));

    /// <summary>Whether it holds something: what was fitted, or what stands in for it.</summary>
    public static bool IsModule(Model model, ModalityNode modality) => modality.Standardize || model.StandsIn(modality);

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
        /// <summary>Modality: {{Describe(modality)}}{{(modality.Standardize ? ", standardized by the training rows" : "")}}.</summary>
        public partial class {{modality.Name}} : nn.Module<Features<{{modality.Name}}>, Features<{{modality.Name}}>>
        {
            {{Sizes(modality)}}

            {{Code.Lines([
                modality.Standardize ? "private readonly Preparations::Standardizer _standardizer;" : "",
                model.StandsIn(modality) ? "private readonly Layers::AbsentToken _absent;" : "",
            ])}}

            internal {{modality.Name}}() : base(nameof({{modality.Name}}))
            {
                {{Code.Lines([
                    modality.Standardize ? $"register_module(\"standardizer\", _standardizer = new({Literal.Of(modality.Content.Shape.Width)}));" : "",
                    model.StandsIn(modality) ? AbsenceCode.Register(modality.Content.Shape) : "",
                ])}}
            }

            {{(modality.Standardize ? Fit(modality) : "")}}

            /// <inheritdoc/>
            public override Features<{{modality.Name}}> forward(Features<{{modality.Name}}> {{Names.Local(modality.Name)}}){{Forward(model, modality)}}

            /// <summary>Nothing to find by reflection: the constructor registers what it holds.</summary>
            protected override void RegisterComponents() { }
        }
        """);

    private static string Fit(ModalityNode modality) => Code.Text(
        $$"""
        /// <summary>Learns mean and deviation.</summary>
        /// <param name="train">Training rows and no others.</param>
        {{(modality.Optional ? Code.Text(
            $$"""
            public void Fit(Dataset train)
            {
                using var present = train.Tables.Present(nameof({{modality.Name}}));
                _standardizer.Fit(present);
            }
            """) : $"public void Fit(Dataset train) => _standardizer.Fit(train.Tables[nameof({modality.Name})]);")}}
        """);

    private static string Forward(Model model, ModalityNode modality)
    {
        var input = Names.Local(modality.Name);
        var shape = modality.Content.Shape.WithBatch;
        if (!model.StandsIn(modality))
            return $" =>\n    new(_standardizer.call({input}.Tensor)){(model.MayBeAbsent(modality) ? $" {{ Present = {input}.Present }}" : "")};  // {shape}";
        var names = new LocalNames(input, AbsenceCode.Local);
        var standard = names.Take("standard");
        return "\n{\n    " + Code.Commented([
            AbsenceCode.Take(input, needsBatch: false),
            .. modality.Standardize ? [($"using var {standard} = _standardizer.call({AbsenceCode.Local}.Tensor);", shape)] : Array.Empty<(string, string)>(),
            ($"return new(_absent.Fill({(modality.Standardize ? standard : AbsenceCode.Local + ".Tensor")}, {AbsenceCode.Local})) {{ Present = {input}.Present }};",
                $"{shape}, the others have the trained token"),
        ]).Replace("\n", "\n    ") + "\n}";
    }

    private static string Describe(ModalityNode modality) => modality.Content.Shape.Vocabulary is { } vocabulary
        ? $"{modality.Content.Shape} of token ids from 0 to {(vocabulary - 1).Invariant()}; 0 fills what is shorter"
        : $"{modality.Content.Shape}{(modality.Content.Hertz is { } hertz ? $" at {hertz.Invariant()} Hz" : "")}";

    private static string Sizes(ModalityNode modality)
    {
        var shape = modality.Content.Shape;
        var sizes = new List<string> { Constant("Length", "Numbers of one sample.", shape.Count) };
        if (shape.Vocabulary is { } vocabulary) sizes.Add(Constant("Vocabulary", "Token ids run from 0 to one less than this.", vocabulary));
        return Code.Blocks(sizes);

        static string Constant(string name, string summary, long value) => $"/// <summary>{summary}</summary>\npublic const int {name} = {Literal.Grouped(value)};";
    }
}
