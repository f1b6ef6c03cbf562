namespace FusionDsl.Architecture;

/// <summary>What the recurrent layers share.</summary>
internal static class Recurrent
{
    public static EquatableArray<Parameter> Parameters { get; } =
    [
        Parameter.Integer("units", "Numbers that are remembered, per direction.", atLeast: 1),
        Parameter.Integer("layers", "Layers on top of each other.", atLeast: 1, otherwise: 1),
        Parameter.Flag("bidirectional", "Whether to read in both directions; this doubles the outputs.", false),
        Parameter.Flag("sequence", "Whether to give the output of every step instead of the last.", false),
        Parameter.Real("dropout", "Probability that a value between two layers is zeroed in training.", 0) with { AtLeast = 0, Below = 1 },
    ];

    public static string Display(string name, int units, int layers, bool bidirectional, bool sequence) =>
        Describe.Call(name, units, ("layers", layers, 1)).TrimEnd(')')
        + (bidirectional ? ", bidirectional: true" : "") + (sequence ? ", sequence: true" : "") + ")";

    public static Shape? Infer(Shape input, int units, int layers, bool bidirectional, bool sequence, double dropout, ShapeReport report)
    {
        if (!input.IsSeries)
            return report.Expected("[channel, time]", input, input.Vocabulary is null ? "use it behind a Series, or a layer that keeps time" : "put Embedding before it");
        if (dropout > 0 && layers == 1)
            return report.NoEffect("dropout", $"dropout {dropout.Invariant()} zeroes values between two layers, and there is one", "give it 'layers' of 2 or more, or a Dropout behind it instead");
        var width = bidirectional ? 2L * units : units;
        if (width > int.MaxValue) return report.Huge($"{width.Grouped()} numbers per step", "use fewer units", "units");
        return sequence ? Shape.Series((int)width, input[Axis.Time]) : Shape.Features((int)width);
    }

    // libtorch keeps two biases per gate, as cuDNN does.
    public static long ParameterCount(int width, int units, int layers, bool bidirectional, int gates)
    {
        var directions = bidirectional ? 2 : 1;
        checked
        {
            var first = (long)gates * units * ((long)width + units + 2);
            var next = (long)gates * units * ((long)units * directions + units + 2);
            return directions * (first + (layers - 1) * next);
        }
    }

    public static long Flops(Shape input, int units, int layers, bool bidirectional, int gates)
    {
        var directions = bidirectional ? 2 : 1;
        checked
        {
            var first = 2L * gates * units * ((long)input.Width + units);
            var next = 2L * gates * units * ((long)units * directions + units);
            return input[Axis.Time] * directions * (first + (layers - 1) * next);
        }
    }

    public static LayerCode Code(string name, int width, int units, int layers, bool bidirectional, bool sequence, double dropout) => LayerCode.Module(
        name.ToCamelCase(), $"Layers::{name}",
        $"new({width.Invariant()}, {units.Invariant()}, layers: {layers.Invariant()}, bidirectional: {(bidirectional ? "true" : "false")}, "
        + $"sequence: {(sequence ? "true" : "false")}, dropout: {dropout.Invariant()})");
}
