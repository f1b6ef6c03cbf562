namespace FusionDsl.Generator.Tests;

/// <summary>Early fusion of two vectors: the smallest model there is, without a namespace, internal, all settings left to their defaults.</summary>
internal static class EarlyNet
{
    public const string Attributed =
        """
        using FusionDsl;

        [FusionModel]
        internal partial class EarlyNet
        {
            [Vector(3)]
            public partial class Left;

            [Vector(4)]
            public partial class Right;

            [Concat<Left, Right>]
            public partial class Joint;

            [Regression<Joint>]
            public partial class Price;
        }
        """;

    public const string Yaml =
        """
        model: EarlyNet
        namespace: ''
        access: internal
        modalities:
          Left: { vector: 3 }
          Right: { vector: 4 }
        fusions:
          Joint: { concat: [Left, Right] }
        heads:
          Price: { regress: Joint }
        """;
}
