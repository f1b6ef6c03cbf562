namespace FusionDsl.Models;

/// <summary>What a classifier says about one sample. It can be used like the class itself: <c>prediction.Verdict == Cipher.Prince</c>.</summary>
/// <typeparam name="TEnum">Its members are the classes.</typeparam>
public readonly record struct ClassPrediction<TEnum> where TEnum : struct, Enum
{
    private readonly IReadOnlyList<TEnum> _classes;
    private readonly int _best;

    /// <param name="classes">In the order of the probabilities.</param>
    /// <param name="probabilities">0 to 1 each, with the sum 1.</param>
    public ClassPrediction(IReadOnlyList<TEnum> classes, ReadOnlyMemory<float> probabilities)
    {
        (_classes, Probabilities) = (classes, probabilities);
        var span = probabilities.Span;
        for (var i = 1; i < span.Length; i++)
            if (span[i] > span[_best]) _best = i;
    }

    /// <summary>The most probable class; on a tie the first.</summary>
    public TEnum Class => _classes[_best];

    /// <summary>The probability of <see cref="Class"/>, 0 to 1.</summary>
    public float Confidence => Probabilities.Span[_best];

    /// <summary>The probability of every class, in the order of the logits.</summary>
    public ReadOnlyMemory<float> Probabilities { get; }

    /// <summary>The probability of one class, 0 to 1.</summary>
    public float ProbabilityOf(TEnum value)
    {
        for (var i = 0; i < _classes.Count; i++)
            if (EqualityComparer<TEnum>.Default.Equals(_classes[i], value)) return Probabilities.Span[i];
        throw new ArgumentOutOfRangeException(nameof(value), value, "Not a class of this head.");
    }

    /// <summary>The same for tools that do not know the model.</summary>
    public HeadPrediction ForTool(string head) => new(head, Class.ToString(), Confidence, Probabilities.ToArray());

    /// <summary>The most probable class.</summary>
    public static implicit operator TEnum(ClassPrediction<TEnum> prediction) => prediction.Class;

    /// <summary>The name of the most probable class.</summary>
    public override string ToString() => Class.ToString();
}
