using FusionDsl.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// All that changes while a model is trained, in one place: a <see cref="CheckpointWriter"/> saves it, <see cref="Restore"/> brings it back.
/// The run goes on in the epoch after those that are reported, behind the batches whose losses are logged.
/// </summary>
public sealed class TrainingState
{
    private const string ModelPrefix = "model.", OptimizerPrefix = "optimizer.", BestPrefix = "best.";
    private const string Random = "random", Losses = "losses", Rows = "rows";

    private readonly nn.Module _model;
    private readonly Optimizer _optimizer;
    private readonly LossLog _losses;
    private readonly BestWeights _best;
    private readonly List<EpochReport> _reports;
    private readonly StepReporter _clock;
    private readonly Lazy<DataFingerprint> _data;

    /// <param name="model">Its weights and buffers.</param>
    /// <param name="optimizer">What moves the weights.</param>
    /// <param name="losses">Of the running epoch.</param>
    /// <param name="best">The best weights so far.</param>
    /// <param name="reports">Of the epochs that are over.</param>
    /// <param name="clock">The time of the running epoch.</param>
    /// <param name="data">Tells the data from others; asked for only where a checkpoint is written or read.</param>
    public TrainingState(
        nn.Module model, Optimizer optimizer, LossLog losses, BestWeights best, List<EpochReport> reports, StepReporter clock,
        Func<DataFingerprint> data)
    {
        (_model, _optimizer, _losses, _best, _reports, _clock) = (model, optimizer, losses, best, reports, clock);
        _data = new(data);
    }

    /// <summary>The options of the run.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Threads of libtorch.</summary>
    public required int Threads { get; init; }

    /// <summary>The layers of the model as text: a model that looks the same is the same.</summary>
    public required string Network { get; init; }

    /// <summary>Makes the model's own kind of evaluation from the scores of its heads.</summary>
    public required Func<IReadOnlyList<HeadScore>, Evaluation> Scores { get; init; }

    /// <summary>The learning rate of every step.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Where the run is among its stages; null where the model has none.</summary>
    public StageSequence? Stages { get; init; }

    /// <summary>What the heads weigh, where that changes; else null.</summary>
    public GradientBlending? Blending { get; init; }

    /// <summary>Epochs that are over, and batches of the one after them.</summary>
    internal (int Epochs, int Batches) Position => (_reports.Count, _losses.Steps);

    /// <summary>The checkpoint that the run went on from; null: it began anew.</summary>
    internal Checkpoint? ResumedFrom { get; private set; }

    /// <summary>Makes everything as it was when the checkpoint was written.</summary>
    /// <param name="checkpoint">Of a run of this model with these options on these data.</param>
    /// <param name="progress">Is told of the epochs that are over, as a <see cref="ResumeReport"/>.</param>
    /// <exception cref="FusionException">
    /// The checkpoint is of another model, of other options or other data; says what differs. Nothing was changed then.
    /// </exception>
    public void Restore(Checkpoint checkpoint, IProgress<TrainingProgress>? progress = null)
    {
        var run = checkpoint.Run;
        using var file = checkpoint.OpenTensors();
        var model = _model.state_dict();
        ResumeRules.ThrowIfOther(checkpoint, file, ModelPrefix, model, this, _data.Value);
        var reports = run.Reports.Select((epoch, i) => Report(epoch, i + 1, checkpoint)).ToList();
        Stages?.Resume(run.Stage, run.StageBeganAfter, _best);
        Blending?.Resume(run.Blending);

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var optimizer = _optimizer.State.Keys.Where(name => file.Entries.ContainsKey(OptimizerPrefix + name))
            .ToDictionary(name => name, name => file.Read(OptimizerPrefix + name));
        _optimizer.Resume(run.OptimizerSteps, optimizer);
        _optimizer.LearningRate = run.LearningRate;
        Schedule.Resume(run.Schedule);
        foreach (var (name, live) in model) live.copy_(file.Read(ModelPrefix + name));
        foreach (var (name, copy) in _best.Tensors) copy.copy_(file.Read(BestPrefix + name));
        _best.Resume(run.BestEpoch, run.BestLoss);
        var losses = file.Read(Losses);
        var rows = file.Read(Rows);
        _losses.Resume(Spans.Floats(losses), Spans.Longs(rows));
        _clock.Resume(Spans.Longs(rows).ToArray().Sum(), run.Elapsed);
        _reports.Clear();
        _reports.AddRange(reports);
        set_rng_state(file.Read(Random));
        ResumedFrom = checkpoint;
        progress?.Report(new ResumeReport(_reports.Count + 1, AllEpochs, [.. _reports], run.Batches) { Stage = Stages?.Name });
    }

