using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>
/// The program that <see cref="KillTests"/> kills: trains, going on from the newest checkpoint of its folder, and writes what came of it.
/// </summary>
internal static class Mortal
{
    public const string Outcome = "outcome.txt", Ready = "ready";

    public static readonly TrainingOptions Options = PausedRun.Options with { Epochs = 10 };

    private static int Main(string[] args)
    {
        if (args is not [var folder])
        {
            Console.Error.WriteLine("Expected one argument: the folder of the run. The tests of this assembly run by 'dotnet test'.");
            return 2;
        }
        var checkpoints = new CheckpointOptions(Path.Combine(folder, "checkpoints")) { Every = TimeSpan.Zero };
        var resume = Checkpoint.Newest(checkpoints.Folder);
        if (resume?.Note is { } note) Console.Error.WriteLine(note);
        Console.WriteLine(Ready);
        var run = PausedRun.Of(Options with { Checkpoints = checkpoints }, resume);
        File.WriteAllText(Path.Combine(folder, Outcome), run.Outcome);
        return 0;
    }
}
