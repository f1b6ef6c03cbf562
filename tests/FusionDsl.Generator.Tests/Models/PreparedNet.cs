namespace FusionDsl.Generator.Tests;

/// <summary>Early fusion with its whole front: every preparation, alone and after others.</summary>
internal static class PreparedNet
{
    public const string Attributed =
        """
        using FusionDsl;

        namespace Early;

        public enum State { Calm, Alarm }

        [FusionModel]
        public partial class PreparedNet
        {
            [Series(200, channels: 3, Hertz = 100), Standardize, Resample(50)]
            public partial class Shaking;

            [Series(100, Hertz = 50)]
            public partial class Sound;

            [Vector(6), MinMax]
            public partial class Weather;

            [Tokens(1, vocabulary: 7), OneHot]
            public partial class Weekday;

            [Tokens(12, vocabulary: 5), Pca(4, Whiten = true), Standardize, OneHot]
            public partial class Events;

            [Image(16, 12), Pca(components: 9, variance: 0.95), MinMax]
            public partial class Photo;

            [Concat<Shaking, Sound>, Conv1d(4, kernel: 5, stride: 2), Relu, GlobalMaxPool]
            public partial class Motion;

            [Concat<Weather, Weekday, Events>]
            public partial class Context;

            [Concat<Motion, Context, Photo>]
            public partial class Everything;

            [Classifier<Everything, State>]
            public partial class Now;
        }
        """;

    public const string Yaml =
        """
        model: PreparedNet
        namespace: Early
        modalities:
          Shaking: { series: 200, channels: 3, hertz: 100, resample: 50, standardize: true }
          Sound: { series: 100, hertz: 50, minMax: false }
          Weather: { vector: 6, minMax: true }
          Weekday: { tokens: 1, vocabulary: 7, oneHot: true }
          Events: { tokens: 12, vocabulary: 5, oneHot: true, standardize: true, pca: { components: 4, whiten: true } }
          Photo: { image: { height: 16, width: 12 }, minMax: true, pca: { variance: 0.95, components: 9 } }
        fusions:
          Motion: { concat: [Shaking, Sound], layers: [conv1d: { channels: 4, kernel: 5, stride: 2 }, relu, globalMaxPool] }
          Context: { concat: [Weather, Weekday, Events] }
          Everything: { concat: [Motion, Context, Photo] }
        heads:
          Now: { classify: Everything, enum: State, classes: [Calm, Alarm] }
        """;
}
