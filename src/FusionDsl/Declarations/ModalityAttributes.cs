namespace FusionDsl;

/// <summary>A modality: what a sample carries.</summary>
public abstract class ModalityAttribute : DeclarationAttribute
{
    /// <summary>
    /// Whether a sample may be without it: it is then nullable in <c>Sample</c>, and its file may lack the row or leave the cells empty. What
    /// reads it learns a token that stands in for it, in training and in prediction.
    /// </summary>
    public bool Optional { get; set; }
}

/// <summary>A modality of numbers without an order: [feature length].</summary>
/// <param name="length">Numbers per sample; at least 1.</param>
public sealed class VectorAttribute(int length) : ModalityAttribute
{
    /// <summary>Numbers per sample.</summary>
    public int Length { get; } = length;
}

/// <summary>A modality of token ids in order: [time length]. Token 0 fills what is shorter.</summary>
/// <param name="length">Tokens per sample; at least 1.</param>
/// <param name="vocabulary">Number of different tokens, the filling 0 included; at least 2.</param>
public sealed class TokensAttribute(int length, int vocabulary) : ModalityAttribute
{
    /// <summary>Tokens per sample.</summary>
    public int Length { get; } = length;

    /// <summary>Number of different tokens.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>Whether a longer sequence is cut when it is loaded; otherwise it is an error.</summary>
    public bool Truncate { get; set; }
}

/// <summary>A modality of measurements at equal distances in time: [channel channels, time length].</summary>
/// <param name="length">Steps per sample; at least 1.</param>
/// <param name="channels">Measurements at each step; at least 1.</param>
public sealed class SeriesAttribute(int length, int channels = 1) : ModalityAttribute
{
    /// <summary>Steps per sample.</summary>
    public int Length { get; } = length;

    /// <summary>Measurements at each step.</summary>
    public int Channels { get; } = channels;

    /// <summary>Steps per second; above 0. Not given: unknown.</summary>
    public double Hertz { get; set; }
}

/// <summary>A modality of pictures: [channel channels, height height, width width], values 0 to 1.</summary>
/// <param name="height">Rows of pixels; at least 1.</param>
/// <param name="width">Columns of pixels; at least 1.</param>
/// <param name="channels">1: grey, 3: red, green, blue.</param>
public sealed class ImageAttribute(int height, int width, int channels = 3) : ModalityAttribute
{
    /// <summary>Rows of pixels.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of pixels.</summary>
    public int Width { get; } = width;

    /// <summary>1: grey, 3: red, green, blue.</summary>
    public int Channels { get; } = channels;
}
