using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>A modality: its sizes as constants; with a preparation it is a module that holds what was fitted.</summary>
internal static class ModalityEmitter
{
    public static SourceFile Emit(Plan plan, ModalityNode modality) => SourceFile.Of(
        plan.Model, modality.Name,
        modality.Standardize ? ["FusionDsl", "TorchSharp", "Preparations = FusionDsl.Preparations", "static TorchSharp.torch"] : [],
        modality.Standardize ? Prepared(modality) : Plain(modality));

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
        /// <summary>Modality: {{Describe(modality)}}, standardized by the training rows.</summary>
        public partial class {{modality.Name}} : nn.Module<Features<{{modality.Name}}>, Features<{{modality.Name}}>>
        {
            {{Sizes(modality)}}

            private readonly Preparations::Standardizer _standardizer;

            internal {{modality.Name}}() : base(nameof({{modality.Name}}))
            {
                register_module("standardizer", _standardizer = new({{Literal.Of(modality.Content.Shape.Width)}}));
            }

            /// <summary>Learns mean and deviation.</summary>
            /// <param name="train">Training rows and no others.</param>
            public void Fit(Dataset train) => _standardizer.Fit(train.Tables[nameof({{modality.Name}})]);

            /// <inheritdoc/>
            public override Features<{{modality.Name}}> forward(Features<{{modality.Name}}> {{Names.Local(modality.Name)}}) =>
                new(_standardizer.call({{Names.Local(modality.Name)}}.Tensor));  // {{modality.Content.Shape.WithBatch}}

            /// <summary>Nothing to find by reflection: the constructor registers the preparation.</summary>
            protected override void RegisterComponents() { }
        }
        """);

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
