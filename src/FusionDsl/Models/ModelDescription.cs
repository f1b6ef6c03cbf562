namespace FusionDsl.Models;

/// <summary>What is known of a model before it runs.</summary>
/// <param name="Name">Its class name.</param>
/// <param name="Heads">
/// What says something about a sample: its tasks in the order of their names, then the decisions that merge some of them.
/// </param>
/// <param name="ParameterCount">Numbers that training changes.</param>
/// <param name="FlopsPerSample">Floating-point operations of one forward pass; a multiplication and an addition are two.</param>
/// <param name="Table">Layers with shapes, parameters and FLOPs, as text.</param>
/// <param name="Mermaid">The graph of nodes, as a Mermaid diagram.</param>
public sealed record ModelDescription(
    string Name, IReadOnlyList<HeadDescription> Heads, long ParameterCount, long FlopsPerSample, string Table, string Mermaid)
{
    /// <summary>
    /// Bytes of one sample's activations at their peak in training, where every output is kept until its gradient is known. What an operation
    /// needs for itself is not counted, nor are weights and their gradients.
    /// </summary>
    public long TrainingBytesPerSample { get; init; }

    /// <summary>Bytes of one sample's activations at their peak in prediction.</summary>
    public long PredictionBytesPerSample { get; init; }
}

/// <summary>One task of a model, or a decision.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Classes">The classes in the order of the logits; empty for a regression.</param>
/// <param name="Targets">Width of the head's output: the number of classes, or of the numbers that a regression predicts.</param>
public sealed record HeadDescription(string Name, IReadOnlyList<string> Classes, int Targets)
{
    /// <summary>
    /// Of a decision: the heads that it merges, by one of whose labels it is judged; empty for a head, which has labels of its own.
    /// </summary>
    public IReadOnlyList<string> Merges { get; init; } = [];
}

/// <summary>What one head says about one sample.</summary>
/// <param name="Head">The head's node name.</param>
/// <param name="Class">The most probable class; null for a regression.</param>
/// <param name="Confidence">Its probability, 0 to 1; NaN for a regression.</param>
/// <param name="Values">The probability of every class, or the numbers that a regression predicts.</param>
public sealed record HeadPrediction(string Head, string? Class, float Confidence, IReadOnlyList<float> Values);
