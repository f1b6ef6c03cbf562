using System.Globalization;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>A small run that can be stopped anywhere; what came of it, bit for bit and without times.</summary>
/// <param name="Result">As the trainer gave it.</param>
/// <param name="Bits">Every bit of the model.</param>
internal sealed record PausedRun(TrainingResult Result, string Bits)
{
    public static readonly TrainingOptions Options = PausedNet.Trainer.Defaults;

    /// <summary>Everything but times.</summary>
    public string Outcome => $"{History(Result.Epochs)}\nbest {Result.BestEpoch}, {Result.Stopped}, {Result.Threads} threads\n{Bits}";

    public static string History(IEnumerable<EpochReport> reports) => string.Join('\n', reports.Select(report => string.Join(' ',
    [
        $"{report.Epoch}/{report.Epochs} {report.Stage}", Text(report.TrainLoss), Text(report.Validation.Loss), $"{report.Samples}", $"{report.IsBest}", Text(report.LearningRate),
        .. report.Validation.Heads.SelectMany(Texts), .. report.HeadWeights?.Select(weight => $"{weight.Key} {Text(weight.Value)}") ?? [],
    ])));

    private static IEnumerable<string> Texts(HeadScore head) =>
    [
        head.Head, Text(head.Loss), .. head.Metrics.Values.Select(Text),
        .. head is ClassificationScore score ? score.Confusion.Cast<long>().Select(count => $"{count}") : [],
    ];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static PausedNet.Dataset Data(int count, int seed)
    {
        var random = new Random(seed);
        return PausedNet.Dataset.From(Enumerable.Range(0, count).Select(_ =>
        {
            var doing = random.Next(3);
            return new PausedNet.Sample(
                Reading: Samples.Vector(random, 5).Select((value, i) => 20 * i + value + (i == doing ? 2 : 0)).ToArray(),
                Words: Enumerable.Range(0, 6).Select(_ => random.Next(2) == 0 ? 2L * doing : random.NextInt64(7)).ToArray(),
                Doing: (Activity)doing, HowFar: Samples.Vector(random, 2));
        }).ToList());
    }

    /// <summary>Trains a new model, whose first weights are others than those of the run that it may go on with.</summary>
    public static PausedRun Of(
        TrainingOptions options, Checkpoint? resume = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using var train = Data(83, 1);
        using var validation = Data(40, 2);
        using var model = new PausedNet(resume is null ? 3 : 4);
        if (resume is not null) TorchSharp.torch.manual_seed(99);
        var result = model.Fit(train, validation, options, progress, cancellation, resume);
        return new(result, Close.Bits(model));
    }
}

/// <summary>A directory of its own for one test.</summary>
public sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fusion-checkpoints-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
