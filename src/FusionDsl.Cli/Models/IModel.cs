using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Data;
using FusionDsl.Models;
using FusionDsl.Training;

namespace FusionDsl.Cli.Models;

/// <summary>A generated model whose types the tool does not know.</summary>
internal interface IModel : IDisposable
{
    ModelDescription Description { get; }

    TrainingOptions Defaults { get; }

    /// <summary>Null if the spec names no data.</summary>
    DataPlan? Data { get; }

    /// <summary>Splits the rows, trains with the declared options, and scores all three parts.</summary>
    /// <param name="rows">Taken over.</param>
    /// <param name="split">Which of them are for what.</param>
    /// <param name="checkpoints">Where the run keeps itself; null: nowhere.</param>
    /// <param name="resume">Where it goes on; null: at the beginning.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops it after the running step.</param>
    Outcome Train(
        LoadedRows rows, SplitPlan split, CheckpointOptions? checkpoints, Checkpoint? resume, IProgress<TrainingProgress> progress,
        CancellationToken cancellation);

    /// <summary>Splits the rows as training does, and scores the test part once for every condition.</summary>
    /// <param name="rows">Taken over.</param>
    /// <param name="split">As in training.</param>
    /// <param name="conditions">What is broken; see <see cref="Conditions"/> for those that make a whole table.</param>
    /// <param name="seed">Decides all noise.</param>
    /// <exception cref="FusionException">There are no test rows.</exception>
    Judgement Judge(LoadedRows rows, SplitPlan split, Conditions conditions, ulong seed);

    /// <summary>Splits the rows as training does, fits the preparations, and tells what encoders see of the training rows.</summary>
    /// <param name="rows">Taken over.</param>
    /// <param name="split">As in training.</param>
    /// <param name="most">Of more rows a random part is looked at.</param>
    /// <param name="seed">Decides which.</param>
    ModalityViews View(LoadedRows rows, SplitPlan split, int most, ulong seed);

    /// <summary>What every head says about every row.</summary>
    IReadOnlyList<IReadOnlyList<HeadPrediction>> Predict(LoadedRows rows);

    void Save(string path);

    void Load(string path);
}

/// <summary>What came of a training.</summary>
/// <param name="Training">The run itself.</param>
/// <param name="Train">Rows and scores of the part that was learned, with the best weights.</param>
/// <param name="Validation">The part that chose the best weights.</param>
/// <param name="Test">The part nobody saw before.</param>
/// <param name="LeftOut">Rows that the split put in no part.</param>
internal sealed record Outcome(TrainingResult Training, ScoredPart Train, ScoredPart Validation, ScoredPart Test, int LeftOut);

/// <summary>One part of the data.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Scores">Null if there are none.</param>
internal sealed record ScoredPart(int Rows, Evaluation? Scores);

/// <summary>Which conditions a model is tested under, once it and its rows are known.</summary>
/// <param name="rows">The trained model, and what it is tested on.</param>
/// <returns>The first one is what the others are compared with.</returns>
internal delegate IReadOnlyList<Condition> Conditions(DisturbedRows rows);

/// <summary>A test under several conditions.</summary>
/// <param name="Rows">How many rows were tested.</param>
/// <param name="Scores">One for every condition, in their order.</param>
internal sealed record Judgement(int Rows, IReadOnlyList<(Condition Condition, Evaluation Scores)> Scores);
