namespace FusionDsl.Architecture;

/// <summary>
/// A training step without autograd: since the graph is known, forward, loss and every gradient are a list of steps in memory that is made
/// once. Possible where every layer works on features and has its gradient written out; the others keep autograd.
/// </summary>
/// <param name="Inputs">The modalities.</param>
/// <param name="Joins">What fusions make, the outermost first: an operand may be a part of another.</param>
/// <param name="Steps">In the order of computation; backwards for the gradients.</param>
/// <param name="Losses">One per head.</param>
public sealed record StaticPlan(
    EquatableArray<StaticInput> Inputs, EquatableArray<StaticJoin> Joins, EquatableArray<StaticStep> Steps, EquatableArray<StaticLoss> Losses)
{
    /// <summary>The steps of a plan; null where autograd has to find the gradients.</summary>
    public static StaticPlan? Of(Plan plan) => Obstacle(plan) is null ? new StaticPlanner(plan).Run() : null;

    /// <summary>What keeps a model from being trained by steps, for people; null: nothing.</summary>
    public static string? Obstacle(Plan plan)
    {
        if (plan.Model.Modalities.FirstOrDefault(plan.Model.MayBeAbsent) is { } modality) return $"{modality.Name}, which may be absent";
        foreach (var part in plan.Parts)
        {
            if (part.Operator is { } joins && !joins.IsSideBySide(part.Inputs)) return $"{joins.Kind.Name} in {part.Name}";
            foreach (var layer in part.Layers)
                if (layer.Layer.Static(layer.Context) is null) return $"{layer.Layer.Kind.Name} in {part.Name}";
        }
        return null;
    }
}

/// <summary>A modality.</summary>
/// <param name="Modality">The node.</param>
/// <param name="Field">Where its values are found.</param>
/// <param name="Rescaled">Where its values are found after they were shifted and scaled; null where nothing is done to them.</param>
public sealed record StaticInput(ModalityNode Modality, string Field, string? Rescaled)
{
    /// <summary>Whether the modality's own module prepares it before it comes in: more is done to it than to shift and to scale.</summary>
    public bool ComesPrepared => Modality.IsPrepared && Modality.Rescale is null;

    /// <summary>The shape that comes in.</summary>
    public Shape Shape => ComesPrepared ? Modality.Output : Modality.Content.Shape;
}

/// <summary>What a fusion makes.</summary>
/// <param name="Part">The fusion.</param>
/// <param name="Local">Its variable.</param>
/// <param name="Expression">The memory: its own, or a part of that of the fusion that reads it.</param>
public sealed record StaticJoin(PartPlan Part, string Local, string Expression);

/// <summary>One step.</summary>
/// <param name="Field">Where it is kept.</param>
/// <param name="Type">Its class.</param>
/// <param name="Arguments">What its constructor takes beside the memory.</param>
/// <param name="Comment">What it computes, with the shape.</param>
/// <param name="HasBackward">Whether there is a gradient to compute: of its weights, or of what is before it.</param>
public sealed record StaticStep(string Field, string Type, EquatableArray<string> Arguments, string Comment, bool HasBackward)
{
    /// <summary>The node that it is a layer of.</summary>
    public string Node { get; init; } = "";

    /// <summary>Whether it does something else in training than in evaluation.</summary>
    public bool HasModes => Type is "BatchNormStep" or "DropoutStep";
}

/// <summary>The loss of a head.</summary>
/// <param name="Head">The head.</param>
/// <param name="Field">Where it is kept.</param>
/// <param name="Scores">What it reads.</param>
public sealed record StaticLoss(HeadNode Head, string Field, string Scores);
