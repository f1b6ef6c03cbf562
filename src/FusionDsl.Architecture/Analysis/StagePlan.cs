namespace FusionDsl.Architecture;

/// <summary>A stage with everything that follows from its settings and the graph.</summary>
/// <param name="Settings">As they were written.</param>
/// <param name="Train">
/// Nodes that learn, in the order of computation: they have weights or layers, and a loss of the stage comes from them. Before them modalities
/// that stand in for what a sample lacks by a trained token, where somebody learns by it.
/// </param>
/// <param name="Losses">Heads whose losses count, in their order.</param>
/// <param name="Reconstructs">The autoencoder that learns to reconstruct in it; null: an ordinary stage.</param>
public sealed record StagePlan(StageSettings Settings, EquatableArray<string> Train, EquatableArray<string> Losses, string? Reconstructs = null)
{
    // Of the one stage behind the autoencoders, where no others are declared.
    private static readonly StageSettings All = new("all", [], [], [], null, null, null);

    /// <summary>The stages of a model, in order, those of its autoencoders first; empty where everything learns at once.</summary>
    public static EquatableArray<StagePlan> Of(Model model, IReadOnlyList<PartPlan> parts)
    {
        var autoencoders = model.Encoders.Where(encoder => encoder.Autoencoder is not null).ToList();
        IEnumerable<StageSettings> stages = model.Train.Stages.Count == 0 && autoencoders.Count > 0 ? [All] : model.Train.Stages;
        return autoencoders.Select(OfAutoencoder).Concat(stages.Select(stage => Of(stage, model, parts))).ToEquatableArray();
    }

    /// <summary>One stage.</summary>
    public static StagePlan Of(StageSettings stage, Model model, IReadOnlyList<PartPlan> parts)
    {
        var reach = new Reach(model);
        var wished = parts.Where(part => CanTrain(part) && IsWished(stage, part.Name) && !IsFrozen(model, part.Name)).ToList();
        var learning = wished.Where(part => part.ParameterCount > 0).ToList();
        var losses = model.Heads.Select(head => head.Name)
            .Where(head => stage.Losses.Count > 0 ? stage.Losses.Contains(head) : learning.Any(part => reach.Comes(head, part.Name))).ToEquatableArray();
        var train = wished.Select(part => part.Name).Where(name => losses.Any(head => reach.Comes(head, name))).ToList();
        var tokens = model.Modalities.Where(modality => model.StandsIn(modality) && Feeds(modality.Name, train, model, parts)).Select(modality => modality.Name);
        return new(stage, [.. tokens, .. train], losses);
    }

    // What stands in for a modality that a sample lacks learns with those who read it; what has no weights of its own, or keeps them, only hands it on.
    private static bool Feeds(string node, List<string> train, Model model, IReadOnlyList<PartPlan> parts) => parts
        .Where(part => part.Inputs.Any(input => input.Name == node) && !part.IsIndependent)
        .Any(part => train.Contains(part.Name) || ((!CanTrain(part) || IsFrozen(model, part.Name)) && Feeds(part.Name, train, model, parts)));

    /// <summary>Whether it makes a difference that a part learns: it has weights, or layers such as Dropout.</summary>
    public static bool CanTrain(PartPlan part) => part.ParameterCount > 0 || part.Layers.Count > 0;

    /// <summary>Whether a node is an autoencoder that learns in its own stage alone.</summary>
    public static bool IsFrozen(Model model, string node) =>
        model.Encoders.Any(encoder => encoder.Name == node && encoder.Autoencoder is { FineTune: false });

    private static StagePlan OfAutoencoder(EncoderNode node) => new(
        new(node.Name, [node.Name], [], [], node.Autoencoder!.Epochs, null, node.Autoencoder.Patience), [node.Name], [], Reconstructs: node.Name);

    private static bool IsWished(StageSettings stage, string node) =>
        stage.Train.Count > 0 ? stage.Train.Contains(node) : !stage.Freeze.Contains(node);
}

/// <summary>Which losses come from which nodes.</summary>
internal sealed class Reach
{
    private readonly Dictionary<string, HashSet<string>> _sources = new(StringComparer.Ordinal);   // by head: every node before it, and itself

    public Reach(Model model)
    {
        var nodes = model.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var head in model.Heads)
        {
            var sources = _sources[head.Name] = new(StringComparer.Ordinal);
            Add(head, sources, nodes);
        }
    }

    /// <summary>Whether the gradient of a head's loss reaches a node.</summary>
    public bool Comes(string head, string from) => _sources[head].Contains(from);

    private static void Add(Node node, HashSet<string> sources, Dictionary<string, Node> nodes)
    {
        if (!sources.Add(node.Name)) return;
        // An independent fusion keeps the gradient from what it reads.
        foreach (var read in node is FusionNode { Independent: true } ? [] : node.Reads) Add(nodes[read], sources, nodes);
    }
}
