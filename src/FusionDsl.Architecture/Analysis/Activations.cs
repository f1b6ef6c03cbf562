namespace FusionDsl.Architecture;

/// <summary>
/// The memory of one sample while a network runs, in numbers of 4 bytes: what modalities, layers and operators hand on. What an operation needs for
/// itself, such as the weights of an attention, is not counted, nor are statistics, weights and their gradients.
/// </summary>
internal static class Activations
{
    /// <summary>In training, where every output is kept until its gradient is known.</summary>
    public static long InTraining(Plan plan) => checked(Inputs(plan) + plan.Parts.Sum(Made));

    /// <summary>
    /// In prediction the most that there is at once: a part frees what it made on the way when it hands its result on, and the model frees the
    /// results when it is done.
    /// </summary>
    public static long InPrediction(Plan plan)
    {
        long kept = Inputs(plan), most = kept;
        foreach (var part in plan.Parts)
        {
            most = Math.Max(most, checked(kept + Made(part)));
            kept = checked(kept + part.Output.Count);
        }
        return most;
    }

    // What was handed in, and what preparations make of it.
    private static long Inputs(Plan plan) =>
        plan.Model.Modalities.Sum(modality => modality.Content.Shape.Count + (modality.IsPrepared ? modality.Output.Count : 0));

    private static long Made(PartPlan part)
    {
        var (sum, mayChange) = (part.Operator is null ? 0L : part.Joined.Count, false);
        foreach (var operation in part.Operations)
        {
            var isInPlace = operation.Code.InPlace is not null && mayChange;
            if (!isInPlace && !operation.Layer.Layer.IsView) sum = checked(sum + (operation.Absorbed ?? operation.Layer).Context.Output.Count);
            mayChange = !isInPlace && operation.Code.OutputMayChange;
        }
        return sum;
    }
}
