using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The model's class itself: its parts, their registration, the forward pass.</summary>
internal static class ModuleEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        var parts = PartNames(plan).ToList();
        return SourceFile.OfNamespace(model, "Module", ["FusionDsl", "FusionDsl.Models", "FusionDsl.Native", "TorchSharp", "static TorchSharp.torch"], Code.Text(
            $$"""
            /// <summary>
            {{Code.Wrapped("/// ", Describe(plan))}}
            /// {{plan.ParameterCount.Grouped()}} parameters. Per sample {{plan.FlopsPerSample.Grouped()}} FLOPs, and activations of
            /// {{plan.TrainingBytesPerSample.Grouped()}} bytes in training, {{plan.PredictionBytesPerSample.Grouped()}} in prediction. See <see cref="Summary"/>.
            /// </summary>
            {{model.Accessibility}} partial class {{model.Name}} : nn.Module<{{model.Name}}.Batch, {{model.Name}}.Output>
            {
                {{Code.Lines(parts.Select(name => $"private readonly {name} {Field(name)};"))}}

                /// <summary>A network with new weights.</summary>
                /// <param name="seed">Decides the weights; without it they follow libtorch's global generator.</param>
                public {{model.Name}}(long? seed = null) : base(LibTorch.ReadyFor(nameof({{model.Name}})))
                {
                    if (seed is not null) manual_seed(seed.Value);
                    {{Code.Lines(parts.Select(name => $"register_module(nameof({name}), {Field(name)} = new());"))}}
                }

                /// <summary>The networks that this one is made of.</summary>
                public PartsOf Parts => new(this);

                /// <inheritdoc/>
                public override Output forward(Batch batch)
                {
                    {{Code.Commented([.. Steps(plan), .. Output(plan)])}}
                }

                /// <summary>Writes the weights as safetensors, under PyTorch-style names.</summary>
                public void Save(string path) => Weights.Save(this, path);

                /// <summary>A network with the weights of a file.</summary>
                /// <exception cref="FusionException">The file is damaged, or holds the weights of another network.</exception>
                public static {{model.Name}} Load(string path) => Weights.LoadInto(new {{model.Name}}(), path);

                /// <summary>Nothing to find by reflection: the constructor registers every part.</summary>
                protected override void RegisterComponents() { }

                /// <summary>The parts of a <see cref="{{model.Name}}"/>, by the names of their nodes.</summary>
                public readonly struct PartsOf({{model.Name}} model)
                {
                    {{Code.Blocks(parts.Select(name => $"/// <summary>The node '{name}'.</summary>\npublic {name} {name} => model.{Field(name)};"))}}
                }
            }
            """));
    }

    // A modality with a preparation is a module too: its statistics are buffers. So is one with a token that stands in for it.
    private static IEnumerable<string> PartNames(Plan plan) =>
        [.. plan.Model.Modalities.Where(modality => ModalityEmitter.IsModule(plan.Model, modality)).Select(modality => modality.Name), .. plan.Parts.Select(part => part.Name),
            .. plan.Model.Decisions.Select(decision => decision.Name)];

    private static IEnumerable<(string Code, string Comment)> Steps(Plan plan) =>
        from step in ForwardSteps.Of(plan)
        let isHead = plan.Model.Heads.Any(head => head.Name == step.Node)
        where !isHead || IsMerged(plan, step.Node)
        // What a head says belongs to the output, also where a decision reads it.
        select ($"{(isHead ? "" : "using ")}var {Names.Local(step.Node)} = {step.Call};", step.Shape);

    private static bool IsMerged(Plan plan, string head) => plan.Model.Decisions.Any(decision => decision.Heads.Contains(head));

    private static IEnumerable<(string Code, string Comment)> Output(Plan plan)
    {
        var steps = ForwardSteps.Of(plan).ToDictionary(step => step.Node);
        var heads = plan.Model.Heads.Select(head => IsMerged(plan, head.Name)
            ? (Code: $"{head.Name}: {Names.Local(head.Name)}", Comment: "") : (Code: $"{head.Name}: {steps[head.Name].Call}", Comment: steps[head.Name].Shape))
            .Concat(ForwardSteps.Decisions(plan).Select(step => (Code: $"{step.Node}: {step.Call}", Comment: step.Shape))).ToList();
        if (heads.Count == 1) return [($"return new Output({heads[0].Code});", heads[0].Comment)];
        return [("return new Output(", ""), .. heads.Select((head, i) => ($"    {head.Code}{(i < heads.Count - 1 ? "," : ");")}", head.Comment))];
    }

    private static string Describe(Plan plan)
    {
        var modalities = Code.List(plan.Model.Modalities.Select(modality => $"{modality.Name} {modality.Content.Shape}"));
        var heads = Code.List(plan.Model.Answers.Select(head => head.Classes is { } classes
            ? $"{head.Name} ({classes.Names.Count.Invariant()} classes)" : $"{head.Name} ({head.Targets.Invariant()} numbers)"));
        return $"From {modalities} to {heads}.";
    }

    private static string Field(string name) => Names.Field(name);
}
