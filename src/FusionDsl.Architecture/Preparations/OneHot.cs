namespace FusionDsl.Architecture;

/// <summary>
/// A place of its own for each token, with 1 where the token is and 0 elsewhere: [time t] of token ids → [channel vocabulary, time t]; a
/// single token → [feature vocabulary].
/// </summary>
public sealed record OneHot : Preparation
{
    /// <summary>Name and parameters.</summary>
    public static PreparationKind Definition { get; } = new(
        "OneHot",
        "1 in the place of the token, 0 elsewhere: [time t] of ids → [channel vocabulary, time t]; a single token → [feature vocabulary].",
        [], _ => new OneHot());

    /// <inheritdoc/>
    public override PreparationKind Kind => Definition;

    /// <inheritdoc/>
    public override bool IsFitted => false;

    /// <inheritdoc/>
    public override Prepared? Infer(Prepared input, ShapeReport report)
    {
        if (input.Shape.Vocabulary is not { } vocabulary)
        {
            report.Expected("token ids", input.Shape, "OneHot belongs on a Tokens modality; numbers need none", Mend.Removal);
            return null;
        }
        var time = input.Shape[Axis.Time];
        return new(time == 1 ? Shape.Features(vocabulary) : Shape.Series(vocabulary, time));
    }

    /// <inheritdoc/>
    public override PreparationCode Code(Prepared input) => new(
        "oneHot", "OneHotEncoder",
        $"new(length: {input.Shape[Axis.Time].Invariant()}, vocabulary: {input.Shape.Vocabulary!.Value.Invariant()})");
}
