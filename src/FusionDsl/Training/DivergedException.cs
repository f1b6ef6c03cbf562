namespace FusionDsl.Training;

/// <summary>Training failed: a loss was NaN or infinite.</summary>
public sealed class DivergedException : FusionException
{
    private const string Mend =
        "Try a learning rate ten times smaller, and look for values in the data that are extreme or not standardized.";

    private DivergedException(int epoch, int? step, double loss, string message)
        : base(message) => (Epoch, Step, Loss) = (epoch, step, loss);

    /// <summary>Counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>Counted from 1 in its epoch; null if the training losses were finite and the validation loss was not.</summary>
    public int? Step { get; }

    /// <summary>NaN or infinite.</summary>
    public double Loss { get; }

    /// <summary>The loss of a training step was not finite.</summary>
    public static DivergedException AtStep(int epoch, int step, double loss) =>
        new(epoch, step, loss, FormattableString.Invariant($"The training loss became {loss} in step {step} of epoch {epoch}. {Mend}"));

    /// <summary>The loss over the validation data was not finite.</summary>
    public static DivergedException AtValidation(int epoch, double loss) =>
        new(epoch, null, loss, FormattableString.Invariant($"The validation loss is {loss} after epoch {epoch}. {Mend}"));
}
