using FusionDsl.Architecture;

namespace FusionDsl.Cli.Words;

/// <summary>What a layer makes of shapes, tried out on its own definition.</summary>
internal static class LayerShapes
{
    private static readonly Shape[] Inputs = [Shape.Features(64), Shape.Series(8, 64), Shape.Image(8, 32, 32), Shape.Tokens(64, 100)];

    /// <summary>A sentence: what it takes, and what comes out; with the required parameters 4 each, or a half.</summary>
    public static string Of(LayerKind kind)
    {
        var layer = kind.Create(Arguments.Of(kind, kind.Parameters.Where(parameter => parameter.Required)
            .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Kind == ParameterKind.Integer ? 4 : (object)0.5))));
        var made = Inputs.Select(input => (Input: input, Output: layer.Infer(input, new ShapeReport()))).Where(one => one.Output is not null).ToList();
        if (made.Count == 0) throw new InvalidOperationException($"{layer.Display} takes none of the shapes that the reference shows.");
        return made.All(one => one.Input == one.Output)
            ? $"`{layer.Display}` takes {string.Join(", ", made.Select(one => Named(one.Input)))} and keeps the shape."
            : $"`{layer.Display}` makes {string.Join("; ", made.Select(one => $"{one.Output} of {Named(one.Input)}"))}.";
    }

    private static string Named(Shape shape) => shape.Vocabulary is null ? shape.ToString() : $"{shape} of token ids";
}
