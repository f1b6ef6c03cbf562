using FusionDsl.Cli.Models;
using FusionDsl.Training;

namespace FusionDsl.Cli.Runs;

/// <summary>What one reaches without a model: always saying the class that is most frequent in the training data.</summary>
internal static class Baseline
{
    /// <summary>The accuracy of that over the rows that <paramref name="head"/> was scored on; null for a regression.</summary>
    public static double? Of(HeadScore head, Outcome outcome)
    {
        if (head is not ClassificationScore score || score.Count == 0) return null;
        if (outcome.Train.Scores?.Heads.FirstOrDefault(other => other.Head == head.Head) is not ClassificationScore learned) return null;
        var most = learned.PerClass.Select((one, index) => (one.Count, Index: index)).MaxBy(one => one.Count).Index;
        return (double)score.PerClass[most].Count / score.Count;
    }
}
