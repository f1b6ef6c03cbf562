namespace FusionDsl.Architecture;

/// <summary>The meaning of a dimension.</summary>
public enum Axis
{
    /// <summary>Numbers without an order.</summary>
    Feature,

    /// <summary>Kinds of measurement at one point.</summary>
    Channel,

    /// <summary>Steps of a series.</summary>
    Time,

    /// <summary>Rows of an image.</summary>
    Height,

    /// <summary>Columns of an image.</summary>
    Width,
}

/// <summary>One dimension: its meaning and its size.</summary>
public readonly record struct Dimension(Axis Axis, int Size)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Axis.ToString().ToLowerInvariant()} {Size.Invariant()}";
}

/// <summary>The shape of one sample, without the batch. Axes are named; their order is that of the tensor.</summary>
/// <param name="Dimensions">Row-major: the last one varies fastest.</param>
/// <param name="Vocabulary">Token ids run from 0 to one less than this; null where the values are real numbers.</param>
public sealed record Shape(EquatableArray<Dimension> Dimensions, int? Vocabulary = null)
{
    /// <summary>[feature n]</summary>
    public static Shape Features(int count) => new([new(Axis.Feature, count)]);

    /// <summary>[channel c, time t]</summary>
    public static Shape Series(int channels, int time) => new([new(Axis.Channel, channels), new(Axis.Time, time)]);

    /// <summary>[channel c, height h, width w]</summary>
    public static Shape Image(int channels, int height, int width) => new([new(Axis.Channel, channels), new(Axis.Height, height), new(Axis.Width, width)]);

    /// <summary>[time t] of token ids</summary>
    public static Shape Tokens(int time, int vocabulary) => new([new(Axis.Time, time)], vocabulary);

    /// <summary>Number of dimensions.</summary>
    public int Rank => Dimensions.Count;

    /// <summary>Whether it has exactly these axes of real numbers, in this order.</summary>
    public bool Is(params Axis[] axes)
    {
        // By hand: everybody asks, again and again.
        if (Vocabulary is not null || Dimensions.Count != axes.Length) return false;
        for (var i = 0; i < axes.Length; i++)
            if (Dimensions[i].Axis != axes[i]) return false;
        return true;
    }

    /// <summary>Whether it is [feature n].</summary>
    public bool IsFeatures => Is(Axis.Feature);

    /// <summary>Whether it is [channel, time].</summary>
    public bool IsSeries => Is(Axis.Channel, Axis.Time);

    /// <summary>Whether it is [channel, height, width].</summary>
    public bool IsImage => Is(Axis.Channel, Axis.Height, Axis.Width);

    /// <summary>The size of an axis that it surely has.</summary>
    public int this[Axis axis] => Dimensions.First(dimension => dimension.Axis == axis).Size;

    /// <summary>The size of the axis whose meaning is "what is measured": feature or channel.</summary>
    public int Width => Dimensions[0].Size;

    /// <summary>Numbers of one sample; <see cref="long.MaxValue"/> where they are even more.</summary>
    public long Count
    {
        get
        {
            var count = 1L;
            for (var i = 0; i < Dimensions.Count; i++) count = count > long.MaxValue / Dimensions[i].Size ? long.MaxValue : count * Dimensions[i].Size;
            return count;
        }
    }

    /// <summary>The same with another size of an axis.</summary>
    public Shape With(Axis axis, int size) =>
        this with { Dimensions = Dimensions.Select(dimension => dimension.Axis == axis ? dimension with { Size = size } : dimension).ToEquatableArray() };

    /// <summary>As in messages: [channel 8, time 256].</summary>
    public override string ToString() => $"[{string.Join(", ", Dimensions)}]";

    /// <summary>As in generated comments: [batch, 8, 256].</summary>
    public string WithBatch => $"[batch, {string.Join(", ", Dimensions.Select(dimension => dimension.Size.Invariant()))}]";

    /// <summary>As in tables: [8, 256].</summary>
    public string Sizes => $"[{string.Join(", ", Dimensions.Select(dimension => dimension.Size.Invariant()))}]";
}
