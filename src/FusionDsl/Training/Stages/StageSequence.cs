using FusionDsl.Data.Files;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>
/// The stages of a run, one after the other: who learns at present, by which losses, at which rate and for how long. Where the options name
/// none, everything learns at once.
/// </summary>
public sealed class StageSequence
{
    private readonly TrainingOptions _options;
    private readonly nn.Module _model;
    private readonly FlatParameters _parameters;
    private readonly Optimizer _optimizer;
    private readonly LossWeights _losses;
    private readonly int _batchesPerEpoch;
    private readonly IReadOnlyList<TrainingStage> _stages;
    private Schedule _schedule;

    /// <summary>Begins the first stage.</summary>
    /// <param name="options">Of the run; they are checked.</param>
    /// <param name="model">Its children are the nodes that the stages name.</param>
    /// <param name="parameters">Its flat parameters: what does not learn is taken out of their ranges.</param>
    /// <param name="optimizer">Begins anew with every stage.</param>
    /// <param name="losses">How much each head counts.</param>
    /// <param name="batchesPerEpoch">Batches of one pass over the training data.</param>
    /// <exception cref="FusionException">A stage names a node or a head that the model does not have, or trains nothing.</exception>
    public StageSequence(
        TrainingOptions options, nn.Module model, FlatParameters parameters, Optimizer optimizer, LossWeights losses, int batchesPerEpoch)
    {
        (_options, _model, _parameters, _optimizer, _losses) = (options, model, parameters, optimizer, losses);
        _batchesPerEpoch = batchesPerEpoch;
        string[] nodes = [.. model.named_children().Select(child => child.name)];
        _stages = options.Stages.Count > 0 ? options.Stages : [new("", nodes, [.. losses.Heads])];
        foreach (var stage in _stages) ThrowIfUnknown(stage, nodes);
        Schedule = new Following(this);
        _schedule = Begin(0, epochs: 0);
    }

    /// <summary>The running stage.</summary>
    public TrainingStage Current => _stages[Index];

    /// <summary>Its name; null where the run has no stages.</summary>
    public string? Name => _options.Stages.Count > 0 ? Current.Name : null;

    /// <summary>The options of the run, as they are in this stage.</summary>
    public TrainingOptions Options => _options.Of(Current);

    /// <summary>The number of the last epoch of this stage, should it not stop early; epochs are counted over the whole run.</summary>
    public int LastEpoch => BeganAfter + Options.Epochs;

    /// <summary>How many epochs the whole run has at most.</summary>
    public int Epochs => LastEpoch + _stages.Skip(Index + 1).Sum(stage => _options.Of(stage).Epochs);

    /// <summary>The learning rate, stage by stage: in each the schedule runs anew.</summary>
    public Schedule Schedule { get; }

    /// <summary>The place of the stage, counted from 0.</summary>
    internal int Index { get; private set; }

    /// <summary>Epochs that were over when it began.</summary>
    public int BeganAfter { get; private set; }

    /// <summary>Whether others follow.</summary>
    internal bool HasMore => Index + 1 < _stages.Count;

    /// <summary>Puts what does not learn into evaluation mode; to be called when the model was put into training mode.</summary>
    public void Freeze()
    {
        foreach (var (name, child) in _model.named_children())
            if (!Current.Learns(name)) child.eval();
    }

    /// <summary>The scores with the loss that this stage goes by: that of its own heads.</summary>
    public Evaluation Weigh(Evaluation scores) => _losses.Weigh(scores, Current.Losses);

    /// <summary>Puts the best weights of this stage into the model and begins the next one; false if it was the last.</summary>
    /// <param name="best">Forgets the validation losses of this stage.</param>
    /// <param name="epochs">Epochs that are over.</param>
    public bool Next(BestWeights best, int epochs)
    {
        if (!HasMore) return false;
        best.Restore();
        _schedule = Begin(Index + 1, epochs);
        best.Begin(epochs, Options.Patience);
        return true;
    }

    /// <summary>Goes on where another run was.</summary>
    internal void Resume(int index, int beganAfter, BestWeights best)
    {
        _schedule = Begin(index, beganAfter);
        best.Begin(beganAfter, Options.Patience);
    }

    /// <summary>What the scores of an earlier epoch were to its stage.</summary>
    /// <param name="scores">Of the heads.</param>
    /// <param name="name">Of the stage.</param>
    /// <param name="loss">As it was found then: of a reconstruction the heads know nothing.</param>
    internal Evaluation Weigh(Evaluation scores, string? name, double loss)
    {
        var stage = _stages.First(other => name is null || other.Name == name);
        return stage.Reconstructs is null ? _losses.Weigh(scores, stage.Losses) : scores with { Loss = loss };
    }

    private Schedule Begin(int index, int epochs)
    {
        (Index, BeganAfter) = (index, epochs);
        var options = Options;
        // The factors of the nodes hold in every stage; here their names are checked.
        _parameters.SetRates(_options.LearningRates);
        _parameters.SetRates(name => Current.Moves(name) ? NodeRate.FactorOf(_options.LearningRates, name) : 0);
        _optimizer.Restart(options.Optimizer.LearningRate);
        _losses.Begin(Current.Losses);
        return Schedule.Create(options, _batchesPerEpoch);
    }

    private void ThrowIfUnknown(TrainingStage stage, string[] nodes)
    {
        string[] heads = [.. _losses.Heads];
        foreach (var node in stage.Train)
            if (!nodes.Contains(node)) throw Unknown(stage, nameof(stage.Train), node, nodes);
        foreach (var head in stage.Losses)
            if (!heads.Contains(head)) throw Unknown(stage, nameof(stage.Losses), head, heads);
        if (stage.Reconstructs is { } autoencoder && !nodes.Contains(autoencoder)) throw Unknown(stage, nameof(stage.Reconstructs), autoencoder, nodes);
        if (stage.Losses.Count == 0 && stage.Reconstructs is null)
            throw new FusionException($"Training: the stage '{stage.Name}' has no losses, so it learns nothing. Name at least one head.");
    }

    private static FusionException Unknown(TrainingStage stage, string list, string name, string[] expected) => new(
        $"Training: {list} of the stage '{stage.Name}' names '{name}', which the model does not have.{Nearest.Hint(name, expected)} "
        + $"Expected some of: {string.Join(", ", expected)}.");

    private sealed class Following(StageSequence stages) : Schedule
    {
        public override IReadOnlyList<double> State => stages._schedule.State;

        public override double RateAt(long steps) => stages._schedule.RateAt(steps);

        public override void Observe(long steps, double validationLoss) => stages._schedule.Observe(steps, validationLoss);

        public override void Resume(IReadOnlyList<double> state) => stages._schedule.Resume(state);
    }
}
