namespace FusionDsl.Architecture;

/// <summary>Several heads whose answers become one; training does not know it.</summary>
/// <param name="Rule">How they are merged.</param>
/// <param name="Heads">Whose answers.</param>
/// <param name="Labels">The head whose labels are the truth, as declared; null: not declared.</param>
public sealed record DecisionNode(string Name, Decision Rule, EquatableArray<string> Heads, string? Labels) : Node(Name)
{
    /// <summary>The head whose labels are the truth.</summary>
    public string Truth => Labels ?? Heads[0];

    /// <inheritdoc/>
    public override IEnumerable<string> Reads => Heads;
}

/// <summary>What a model says about a sample and is judged by: the answer of a head, or of a decision.</summary>
/// <param name="Name">The head or decision.</param>
/// <param name="Classes">What it tells apart; null where it answers with numbers.</param>
/// <param name="Targets">Its width: classes or numbers.</param>
/// <param name="Truth">The head whose labels it is judged by: itself, or the one that its decision names.</param>
/// <param name="Decision">Null for a head.</param>
public sealed record Answer(string Name, ClassSet? Classes, int Targets, HeadNode Truth, DecisionNode? Decision)
{
    /// <summary>What its tensor holds beside its shape, for comments: logits, log-probabilities or nothing.</summary>
    public string Scale => Classes is null ? "" : Decision is null ? " logits" : " log-probabilities";
}
