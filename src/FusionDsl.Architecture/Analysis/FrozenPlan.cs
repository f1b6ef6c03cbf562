namespace FusionDsl.Architecture;

/// <summary>
/// A predictor without libtorch, for the models that have a <see cref="StaticPlan"/> and whose modalities are at most shifted and scaled:
/// one call per layer on plain memory. What only scales is folded into a dense layer beside it; dropout is gone.
/// </summary>
/// <param name="Inputs">By modality: the variable with its values.</param>
/// <param name="Steps">In the order of computation.</param>
/// <param name="Scores">By head, then by decision: the variable that holds what it says.</param>
/// <param name="NumbersPerSample">What all steps together make.</param>
public sealed record FrozenPlan(
    EquatableArray<string> Inputs, EquatableArray<FrozenStep> Steps, EquatableArray<string> Scores, long NumbersPerSample)
{
    /// <summary>The predictor of a plan; null where libtorch has to compute.</summary>
    public static FrozenPlan? Of(Plan plan) =>
        StaticPlan.Obstacle(plan) is null && plan.Model.Modalities.All(modality => !modality.IsPrepared || modality.Rescale is not null)
            ? new FrozenPlanner(plan).Run() : null;
}

/// <summary>One line of a predictor.</summary>
/// <param name="Field">Where an object with weights is kept; null where there is none.</param>
/// <param name="Type">Its class.</param>
/// <param name="Construct">How it is made from <c>weights</c>.</param>
/// <param name="Local">The variable that is filled.</param>
/// <param name="Width">Its numbers per sample; 0 where it exists already.</param>
/// <param name="Call">What fills it.</param>
/// <param name="Comment">What it is, with the shape.</param>
public sealed record FrozenStep(string? Field, string? Type, string? Construct, string Local, int Width, string Call, string Comment);
