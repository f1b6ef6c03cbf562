namespace FusionDsl.Architecture;

/// <summary>
/// Gated recurrent unit (Cho et al., 2014): [channel c, time t] → [feature units] (what is remembered at the end), or with
/// <paramref name="Sequence"/> [channel units, time t]. Both directions give twice the units.
/// </summary>
public sealed record Gru(int Units, int Layers, bool Bidirectional, bool Sequence, double Dropout) : Layer
{
    /// <summary>Name and parameters.</summary>
    public static LayerKind Definition { get; } = new(
        "Gru", "Gated recurrent unit (Cho et al., 2014): [channel c, time t] → [feature units], or with sequence [channel units, time t].", Recurrent.Parameters,
        arguments => new Gru(
            arguments.Int("units"), arguments.Int("layers"), arguments.Flag("bidirectional"), arguments.Flag("sequence"), arguments.Real("dropout")));

    /// <inheritdoc/>
    public override LayerKind Kind => Definition;

    /// <inheritdoc/>
    public override string Display => Recurrent.Display("Gru", Units, Layers, Bidirectional, Sequence);

    /// <inheritdoc/>
    public override Shape? Infer(Shape input, ShapeReport report) => Recurrent.Infer(input, Units, Layers, Bidirectional, Sequence, Dropout, report);

    /// <inheritdoc/>
    public override long ParameterCount(LayerContext context) => Recurrent.ParameterCount(context.Input.Width, Units, Layers, Bidirectional, gates: 3);

    /// <inheritdoc/>
    public override long Flops(LayerContext context) => Recurrent.Flops(context.Input, Units, Layers, Bidirectional, gates: 3);

    /// <inheritdoc/>
    public override LayerCode Code(LayerContext context) =>
        Recurrent.Code("Gru", context.Input.Width, Units, Layers, Bidirectional, Sequence, Dropout);
}
