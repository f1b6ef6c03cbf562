using System.Text.Json;
using System.Text.Json.Serialization;

namespace FusionDsl.Training;

/// <summary>What a checkpoint holds beside its tensors.</summary>
internal sealed record SavedRun
{
    // A loss that is none (NaN, ∞) has its name; every other number is written so that it is read as the same bits.
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The model's class.</summary>
    public required string Model { get; init; }

    /// <summary>Its layers, as text.</summary>
    public required string Network { get; init; }

    /// <summary>Settings that must be the same again.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Hashes of the data, which must be the same again.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }

    public required int Epochs { get; init; }

    public required int Patience { get; init; }

    public required int Threads { get; init; }

    /// <summary>The place of the running stage, counted from 0.</summary>
    public required int Stage { get; init; }

    /// <summary>Epochs that were over when it began.</summary>
    public required int StageBeganAfter { get; init; }

    /// <summary>The number of its last epoch, should it not stop early.</summary>
    public required int LastEpoch { get; init; }

    public required bool HasMoreStages { get; init; }

    /// <summary>Batches learned of the epoch that is not over.</summary>
    public required int Batches { get; init; }

    /// <summary>Time that went into them.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required long OptimizerSteps { get; init; }

    /// <summary>Of the last step.</summary>
    public required double LearningRate { get; init; }

    public required IReadOnlyList<double> Schedule { get; init; }

    public required IReadOnlyList<double> Blending { get; init; }

    public required int BestEpoch { get; init; }

    public required double BestLoss { get; init; }

    /// <summary>The classes of every classifier.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Classes { get; init; }

    public required IReadOnlyList<SavedEpoch> Reports { get; init; }
}

/// <summary>An <see cref="EpochReport"/>.</summary>
internal sealed record SavedEpoch(
    double TrainLoss, double Loss, IReadOnlyList<SavedScore> Heads, long Samples, TimeSpan Training, TimeSpan Elapsed, bool IsBest,
    double LearningRate, string? Stage, int Epochs, IReadOnlyDictionary<string, double>? HeadWeights)
{
    public static SavedEpoch Of(EpochReport report) => new(
        report.TrainLoss, report.Validation.Loss, [.. report.Validation.Heads.Select(SavedScore.Of)], report.Samples, report.Training,
        report.Elapsed, report.IsBest, report.LearningRate, report.Stage, report.Epochs, report.HeadWeights);
}

/// <summary>A <see cref="HeadScore"/>: of a classifier the confusion matrix without its zeros, of a regression its three errors.</summary>
/// <param name="Head">The head's node name.</param>
/// <param name="Loss">Mean over the samples.</param>
/// <param name="Confusion">True class, predicted class, number of samples; and so on.</param>
/// <param name="Errors">MAE, RMSE, R².</param>
internal sealed record SavedScore(string Head, double Loss, IReadOnlyList<long>? Confusion, IReadOnlyList<double>? Errors)
{
    public static SavedScore Of(HeadScore score) => score switch
    {
        ClassificationScore classes => new(score.Head, score.Loss, [.. Sparse(classes.Confusion)], null),
        RegressionScore errors => new(score.Head, score.Loss, null, [errors.MeanAbsoluteError, errors.RootMeanSquareError, errors.R2]),
        _ => throw new FusionException($"A checkpoint has no place for the score of head '{score.Head}', {score.GetType().Name}."),
    };

    public HeadScore ToScore(IReadOnlyDictionary<string, IReadOnlyList<string>> classes)
    {
        if (Errors is [var absolute, var squared, var r2]) return new RegressionScore(Head, Loss, absolute, squared, r2);
        var names = classes[Head];
        var confusion = new long[names.Count, names.Count];
        for (var i = 0; i < Confusion!.Count; i += 3) confusion[Confusion[i], Confusion[i + 1]] = Confusion[i + 2];
        return new ClassificationScore(Head, Loss, names, confusion);
    }

    private static IEnumerable<long> Sparse(long[,] confusion)
    {
        for (var actual = 0; actual < confusion.GetLength(0); actual++)
            for (var guess = 0; guess < confusion.GetLength(1); guess++)
                if (confusion[actual, guess] != 0)
                {
                    yield return actual;
                    yield return guess;
                    yield return confusion[actual, guess];
                }
    }
}
