namespace FusionDsl.Architecture;

/// <summary>A picture: [channel channels, height height, width width], values 0 to 1.</summary>
public static class Image
{
    /// <summary>Name and parameters.</summary>
    public static ModalityKind Definition { get; } = new(
        "Image", "A picture: [channel channels, height height, width width], values 0 to 1.",
        [
            Parameter.Integer("height", "Rows of pixels.", atLeast: 1),
            Parameter.Integer("width", "Columns of pixels.", atLeast: 1),
            Parameter.Integer("channels", "1: grey, 3: red, green, blue.", atLeast: 1, otherwise: 3) with { AtMost = 4096 },
            ModalityKind.Optional,
        ],
        arguments => new("Image", Shape.Image(arguments.Int("channels"), arguments.Int("height"), arguments.Int("width"))));
}
