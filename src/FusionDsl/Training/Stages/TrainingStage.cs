namespace FusionDsl.Training;

/// <summary>
/// A part of a run in which some nodes learn and the others stay as they are. Each stage begins with a new optimizer and a new schedule, stops
/// by the validation loss of its own heads, and leaves the best weights that it found to the next one.
/// </summary>
/// <param name="Name">For reports; every stage has another.</param>
/// <param name="Train">
/// Encoders, fusions and heads that learn. The others are in evaluation mode: a BatchNorm keeps its statistics, nothing is dropped.
/// </param>
/// <param name="Losses">Heads whose losses count, in training and in validation.</param>
public sealed record TrainingStage(string Name, IReadOnlyList<string> Train, IReadOnlyList<string> Losses)
{
    /// <summary>
    /// The autoencoder that learns to make again what it reads, by the mean squared error and no head's loss; null: this is no such stage.
    /// </summary>
    public string? Reconstructs { get; init; }

    /// <summary>Passes over the training data, at least 1; null: as many as <see cref="TrainingOptions.Epochs"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>Greater than 0; null: that of the optimizer.</summary>
    public double? LearningRate { get; init; }

    /// <summary>
    /// Epochs without a lower validation loss before the stage ends, 0: never; null: as many as <see cref="TrainingOptions.Patience"/>.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>Whether a node learns in it.</summary>
    public bool Learns(string node) => Train.Contains(node);

    /// <summary>Whether a parameter learns, by its name in the state_dict.</summary>
    internal bool Moves(string parameter)
    {
        var node = NodeRate.NodeOf(parameter);
        // A decoder has done its duty when the autoencoder's own stage is over.
        return Reconstructs is null ? Learns(node) && !parameter.StartsWith(node + ".decoder.", StringComparison.Ordinal) : node == Reconstructs;
    }
}
