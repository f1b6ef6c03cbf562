namespace FusionDsl.Architecture;

/// <summary>Measurements at equal distances in time: [channel channels, time length].</summary>
public static class Series
{
    /// <summary>Name and parameters.</summary>
    public static ModalityKind Definition { get; } = new(
        "Series", "Measurements at equal distances in time: [channel channels, time length].",
        [
            Parameter.Integer("length", "Steps per sample.", atLeast: 1),
            Parameter.Integer("channels", "Measurements at each step.", atLeast: 1, otherwise: 1),
            new Parameter("hertz", ParameterKind.Real, "Steps per second.") { Above = 0 },
            ModalityKind.Optional,
        ],
        arguments => new(
            "Series", Shape.Series(arguments.Int("channels"), arguments.Int("length")),
            Hertz: arguments.Has("hertz") ? arguments.Real("hertz") : null));
}
