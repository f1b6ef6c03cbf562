namespace FusionDsl.Generator.Tests;

/// <summary>Every decision: over classifiers, with and without losses of their own, and over regressions.</summary>
internal static class DecisionNet
{
    public const string Enums = "namespace Lab;\n\npublic enum State { Calm, Tense }\n";

    public const string Attributed =
        """
        using FusionDsl;

        namespace Lab;

        [FusionModel]
        public partial class DecisionNet
        {
            [Vector(3)]
            public partial class Pulse;

            [Vector(5), Standardize]
            public partial class Skin;

            [Encoder<Pulse>, Dense(4), Tanh]
            public partial class PulseNet;

            [Classifier<PulseNet, State>(Balance = true)]
            public partial class ByPulse;

            [Classifier<Skin, State>(LabelSmoothing = 0.1), ClassWeight(nameof(State.Tense), 2), Dense(6), Relu]
            public partial class BySkin;

            [Classifier<Pulse, State>(Weight = 0.5)]
            public partial class Simple;

            [Regression<PulseNet>(2)]
            public partial class LevelOfPulse;

            [Regression<Skin>(2)]
            public partial class LevelOfSkin;

            [Average<ByPulse, BySkin>]
            public partial class Mean;

            [Weighted<ByPulse, BySkin, Simple>(Labels = nameof(Simple))]
            public partial class Weighed;

            [Product<ByPulse, BySkin, Simple>]
            public partial class Multiplied;

            [Max<BySkin, ByPulse>]
            public partial class Surest;

            [Vote<ByPulse, BySkin, Simple>]
            public partial class Majority;

            [Stacking<ByPulse, BySkin>]
            public partial class Stacked;

            [Stacking<ByPulse, BySkin, Simple>(L2 = 0.5)]
            public partial class StackedToo;

            [Stacking<BySkin, Simple>(Folds = 3)]
            public partial class StackedOtherwise;

            [Average<LevelOfPulse, LevelOfSkin>]
            public partial class MeanLevel;

            [Weighted<LevelOfSkin, LevelOfPulse>(Labels = nameof(LevelOfPulse))]
            public partial class WeighedLevel;
        }
        """;

    public const string Yaml =
        """
        model: DecisionNet
        namespace: Lab
        modalities:
          Pulse: { vector: 3 }
          Skin: { vector: 5, standardize: true }
        encoders:
          PulseNet: { from: Pulse, layers: [dense: 4, tanh] }
        heads:
          ByPulse: { classify: PulseNet, enum: State, classes: [Calm, Tense], balance: true }
          BySkin: { classify: Skin, enum: State, classes: [Calm, Tense], labelSmoothing: 0.1, classWeights: { Tense: 2 }, layers: [dense: 6, relu] }
          Simple: { classify: Pulse, enum: State, classes: [Calm, Tense], weight: 0.5 }
          LevelOfPulse: { regress: PulseNet, targets: 2 }
          LevelOfSkin: { regress: Skin, targets: 2 }
        decisions:
          Mean: { average: [ByPulse, BySkin] }
          Weighed: { weighted: [ByPulse, BySkin, Simple], labels: Simple }
          Multiplied: { product: [ByPulse, BySkin, Simple] }
          Surest: { max: [BySkin, ByPulse] }
          Majority: { vote: [ByPulse, BySkin, Simple] }
          Stacked: { stacking: [ByPulse, BySkin] }
          StackedToo: { stacking: [ByPulse, BySkin, Simple], l2: 0.5 }
          StackedOtherwise: { stacking: [BySkin, Simple], folds: 3 }
          MeanLevel: { average: [LevelOfPulse, LevelOfSkin] }
          WeighedLevel: { weighted: [LevelOfSkin, LevelOfPulse], labels: LevelOfPulse }
        """;
}
