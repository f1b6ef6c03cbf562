namespace FusionDsl.Training;

/// <summary>Training failed: a loss was NaN or infinite. Says when, and where in the network it began.</summary>
public sealed class DivergedException : FusionException
{
    private const string Mend =
        "Try a learning rate ten times smaller, and look for values in the data that are extreme or not standardized.";

    private DivergedException(int epoch, int? step, double loss, NonFinite? cause, string message)
        : base($"{message} {cause?.Tell() ?? Mend}") => (Epoch, Step, Loss, Cause) = (epoch, step, loss, cause);

    /// <summary>Counted from 1; 0 outside of <c>Fit</c>.</summary>
    public int Epoch { get; }

    /// <summary>Counted from 1 in its epoch; null if the training losses were finite and the validation loss was not.</summary>
    public int? Step { get; }

    /// <summary>NaN or infinite.</summary>
    public double Loss { get; }

    /// <summary>The first node, in the order of computation, with a number that is not finite; null where none was found.</summary>
    public string? Node => Cause?.Node;

    /// <summary>What is not finite about <see cref="Node"/>.</summary>
    public NonFinite? Cause { get; }

    /// <summary>The loss of a training step was not finite.</summary>
    public static DivergedException AtStep(int epoch, int step, double loss, NonFinite? cause = null) =>
        new(epoch, step, loss, cause, $"The training loss became {Text(loss)} in step {step}{(epoch > 0 ? $" of epoch {epoch}" : "")}.");

    /// <summary>The loss over the validation data was not finite.</summary>
    public static DivergedException AtValidation(int epoch, double loss, NonFinite? cause = null) =>
        new(epoch, null, loss, cause, $"The validation loss is {Text(loss)} after epoch {epoch}.");

    private static string Text(double loss) => FormattableString.Invariant($"{loss}");
}
