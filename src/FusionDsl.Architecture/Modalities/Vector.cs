namespace FusionDsl.Architecture;

/// <summary>Numbers without an order: [feature length].</summary>
public static class Vector
{
    /// <summary>Name and parameters.</summary>
    public static ModalityKind Definition { get; } = new(
        "Vector", "Numbers without an order: [feature length].",
        [Parameter.Integer("length", "Numbers per sample.", atLeast: 1), ModalityKind.Optional],
        arguments => new("Vector", Shape.Features(arguments.Int("length"))));
}
