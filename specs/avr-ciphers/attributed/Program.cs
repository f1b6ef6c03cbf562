using AvrCiphers;
using FusionDsl.Training;

// Trains the attributed twin of cipher-net.fusion.yaml and prints its scores. The data lie one folder up; another folder may be named.
var directory = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "data");
using var data = CipherNet.Dataset.Load(directory);
using var parts = data.Split();
using var model = new CipherNet(seed: (long)CipherNet.Trainer.Defaults.Seed);

var run = model.Fit(parts.Train, parts.Validation, progress: new EpochLines());
Console.WriteLine($"best epoch {run.BestEpoch}");
Console.WriteLine($"test {model.Evaluate(parts.Test)}");

/// <summary>One line per epoch.</summary>
file sealed class EpochLines : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value is EpochReport epoch)
            Console.WriteLine(FormattableString.Invariant($"epoch {epoch.Epoch}: train loss {epoch.TrainLoss:F4}; validation {epoch.Validation}"));
    }
}
