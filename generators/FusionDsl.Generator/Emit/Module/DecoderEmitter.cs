using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>What an autoencoder has beside its layers: the decoder, and how much it cannot make again.</summary>
internal static class DecoderEmitter
{
    public static string Members(Plan plan, PartPlan part)
    {
        var input = part.Inputs[0];
        var mayBeAbsent = plan.Model.Modalities.Any(modality => modality.Name == input.Name && plan.Model.MayBeAbsent(modality));
        var names = new LocalNames(AbsenceCode.Local);
        var (source, noisy, latent, again) = (names.Take(Names.Local(input.Name)), names.Take("noisy"), names.Take("latent"), names.Take("again"));
        var decoder = new PartPlan("Decoder", PartRole.Encoder, [new Operand(part.Name, part.Output)], null, part.Output, part.Decoder);
        var modules = decoder.Operations.Where(operation => operation.Code.Field is not null).ToList();
        return Code.Text(
            $$"""
            /// <summary>What the decoder makes of the features: {{input.Name}} again, as far as they hold it.</summary>
            /// <param name="{{Names.Local(part.Name).TrimStart('@')}}">{{part.Output.WithBatch}}</param>
            /// <returns>{{input.Shape.WithBatch}}, as the encoder reads it: standardized, for instance, where the modality is.</returns>
            public Features<{{input.Name}}> Reconstruct(Features<{{part.Name}}> {{Names.Local(part.Name)}}) => _decoder.call({{Names.Local(part.Name)}});

            /// <summary>How far the reconstruction is off: the squared error, its mean over numbers and samples{{(mayBeAbsent ? " that have them" : "")}}.</summary>
            /// <param name="{{source.TrimStart('@')}}">{{input.Shape.WithBatch}}</param>
            /// <param name="noise">Deviation of noise on what the encoder reads, as a factor of that of each feature or channel.</param>
            public Tensor ReconstructionError(Features<{{input.Name}}> {{source}}, double noise = 0)
            {
                {{(mayBeAbsent ? AbsenceCode.TakeLine(source, part.NeedsBatch) : "")}}
                using var {{noisy}} = InputNoise.Add({{(mayBeAbsent ? AbsenceCode.Local : source)}}.Tensor, noise);
                using var {{latent}} = call(new({{noisy}}));
                using var {{again}} = Reconstruct({{latent}});
                return {{(mayBeAbsent ? $"{AbsenceCode.Local}.SquaredError({again}.Tensor)" : $"nn.functional.mse_loss({again}.Tensor, {source}.Tensor)")}};
            }

            /// <summary>
            {{Code.Wrapped("/// ", $"Mirrors the encoder: {string.Join(" → ", [$"{part.Name} {part.Output}", .. part.Decoder.Select(Show)])}.")}}
            /// </summary>
            public sealed class Decoder : nn.Module<Features<{{part.Name}}>, Features<{{input.Name}}>>
            {
                {{Code.Lines(modules.Select(module => $"private readonly {module.Code.Type} {PartEmitter.FieldOf(module.Layer, module.Code)};"))}}

                internal Decoder() : base(nameof(Decoder))
                {
                    {{Code.Lines(modules.Select(module =>
                        $"register_module({Literal.Of(module.Layer.Index.Invariant())}, {PartEmitter.FieldOf(module.Layer, module.Code)} = {module.Code.Construct});"))}}
                }

                /// <inheritdoc/>
                public override Features<{{input.Name}}> forward(Features<{{part.Name}}> {{Names.Local(part.Name)}})
                {
                    {{PartEmitter.Forward(decoder, Names.Local(part.Name))}}
                }

                /// <summary>Nothing to find by reflection: the constructor registers every layer.</summary>
                protected override void RegisterComponents() { }
            }
            """);
    }

    private static string Show(LayerPlan layer) => layer.Context.Output == layer.Context.Input ? layer.Layer.Display : $"{layer.Layer.Display} {layer.Context.Output}";
}
