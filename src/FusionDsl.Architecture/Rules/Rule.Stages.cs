namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A learning rate for what has nothing to learn.</summary>
    public static Rule UselessLearningRate { get; } = new(5050, "A learning rate needs weights",
        "'{0}' has no weights, so there is nothing whose learning rate could be {1}. Give it a layer with weights, or remove LearningRate");

    /// <summary>A stage that names what is no part of the network.</summary>
    public static Rule UnknownInStage { get; } = new(5051, "A stage names an unknown node",
        "Stage '{0}': '{1}' is no {2} of this model{3} Expected one of: {4}");

    /// <summary>Two stages of one name.</summary>
    public static Rule DuplicateStage { get; } = new(5052, "Two stages have the same name",
        "There is already a stage '{0}'; reports tell stages apart by their names. Rename one of them");

    /// <summary>A stage that says twice who learns.</summary>
    public static Rule TrainAndFreeze { get; } = new(5053, "A stage says twice who learns",
        "Stage '{0}' already names what it trains ({1}); found what it freezes ({2}) as well. Keep one of them: the other is the rest");

    /// <summary>A stage in which nothing learns.</summary>
    public static Rule StageTrainsNothing { get; } = new(5054, "A stage trains nothing",
        "Stage '{0}' trains nothing: none of its losses ({1}) comes from weights that learn in it ({2}). Train more, or name other losses");

    /// <summary>A node that is to learn from losses that do not come from it.</summary>
    public static Rule TrainedWithoutLoss { get; } = new(5055, "A node learns from no loss",
        "Stage '{0}' trains '{1}', but none of its losses ({2}) comes from it, so it would not learn. Add a head behind it to the losses, or do not train it");

    /// <summary>A loss that nothing that learns has a part in.</summary>
    public static Rule LossWithoutTraining { get; } = new(5056, "A loss comes from nothing that learns",
        "Stage '{0}' counts the loss of '{1}', which comes from nothing that learns in it ({2}), so it would never change. Train something before it, or remove it");

    /// <summary>A node with weights that stay as they were drawn.</summary>
    public static Rule NeverTrained { get; } = new(5057, "A node is never trained",
        "No stage trains '{0}': the weights would stay as they were drawn. Add it to a stage, or add a stage that trains everything");

    /// <summary>A node that a stage can do nothing with.</summary>
    public static Rule NothingToFreeze { get; } = new(5058, "A node has nothing to train or freeze",
        "Stage '{0}' names '{1}', which has neither weights nor layers: there is nothing to {2}. Remove it");

    /// <summary>A setting of Train that every stage sets itself.</summary>
    public static Rule UselessTrainSetting { get; } = new(5059, "A setting of Train has no effect",
        "'{0}' of Train has no effect: each stage has its own ({1}). Remove it, or let a stage do without");
}
