namespace FusionDsl;

/// <summary>
/// A place of its own for each token, with 1 where the token is and 0 elsewhere: [time t] → [channel vocabulary, time t]; a single token →
/// [feature vocabulary]. On a Tokens modality. Before the other preparations, whatever the order of writing.
/// </summary>
public sealed class OneHotAttribute : DeclarationAttribute;

/// <summary>
/// Brings a Series to another rate over the same duration: time t → t · new rate / old rate, rounded half up. Where it goes down, what
/// the new rate cannot carry is filtered out first. The Series has to say its own rate (Hertz). Before it is scaled, whatever the order
/// of writing.
/// </summary>
/// <param name="hertz">The new rate, in steps per second; above 0.</param>
public sealed class ResampleAttribute(double hertz) : DeclarationAttribute
{
    /// <summary>The new rate, in steps per second.</summary>
    public double Hertz { get; } = hertz;
}

/// <summary>
/// Brings every feature or channel to 0 to 1 by the least and the greatest value of the training rows. A feature that does not vary there
/// is 0. Values beyond them stay beyond 0 and 1: nothing is cut off. Not together with Standardize.
/// </summary>
public sealed class MinMaxAttribute : DeclarationAttribute;

/// <summary>
/// Takes the mean from every feature or channel and divides it by its deviation, both of the training rows. Not together with MinMax.
/// </summary>
public sealed class StandardizeAttribute : DeclarationAttribute;

/// <summary>
/// Coordinates on the principal axes of the training rows, in order of variance: any shape of n numbers → [feature components]. After the
/// other preparations, whatever the order of writing. One of the two parameters is needed.
/// </summary>
/// <param name="components">
/// Axes kept; at least 1 and fewer than there are training rows. Not given: as many as a sample has numbers.
/// </param>
/// <param name="variance">
/// Part of the variance that the axes together show, above 0 and at most 1: those behind the first ones that reach it are zero, so that
/// the shape does not depend on the data. Not given: all are kept.
/// </param>
public sealed class PcaAttribute(int components = 0, double variance = 0) : DeclarationAttribute
{
    /// <summary>Axes kept.</summary>
    public int Components { get; } = components;

    /// <summary>Part of the variance that the axes together show.</summary>
    public double Variance { get; } = variance;

    /// <summary>Whether each coordinate is divided by its deviation, so that all have unit variance.</summary>
    public bool Whiten { get; set; }
}
