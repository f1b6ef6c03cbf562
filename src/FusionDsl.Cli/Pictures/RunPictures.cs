using FusionDsl.Cli.Models;
using FusionDsl.Cli.Runs;
using FusionDsl.Training;

namespace FusionDsl.Cli.Pictures;

/// <summary>All pictures of a run.</summary>
internal static class RunPictures
{
    /// <summary>Draws them into the run's folder.</summary>
    /// <returns>What somebody who looks at them should know.</returns>
    public static IReadOnlyList<string> Save(Outcome outcome, RunFolder run)
    {
        if (outcome.Training.Epochs.Count > 0) CurvesPicture.Save(outcome.Training, run.LearningCurves);
        var (scores, part) = outcome.Test.Scores is { } test ? (test, "test data") : (outcome.Validation.Scores, "validation data");
        foreach (var head in scores?.Heads ?? [])
            if (head is ClassificationScore score) ConfusionPicture.Save(score, part, run.Confusion(head.Head));
        return Style.HasFont ? [] : ["This machine has no fonts, so the pictures have no letters. Debian: apt install fonts-dejavu-core."];
    }
}
