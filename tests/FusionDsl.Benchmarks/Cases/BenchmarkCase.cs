using FusionDsl.Models;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>One model with its data, and everything that benchmarks ask of it.</summary>
/// <param name="name">As on the command line.</param>
/// <param name="title">What it is, in a line.</param>
/// <param name="rows">Samples of an epoch; a multiple of the batch size.</param>
/// <param name="lossEpochs">Epochs over which the losses of all contestants are compared.</param>
internal abstract class BenchmarkCase(string name, string title, int rows, int lossEpochs)
{
    public string Name => name;

    public string Title => title;

    public int Rows => rows;

    public int LossEpochs => lossEpochs;

    /// <summary>What a sample carries.</summary>
    public abstract IReadOnlyList<Modality> Modalities { get; }

    /// <summary>The declared training options.</summary>
    public abstract TrainingOptions Defaults { get; }

    /// <summary>What the generator knows of the model.</summary>
    public abstract ModelDescription Description { get; }

    /// <summary>The one head.</summary>
    public HeadDescription Head => Description.Heads.Single();

    public double LearningRate => Defaults.Optimizer.LearningRate;

    /// <summary>The same model, written by hand.</summary>
    public abstract Twin NewTwin();

    /// <summary>Weights and statistics of a new declared model, by name; the caller frees them.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> NewWeights(long seed);

    /// <summary>A new declared model with its trainer, on the data of a workload.</summary>
    public abstract Connection Connect(Workload workload, TrainingOptions options);

    /// <summary>Trains a new declared model by its own Fit and gives the mean training loss of every epoch.</summary>
    public abstract double[] FitLosses(Workload workload, TrainingOptions options);

    /// <summary>
    /// A declared model after a little training, and its weights by name (the caller frees them); null where the case has no part in
    /// the benchmark of predictions.
    /// </summary>
    public virtual (Inference Inference, IReadOnlyDictionary<string, Tensor> Weights)? Predictor(Workload workload) => null;

    private protected static Dictionary<string, Tensor> Copied(nn.Module module)
    {
        using var noGrad = no_grad();
        return module.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
    }
}

/// <inheritdoc/>
/// <typeparam name="TModel">The declared model.</typeparam>
/// <typeparam name="TDataset">Its data set.</typeparam>
internal abstract class BenchmarkCase<TModel, TDataset>(string name, string title, int rows, int lossEpochs)
    : BenchmarkCase(name, title, rows, lossEpochs)
    where TModel : nn.Module, IFusionModel<TModel, TDataset>
    where TDataset : class, IDataset<TDataset>
{
    public override TrainingOptions Defaults => TModel.Defaults;

    public override ModelDescription Description => TModel.Description;

    public override IReadOnlyDictionary<string, Tensor> NewWeights(long seed)
    {
        using var model = TModel.Create(seed);
        return Copied(model);
    }

    public override Connection Connect(Workload workload, TrainingOptions options) =>
        Connect(TModel.Create(Workload.Seed), Adopt(workload), options);

    public override double[] FitLosses(Workload workload, TrainingOptions options)
    {
        using var model = TModel.Create(Workload.Seed);
        return [.. Fit(model, workload, options).Epochs.Select(epoch => epoch.TrainLoss)];
    }

    /// <summary>Trainer and loader; model and data are theirs from now on.</summary>
    private protected abstract Connection Connect(TModel model, TDataset data, TrainingOptions options);

    private protected static TDataset Adopt(Workload workload)
    {
        using var rows = workload.ToRows(workload.Rows);
        return TModel.Adopt(rows);
    }

    private protected (TModel, IReadOnlyDictionary<string, Tensor>) Trained(Workload workload, int epochs)
    {
        var model = TModel.Create(Workload.Seed);
        Fit(model, workload, workload.Options with { Epochs = epochs });
        model.eval();
        return (model, Copied(model));
    }

    // Validation is part of Fit; a few rows keep it short.
    private static TrainingResult Fit(TModel model, Workload workload, TrainingOptions options)
    {
        using var train = Adopt(workload);
        using var few = workload.ToRows(Math.Min(workload.Rows, 32));
        using var validation = TModel.Adopt(few);
        return model.Fit(train, validation, options);
    }
}
