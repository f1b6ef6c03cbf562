namespace FusionDsl.Training;

/// <summary>
/// How much the loss of each head counts at present: in the heads of the running stage what was declared or blended, and nothing in the others.
/// </summary>
public sealed class LossWeights
{
    private readonly (string Head, double Weight)[] _declared;
    private readonly Dictionary<string, double> _present;

    /// <param name="declared">Every head of the model with its weight, above 0.</param>
    public LossWeights(params (string Head, double Weight)[] declared)
    {
        _declared = declared;
        _present = declared.ToDictionary(head => head.Head, head => head.Weight, StringComparer.Ordinal);
    }

    /// <summary>The factor of a head's loss in training; 0: it does not count.</summary>
    public double this[string head] => _present[head];

    /// <summary>All of them as they are at present, for reports.</summary>
    public IReadOnlyDictionary<string, double> Present => new SortedDictionary<string, double>(_present, StringComparer.Ordinal);

    /// <summary>The heads of the model.</summary>
    internal IEnumerable<string> Heads => _declared.Select(head => head.Head);

    /// <summary>The same scores with the loss of these heads alone, each with the weight that was declared.</summary>
    internal Evaluation Weigh(Evaluation scores, IReadOnlyList<string> heads)
    {
        var loss = 0.0;
        foreach (var (head, weight) in _declared)
            if (heads.Contains(head)) loss += weight * scores.Heads.First(score => score.Head == head).Loss;
        return scores with { Loss = loss };
    }

    /// <summary>What a head was declared to weigh.</summary>
    internal double Declared(string head) => _declared.First(other => other.Head == head).Weight;

    /// <summary>Changes what a head weighs.</summary>
    internal void Set(string head, double weight) => _present[head] = weight;

    /// <summary>From now on these heads count.</summary>
    internal void Begin(IReadOnlyList<string> heads)
    {
        foreach (var (head, weight) in _declared) _present[head] = heads.Contains(head) ? weight : 0;
    }
}
