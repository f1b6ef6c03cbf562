namespace FusionDsl.Generator.Tests;

/// <summary>Every operator of the catalogue once, on vectors and series, with names that are long enough to break lines.</summary>
internal static class EveryFusionNet
{
    public const string Attributed =
        """
        using FusionDsl;

        namespace Zoo;

        [FusionModel]
        public partial class EveryFusionNet
        {
            [Vector(4)] public partial class Weight;
            [Vector(6), Standardize] public partial class Blood;
            [Vector(6)] public partial class Food;
            [Series(10, channels: 4, Hertz = 50)] public partial class Voice;
            [Series(10, channels: 4, Hertz = 50)] public partial class Heartbeat;
            [Series(5, channels: 6, Hertz = 25)] public partial class Movement;

            [Sum<Weight, Blood>] public partial class Summed;
            [Mean<Blood, Food>] public partial class Averaged;
            [Max<Weight, Blood, Food>(Width = 5)] public partial class Greatest;
            [Min<Voice, Heartbeat>, GlobalAvgPool] public partial class Least;
            [Product<Blood, Food>, Dense(4), Relu] public partial class Multiplied;
            [WeightedSum<Weight, Blood>] public partial class Weighed;
            [ReliableSum<Weight, Blood>] public partial class Proven;
            [AttentionSum<Weight, Blood>(Width = 5)] public partial class Attended;
            [Gated<Weight, Blood, Food>(Width = 5), LayerNorm] public partial class GatedOne;
            [GatedBimodal<Weight, Blood>] public partial class GatedTwo;
            [GatedResidual<Weight, Blood, Food>] public partial class Residual;
            [Film<Voice, Weight>, Flatten] public partial class Modulated;
            [Bilinear<Weight, Blood>(Width = 3)] public partial class Interaction;
            [TensorFusion<Weight, Blood>] public partial class Tensors;
            [LowRankFusion<Weight, Blood, Food>(rank: 2, Width = 3)] public partial class LowRank;
            [Comparator<Weight, Blood>] public partial class Compared;
            [CrossAttention<Voice, Movement>(heads: 2, Dropout = 0.1)] public partial class Crossed;
            [MulT<Voice, Movement>(2, depth: 2)] public partial class Multimodal;
            [TokenTransformer<Weight, Blood, Voice>(heads: 3)] public partial class Transformed;
            [Bottleneck<Voice, Movement>(tokens: 2, Heads = 2)] public partial class Narrowed;
            [Perceiver<Weight, Blood, Voice, Movement>(latents: 4, Depth = 2)] public partial class Perceived;
            [DeepSets<Weight, Blood>(Hidden = 8)] public partial class Set;
            [DeepFusion<Weight, Blood>(depth: 2)] public partial class Deep;
            [Evidential<Blood, Food>] public partial class Evidence;
            [ProductOfExperts<Weight, Blood>] public partial class Experts;

            [Concat<Summed, Averaged, Greatest, Least, Multiplied, Weighed, Attended, GatedOne>] public partial class FirstEight;
            [Concat<GatedTwo, Residual, Modulated, Interaction, Tensors, LowRank, Compared, Crossed>] public partial class SecondEight;
            [Concat<Multimodal, Transformed, Narrowed, Perceived, Set, Deep, Evidence, Experts>] public partial class ThirdEight;
            [Concat<FirstEight, SecondEight, ThirdEight, Proven>] public partial class Everything;
            [Regression<Everything>] public partial class Age;
            [Regression<Weight>(Weight = 0.1)] public partial class AgeByWeight;
            [Regression<Blood>(Weight = 0.1)] public partial class AgeByBlood;
        }
        """;

    public const string Yaml =
        """
        model: EveryFusionNet
        namespace: Zoo
        modalities:
          Weight: { vector: 4 }
          Blood: { vector: 6, standardize: true }
          Food: { vector: 6 }
          Voice: { series: 10, channels: 4, hertz: 50 }
          Heartbeat: { series: 10, channels: 4, hertz: 50 }
          Movement: { series: 5, channels: 6, hertz: 25 }
        fusions:
          Summed: { sum: [Weight, Blood] }
          Averaged: { mean: [Blood, Food] }
          Greatest: { max: [Weight, Blood, Food], width: 5 }
          Least: { min: [Voice, Heartbeat], layers: [globalAvgPool] }
          Multiplied: { product: [Blood, Food], layers: [dense: 4, relu] }
          Weighed: { weightedSum: [Weight, Blood] }
          Proven: { reliableSum: [Weight, Blood] }
          Attended: { attentionSum: [Weight, Blood], width: 5 }
          GatedOne: { gated: [Weight, Blood, Food], width: 5, layers: [layerNorm] }
          GatedTwo: { gatedBimodal: Weight, gate: Blood }
          Residual: { gatedResidual: [Weight, Blood, Food] }
          Modulated: { film: Voice, conditioner: Weight, layers: [flatten] }
          Interaction: { bilinear: [Weight, Blood], width: 3 }
          Tensors: { tensorFusion: [Weight, Blood] }
          LowRank: { lowRankFusion: [Weight, Blood, Food], rank: 2, width: 3 }
          Compared: { comparator: [Weight, Blood] }
          Crossed: { crossAttention: [Voice, Movement], heads: 2, dropout: 0.1 }
          Multimodal: { mulT: [Voice, Movement], heads: 2, depth: 2 }
          Transformed: { tokenTransformer: [Weight, Blood, Voice], heads: 3 }
          Narrowed: { bottleneck: [Voice, Movement], tokens: 2, heads: 2 }
          Perceived: { perceiver: [Weight, Blood, Voice, Movement], latents: 4, depth: 2 }
          Set: { deepSets: [Weight, Blood], hidden: 8 }
          Deep: { deepFusion: [Weight, Blood], depth: 2 }
          Evidence: { evidential: [Blood, Food] }
          Experts: { productOfExperts: [Weight, Blood] }
          FirstEight: { concat: [Summed, Averaged, Greatest, Least, Multiplied, Weighed, Attended, GatedOne] }
          SecondEight: { concat: [GatedTwo, Residual, Modulated, Interaction, Tensors, LowRank, Compared, Crossed] }
          ThirdEight: { concat: [Multimodal, Transformed, Narrowed, Perceived, Set, Deep, Evidence, Experts] }
          Everything: { concat: [FirstEight, SecondEight, ThirdEight, Proven] }
        heads:
          Age: { regress: Everything }
          AgeByWeight: { regress: Weight, weight: 0.1 }
          AgeByBlood: { regress: Blood, weight: 0.1 }
        """;
}
