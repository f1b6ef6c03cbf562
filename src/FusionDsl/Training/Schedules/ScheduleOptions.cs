namespace FusionDsl.Training;

/// <summary>A schedule and its settings. The learning rate of the optimizer is where every schedule begins.</summary>
public abstract record ScheduleOptions
{
    /// <summary>The schedule for a run.</summary>
    /// <param name="learningRate">Of the optimizer.</param>
    /// <param name="run">How long it is.</param>
    public abstract Schedule Create(double learningRate, RunLength run);

    /// <summary>Fails where a setting is out of its range, or does not go with the rest of the options.</summary>
    /// <param name="training">The options of the run.</param>
    /// <exception cref="FusionException">Says what was expected, what was found and how to mend it.</exception>
    protected internal virtual void Check(TrainingOptions training) { }

    /// <summary>Checks schedule and warm-up of a run.</summary>
    internal static void ThrowIfInvalid(TrainingOptions training)
    {
        training.Schedule?.Check(training);
        training.Warmup?.Check(training);
    }

    /// <summary>Fails unless a setting is in its range.</summary>
    private protected void Require(bool isValid, string setting, double value, string expected)
    {
        if (!isValid) throw new FusionException(FormattableString.Invariant($"{Name}: {setting} is {value}; expected {expected}."));
    }

    private string Name => GetType().Name.Replace("Options", "", StringComparison.Ordinal);
}
