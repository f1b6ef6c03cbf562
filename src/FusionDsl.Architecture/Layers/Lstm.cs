namespace FusionDsl.Architecture;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997): [channel c, time t] → [feature units] (what is remembered at the end), or with
/// <paramref name="Sequence"/> [channel units, time t]. Both directions give twice the units.
/// </summary>
public sealed record Lstm(int Units, int Layers, bool Bidirectional, bool Sequence, double Dropout) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Lstm", "Long short-term memory (Hochreiter and Schmidhuber, 1997): [channel c, time t] → [feature units], or with sequence [channel units, time t].", Recurrent.Parameters,
        arguments => new Lstm(
            arguments.Int("units"), arguments.Int("layers"), arguments.Flag("bidirectional"), arguments.Flag("sequence"), arguments.Real("dropout")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Recurrent.Display("Lstm", Units, Layers, Bidirectional, Sequence);

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Recurrent.Infer(input, Units, Layers, Bidirectional, Sequence, Dropout, report);

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => Recurrent.ParameterCount(context.Input.Width, Units, Layers, Bidirectional, gates: 4);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => Recurrent.Flops(context.Input, Units, Layers, Bidirectional, gates: 4);

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) =>
        Recurrent.Code("Lstm", context.Input.Width, Units, Layers, Bidirectional, Sequence, Dropout);
}