    private int AllEpochs => Stages?.Epochs ?? Options.Epochs;

    /// <summary>Writes all of it to a file.</summary>
    internal void Save(string path)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, value) in _model.state_dict()) tensors[ModelPrefix + name] = value;
        foreach (var (name, value) in _optimizer.State) tensors[OptimizerPrefix + name] = value;
        foreach (var (name, value) in _best.Tensors) tensors[BestPrefix + name] = value;
        var (losses, rows) = _losses.Logged();
        tensors[Losses] = tensor(losses);
        tensors[Rows] = tensor(rows);
        tensors[Random] = get_rng_state();
        CheckpointFile.Write(path, tensors, System.Text.Json.JsonSerializer.Serialize(Describe(), SavedRun.Json));
    }

    private SavedRun Describe() => new()
    {
        Model = _model.GetName(),
        Network = Network,
        Options = SettingsText.Of(Options),
        Data = _data.Value.Values,
        Epochs = Options.Epochs,
        Patience = (Stages?.Options ?? Options).Patience,
        Stage = Stages?.Index ?? 0,
        StageBeganAfter = Stages?.BeganAfter ?? 0,
        LastEpoch = Stages?.LastEpoch ?? Options.Epochs,
        HasMoreStages = Stages?.HasMore ?? false,
        Threads = Threads,
        Batches = _losses.Steps,
        Elapsed = _losses.Steps > 0 ? _clock.Elapsed : TimeSpan.Zero,
        OptimizerSteps = _optimizer.Steps,
        LearningRate = _optimizer.LearningRate,
        Schedule = Schedule.State,
        Blending = Blending?.State ?? [],
        BestEpoch = _best.Epoch,
        BestLoss = _best.Lowest,
        Classes = _reports.Count == 0 ? new Dictionary<string, IReadOnlyList<string>>()
            : _reports[0].Validation.Heads.OfType<ClassificationScore>().ToDictionary(score => score.Head, score => score.Classes),
        Reports = [.. _reports.Select(SavedEpoch.Of)],
    };

    private EpochReport Report(SavedEpoch epoch, int number, Checkpoint checkpoint)
    {
        var scores = Scores([.. epoch.Heads.Select(head => head.ToScore(checkpoint.Run.Classes))]);
        if (Stages is not null) scores = Stages.Weigh(scores, epoch.Stage, epoch.Loss);
        // The sum over the heads is the model's own: with other weights of the heads it is another.
        if (!scores.Loss.Equals(epoch.Loss))
            throw new FusionException(FormattableString.Invariant(
                $"'{checkpoint.Path}' is of a model whose heads weigh otherwise: its loss after epoch {number} is {epoch.Loss}, this model's is {scores.Loss}. ")
                + "Go on with the weights of the heads that it was trained with.");
        return new(
            number, Stages is null ? Options.Epochs : epoch.Epochs, epoch.TrainLoss, scores, epoch.Samples, epoch.Training, epoch.Elapsed, epoch.IsBest, epoch.LearningRate)
        {
            Stage = epoch.Stage,
            HeadWeights = epoch.HeadWeights,
        };
    }
}
