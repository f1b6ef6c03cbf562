namespace FusionDsl.Architecture;

/// <summary>A sequence of token ids: [time length], each 0 to vocabulary − 1; 0 fills what is shorter.</summary>
public static class Tokens
{
    /// <summary>Name and parameters.</summary>
    public static ModalityKind Definition { get; } = new(
        "Tokens", "A sequence of token ids: [time length], each 0 to vocabulary − 1; 0 fills what is shorter.",
        [
            Parameter.Integer("length", "Tokens per sample.", atLeast: 1),
            Parameter.Integer("vocabulary", "Number of different tokens, the filling 0 included.", atLeast: 2),
            Parameter.Flag("truncate", "Whether a longer sequence is cut when it is loaded; otherwise it is an error.", false),
            ModalityKind.Optional,
        ],
        arguments => new("Tokens", Shape.Tokens(arguments.Int("length"), arguments.Int("vocabulary")), Truncate: arguments.Flag("truncate")));
}
