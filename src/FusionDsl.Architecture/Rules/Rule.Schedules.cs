namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>Two schedules.</summary>
    public static Rule SeveralSchedules { get; } = new(5020, "A model has one schedule",
        "The learning rate of '{0}' already follows {1}; found {2} as well. Keep one of them; Warmup goes with any of them");

    /// <summary>A rate of a schedule on the wrong side of the optimizer's.</summary>
    public static Rule ScheduleRate { get; } = new(5021, "A schedule's rate does not fit the optimizer's",
        "'{0}' of {1} is {2}; expected a rate {3} the learning rate of {4}, {5}, from which the schedule starts. Change one of them");

    /// <summary>A plateau that is never over in time.</summary>
    public static Rule PlateauTooPatient { get; } = new(5022, "A plateau schedule waits too long",
        "PlateauSchedule waits {0} epochs, but training stops after {1} without a lower validation loss{2}: the rate would never be lowered. "
        + "Give it a 'patience' below {1}, or Train a larger one");

    /// <summary>A warm-up without a length, or with two.</summary>
    public static Rule WarmupLength { get; } = new(5023, "A warm-up has one length",
        "Warmup takes 'steps' or 'epochs'; found {0}. Write Warmup(steps: 200) or Warmup(epochs: 1)");

    /// <summary>A warm-up of what warms up by itself.</summary>
    public static Rule WarmupOfOneCycle { get; } = new(5024, "One cycle needs no warm-up",
        "{0} rises from a low rate by itself; found {1} as well. Remove Warmup, or take another schedule");

    /// <summary>A warm-up that lasts as long as the run.</summary>
    public static Rule WarmupTooLong { get; } = new(5025, "A warm-up is as long as the run",
        "The warm-up takes {0} of {1} epochs{2} and leaves nothing of the run; expected fewer. Make it shorter, or train longer");

    /// <summary>Two ways of clipping.</summary>
    public static Rule SeveralClips { get; } = new(5026, "Gradients are clipped in one way",
        "'clipNorm' is already {0}; found 'clipValue' of {1} as well. Keep one of them; clipNorm keeps the direction of the step");
}
