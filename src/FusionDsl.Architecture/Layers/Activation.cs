namespace FusionDsl.Architecture;

/// <summary>What all elementwise layers share.</summary>
internal static class Activation
{
    public static Shape? Infer(Shape input, ShapeReport report) =>
        input.Vocabulary is null ? input : report.Expected("real numbers", input, "put Embedding before it");
}
