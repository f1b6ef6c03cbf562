namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A learning rate for what has nothing to learn.</summary>
    public static Rule UselessLearningRate { get; } = new(5040, "A learning rate needs weights",
        "'{0}' has no weights, so there is nothing whose learning rate could be {1}. Give it a layer with weights, or remove LearningRate");
}
