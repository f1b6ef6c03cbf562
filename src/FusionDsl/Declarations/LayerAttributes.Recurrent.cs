namespace FusionDsl;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997): [channel c, time t] → [feature units], or with sequence [channel units, time t].
/// </summary>
/// <param name="units">Numbers that are remembered, per direction; at least 1.</param>
/// <param name="layers">Layers on top of each other; at least 1.</param>
/// <param name="bidirectional">Whether to read in both directions; this doubles the outputs.</param>
/// <param name="sequence">Whether to give the output of every step instead of the last.</param>
/// <param name="dropout">Probability that a value between two layers is zeroed in training; 0 to below 1.</param>
public sealed class LstmAttribute(int units, int layers = 1, bool bidirectional = false, bool sequence = false, double dropout = 0)
    : RecurrentAttribute(units, layers, bidirectional, sequence, dropout);

/// <summary>Gated recurrent unit (Cho et al., 2014): [channel c, time t] → [feature units], or with sequence [channel units, time t].</summary>
/// <param name="units">Numbers that are remembered, per direction; at least 1.</param>
/// <param name="layers">Layers on top of each other; at least 1.</param>
/// <param name="bidirectional">Whether to read in both directions; this doubles the outputs.</param>
/// <param name="sequence">Whether to give the output of every step instead of the last.</param>
/// <param name="dropout">Probability that a value between two layers is zeroed in training; 0 to below 1.</param>
public sealed class GruAttribute(int units, int layers = 1, bool bidirectional = false, bool sequence = false, double dropout = 0)
    : RecurrentAttribute(units, layers, bidirectional, sequence, dropout);

/// <summary>What recurrent layers share.</summary>
/// <param name="units">Numbers that are remembered, per direction; at least 1.</param>
/// <param name="layers">Layers on top of each other; at least 1.</param>
/// <param name="bidirectional">Whether to read in both directions.</param>
/// <param name="sequence">Whether to give the output of every step instead of the last.</param>
/// <param name="dropout">Probability that a value between two layers is zeroed in training.</param>
public abstract class RecurrentAttribute(int units, int layers, bool bidirectional, bool sequence, double dropout) : LayerAttribute
{
    /// <summary>Numbers that are remembered, per direction.</summary>
    public int Units { get; } = units;

    /// <summary>Layers on top of each other.</summary>
    public int Layers { get; } = layers;

    /// <summary>Whether to read in both directions.</summary>
    public bool Bidirectional { get; } = bidirectional;

    /// <summary>Whether to give the output of every step instead of the last.</summary>
    public bool Sequence { get; } = sequence;

    /// <summary>Probability that a value between two layers is zeroed in training.</summary>
    public double Dropout { get; } = dropout;
}

/// <summary>
/// Self-attention over time and a network at each step, both with residual and norm (Vaswani et al., 2017): [channel c, time t], unchanged.
/// It knows no order: put PositionalEncoding before it where order matters.
/// </summary>
/// <param name="heads">Attention heads; must divide the channels.</param>
/// <param name="layers">Blocks on top of each other; at least 1.</param>
public sealed class TransformerEncoderAttribute(int heads, int layers = 1) : LayerAttribute
{
    /// <summary>Attention heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Blocks on top of each other.</summary>
    public int Layers { get; } = layers;

    /// <summary>Width of the network at each step; not given: four times the channels.</summary>
    public int Hidden { get; set; }

    /// <summary>Probability that a value is zeroed in training; 0 to below 1.</summary>
    public double Dropout { get; set; } = 0.1;
}
