using FusionDsl.Cli.Models;
using FusionDsl.Models;
using FusionDsl.Training;

namespace FusionDsl.Cli.Tests.Support;

/// <summary>Makes reports of trainings that never were.</summary>
internal static class Reports
{
    public static readonly string[] Classes = ["A", "B"];

    public sealed record Scores(double Loss, params HeadScore[] All) : Evaluation(Loss)
    {
        public override IReadOnlyList<HeadScore> Heads => All;
    }

    public static ClassificationScore Classifier(string head, long[,] confusion, double loss = 0.5) =>
        new(head, loss,
            confusion.GetLength(0) == 2 ? Classes : [.. Enumerable.Range(0, confusion.GetLength(0)).Select(i => $"Class{i}")], confusion);

    public static EpochReport Epoch(int number, int of, Evaluation validation,
        double trainLoss = 1, long samples = 100, double training = 2, double whole = 4,
        double rate = 1e-3) =>
        new(number, of, trainLoss, validation, samples, TimeSpan.FromSeconds(training), TimeSpan.FromSeconds(whole), IsBest: true, rate);

    public static Outcome Outcome(Evaluation? train, Evaluation? validation, Evaluation? test, params EpochReport[] epochs) =>
        new(new(epochs, epochs.Length, StopReason.AllEpochs, Threads: 1),
            new(6, train), new(4, validation), new(test is null ? 0 : 4, test), LeftOut: 3);

    public static ModelDescription Model { get; } = new("Net", [new("Kind", Classes, 2)], 42, 84, "", "");
}
