using FusionDsl.Cli.Correlations;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Data;
using FusionDsl.Models;
using FusionDsl.Training;
using TorchSharp;

namespace FusionDsl.Cli.Models;

/// <inheritdoc cref="IModel"/>
/// <param name="seed">Takes the place of the declared one; null: it stays.</param>
internal sealed class Model<TModel, TDataset>(ulong? seed) : IModel
    where TModel : torch.nn.Module, IFusionModel<TModel, TDataset>
    where TDataset : class, IDataset<TDataset>
{
    // Made when it is needed: what a spec declares can be shown without libtorch.
    private readonly Lazy<TModel> _model = new(() => TModel.Create(unchecked((long)(seed ?? TModel.Defaults.Seed))));

    public ModelDescription Description => TModel.Description;

    public TrainingOptions Defaults => seed is { } other ? TModel.Defaults with { Seed = other } : TModel.Defaults;

    public DataPlan? Data => TModel.Data;

    public Outcome Train(
        LoadedRows rows, SplitPlan split, CheckpointOptions? checkpoints, Checkpoint? resume, IProgress<TrainingProgress> progress,
        CancellationToken cancellation)
    {
        using var all = TModel.Adopt(rows);
        using var parts = all.Split(split);
        var model = _model.Value;
        var result = model.Fit(
            parts.Train, parts.Validation, Defaults with { Checkpoints = checkpoints }, progress, cancellation, resume);
        return new(
            result, Scored(model, parts.Train), Scored(model, parts.Validation), Scored(model, parts.Test),
            all.Count - parts.Train.Count - parts.Validation.Count - parts.Test.Count);
    }

    public Judgement Judge(LoadedRows rows, SplitPlan split, Conditions conditions, ulong seed)
    {
        using var all = TModel.Adopt(rows);
        using var parts = all.Split(split);
        if (parts.Test.Count == 0)
            throw new FusionException("The split leaves no rows for the test. Set data.split.test, or give rows the part 'test'.");
        var model = _model.Value;
        var broken = new DisturbedRows(parts.Test.Tables, parts.Train.Tables, model, seed);
        return new(parts.Test.Count, [.. conditions(broken).Select(condition =>
        {
            using var under = broken.Under(condition);
            using var data = TModel.Adopt(under);
            return (condition, model.Score(data));
        })]);
    }

    public ModalityViews View(LoadedRows rows, SplitPlan split, int most, ulong seed)
    {
        using var all = TModel.Adopt(rows);
        using var parts = all.Split(split);
        var train = parts.Train.Tables;
        var complete = Complete(train);
        var order = new long[complete.Length];
        Shuffle.Fill(order, seed, epoch: 0);
        var some = train.Pick(complete.Length <= most ? complete : [.. order[..most].Select(row => complete[row])]);
        using var looked = new LoadedRows(some.Nodes.ToDictionary(node => node, node => some[node]), some.Info);
        using var seen = TModel.Adopt(looked);
        var prepared = _model.Value.Prepare(parts.Train, seen);
        try
        {
            return ModalityViews.Of(train.Count, complete.Length, prepared, Data!);
        }
        finally
        {
            foreach (var values in prepared.Values) values.Dispose();
        }
    }

    public IReadOnlyList<IReadOnlyList<HeadPrediction>> Predict(LoadedRows rows) => rows.Count == 0 ? [] : _model.Value.Predict(rows);

    public void Save(string path) => Weights.Save(_model.Value, path, new Dictionary<string, string> { ["model"] = Description.Name });

    public void Load(string path) => Weights.Load(_model.Value, path);

    public void Dispose()
    {
        // Both of its bases can dispose; the module's own is the one that frees the weights.
        if (_model.IsValueCreated) ((IDisposable)_model.Value).Dispose();
    }

    // The rows that have every modality: of the others there is nothing to compare.
    private static long[] Complete(Tables tables)
    {
        using var scope = torch.NewDisposeScope();
        var there = torch.ones(tables.Count, dtype: torch.ScalarType.Bool);
        foreach (var presence in TModel.Data!.Sources.Select(source => Presence.Of(source.Node)).Where(tables.Has))
            there.logical_and_(tables[presence].Values);
        return [.. there.data<bool>().Select((isThere, row) => isThere ? row : -1L).Where(row => row >= 0)];
    }

    private static ScoredPart Scored(TModel model, TDataset part) => new(part.Count, part.Count == 0 ? null : model.Score(part));
}
