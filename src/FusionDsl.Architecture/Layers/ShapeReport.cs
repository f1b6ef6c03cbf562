namespace FusionDsl.Architecture;

/// <summary>Where shape rules say what does not fit. The first remark counts.</summary>
public sealed class ShapeReport
{
    /// <summary>The rule that was broken; null while everything fits.</summary>
    public Rule? Broken { get; private set; }

    /// <summary>The parameter that is to blame; null: the layer as such.</summary>
    public string? Parameter { get; private set; }

    /// <summary>What the rule's message is filled with.</summary>
    public string[] Arguments { get; private set; } = [];

    /// <summary>The edit that mends it; null where there is none, or a choice.</summary>
    public Mend? Mend { get; private set; }

    /// <summary>The layer takes another kind of shape.</summary>
    /// <param name="expected">For instance <c>[channel, time]</c>.</param>
    /// <param name="found">What comes in.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="edit">The same as an edit, if there is one that will do in most cases.</param>
    public Shape? Expected(string expected, Shape found, string mend, Mend? edit = null)
    {
        var tokens = found.Vocabulary is { } vocabulary ? $" of token ids below {vocabulary.Invariant()}" : "";
        return Break(Rule.ShapeMismatch, null, edit, expected, $"{found}{tokens}", mend);
    }

    /// <summary>A window does not fit.</summary>
    /// <param name="parameter">Which parameter is to blame.</param>
    /// <param name="found">For instance <c>kernel 16</c>.</param>
    /// <param name="limit">For instance <c>time 8</c>.</param>
    /// <param name="most">The largest that fits.</param>
    /// <param name="mend">What to do, from the largest that fits.</param>
    public Shape? TooLarge(string parameter, string found, string limit, long most, Func<string, string> mend) =>
        Break(Rule.WindowTooLarge, parameter, new Mend(MendKind.Replace, most.Invariant()), found, limit, mend(most.Grouped()));

    /// <summary>A number has to divide another.</summary>
    public Shape? NotDivisible(string parameter, int value, string what, int size) =>
        Break(Rule.NotDivisible, parameter, what, size.Invariant(), parameter, value.Invariant());

    /// <summary>A setting does nothing beside the others.</summary>
    /// <param name="parameter">Which parameter is to blame.</param>
    /// <param name="why">For instance <c>dropout 0.2 zeroes values between two layers, and there is one</c>.</param>
    /// <param name="mend">What to do.</param>
    public Shape? NoEffect(string parameter, string why, string mend) => Break(Rule.NoEffect, parameter, why, mend);

    /// <summary>There would be more of something than can be counted.</summary>
    /// <param name="found">For instance <c>3,000,000,000 numbers per sample</c>.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="parameter">Which parameter is to blame; null: the layer as such.</param>
    public Shape? Huge(string found, string mend, string? parameter = null) => Break(Rule.HugeShape, parameter, found, mend);

    /// <summary>A rate of a series that is not known, or that makes no sense.</summary>
    /// <param name="parameter">Which parameter is to blame; null: the preparation as such.</param>
    /// <param name="found">For instance <c>the series already has 50 Hz</c>.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="edit">The same as an edit.</param>
    public void NoRate(string? parameter, string found, string mend, Mend? edit = null) => Break(Rule.NoRate, parameter, edit, found, mend);

    /// <summary>More of something than there is.</summary>
    /// <param name="parameter">Which parameter is to blame.</param>
    /// <param name="found">For instance <c>8 components</c>.</param>
    /// <param name="limit">For instance <c>the 5 numbers of a sample</c>.</param>
    /// <param name="mend">What to do.</param>
    /// <param name="edit">The same as an edit.</param>
    public void TooMany(string parameter, string found, string limit, string mend, Mend? edit = null) =>
        Break(Rule.TooManyComponents, parameter, edit, found, limit, mend);

    /// <summary>Neither of several parameters was given.</summary>
    public void Missing(string parameters, string expected, string example) =>
        Break(Rule.MissingParameter, null, parameters, expected, example);

    private Shape? Break(Rule rule, string? parameter, params string[] arguments) => Break(rule, parameter, edit: null, arguments);

    private Shape? Break(Rule rule, string? parameter, Mend? edit, params string[] arguments)
    {
        if (Broken is null) (Broken, Parameter, Mend, Arguments) = (rule, parameter, edit, arguments);
        return null;
    }
}
