namespace FusionDsl.Architecture;

/// <summary>A kind of learning-rate schedule. Each begins at the learning rate of the optimizer.</summary>
public sealed record ScheduleKind(string Name, string Summary, EquatableArray<Parameter> Parameters) : Keyword(Name, Summary, Parameters)
{
    /// <summary>Step decay.</summary>
    public static ScheduleKind Step { get; } = new(
        "StepSchedule", "Multiplies the learning rate by a factor every so many epochs.",
        [
            Parameter.Integer("every", "Epochs between two changes.", atLeast: 1),
            Parameter.Real("factor", "What the rate is multiplied by.", 0.1) with { Above = 0, Below = 1 },
        ]);

    /// <summary>Cosine annealing (Loshchilov and Hutter, 2017).</summary>
    public static ScheduleKind Cosine { get; } = new(
        "CosineSchedule", "Lowers the learning rate over the run along half a cosine (Loshchilov and Hutter, 2017).",
        [Parameter.Real("minimum", "Rate at the end; below the learning rate of the optimizer.", 0) with { AtLeast = 0 }]);

    /// <summary>One cycle (Smith and Topin, 2018).</summary>
    public static ScheduleKind OneCycle { get; } = new(
        "OneCycleSchedule", "Raises the learning rate to a maximum and lowers it to almost nothing, once in the run (Smith and Topin, 2018).",
        [
            new Parameter("maximum", ParameterKind.Real, "Highest rate; above the learning rate of the optimizer.") { Required = true, Above = 0 },
            Parameter.Real("rise", "Part of the run in which the rate rises.", 0.3) with { Above = 0, Below = 1 },
            Parameter.Real("finalFactor", "Last rate, as a fraction of the learning rate of the optimizer.", 1e-4) with { Above = 0, AtMost = 1 },
            Parameter.Flag("linear", "Whether both ways are straight lines instead of half cosines.", false),
        ]);

    /// <summary>Reduction on a plateau of the validation loss.</summary>
    public static ScheduleKind Plateau { get; } = new(
        "PlateauSchedule", "Lowers the learning rate whenever the validation loss has not become lower for some epochs.",
        [
            Parameter.Real("factor", "What the rate is multiplied by.", 0.1) with { Above = 0, Below = 1 },
            Parameter.Integer("patience", "Epochs without a lower validation loss; fewer than those of Train.", atLeast: 1, otherwise: 5),
            Parameter.Real("threshold", "Part of the lowest loss by which another must be lower.", 1e-4) with { AtLeast = 0, Below = 1 },
            Parameter.Real("minimum", "The rate is never lowered below it.", 0) with { AtLeast = 0 },
        ]);
}
