using FusionDsl.Data;
using FusionDsl.Training;

namespace FusionDsl.Models;

/// <summary>
/// What every generated model offers beside its typed members, so that a tool can train a model it has never seen.
/// The generated class implements it; user code has no need of it.
/// </summary>
/// <typeparam name="TModel">The model itself.</typeparam>
/// <typeparam name="TDataset">Its data set, <c>TModel.Dataset</c>.</typeparam>
public interface IFusionModel<TModel, TDataset> : IDisposable
    where TModel : TorchSharp.torch.nn.Module, IFusionModel<TModel, TDataset>
    where TDataset : class, IDataset<TDataset>
{
    /// <summary>What is known of the model before it runs.</summary>
    static abstract ModelDescription Description { get; }

    /// <summary>The training options as declared.</summary>
    static abstract TrainingOptions Defaults { get; }

    /// <summary>Where the samples come from, as declared; null if the declaration names no data.</summary>
    static abstract DataPlan? Data { get; }

    /// <summary>A new model with first weights that follow from the seed.</summary>
    static abstract TModel Create(long seed);

    /// <summary>Takes over rows that were read from files.</summary>
    static abstract TDataset Adopt(LoadedRows rows);

    /// <summary>Trains, stops early by the validation data, and leaves the best weights in the model. Goes on from a checkpoint if there is one.</summary>
    TrainingResult Fit(
        TDataset train, TDataset validation, TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default, Checkpoint? resume = null);

    /// <summary>Fits the preparations, as training begins with it, and tells what encoders then see.</summary>
    /// <param name="train">Training rows and no others.</param>
    /// <param name="rows">The rows to tell of.</param>
    /// <returns>[rows, …] for every modality, by its name; whoever calls owns the tensors.</returns>
    IReadOnlyDictionary<string, TorchSharp.torch.Tensor> Prepare(TDataset train, TDataset rows);

    /// <summary>Loss and scores of every head over a data set.</summary>
    Evaluation Score(TDataset data);

    /// <summary>What every head says about every row; labels are not needed.</summary>
    /// <returns>One list per row, the heads in the order of <see cref="ModelDescription.Heads"/>.</returns>
    IReadOnlyList<IReadOnlyList<HeadPrediction>> Predict(LoadedRows rows);
}
