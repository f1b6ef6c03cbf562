using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>The training loop as generated code writes it, over the parts of the runtime, for the net of <see cref="Nets"/>.</summary>
internal sealed class HandWrittenTrainer : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _model;
    private readonly TrainingOptions _options;
    private readonly (Tensor X, Tensor Y) _train;
    private readonly FlatParameters _parameters;
    private readonly Optimizer _optimizer;
    private readonly Schedule _schedule;
    private readonly Accumulation _accumulation;
    private readonly GradientClip _clip;
    private readonly LossLog _losses;

    public HandWrittenTrainer(nn.Module<Tensor, Tensor> model, (Tensor X, Tensor Y) train, TrainingOptions options)
    {
        options.ThrowIfInvalid(smallestBatch: 3);
        (_model, _train, _options) = (model, train, options);
        _parameters = FlatParameters.Of(model);
        _optimizer = Optimizer.Create(options.Optimizer, _parameters);
        _schedule = Schedule.Create(options, StepsPerEpoch);
        _accumulation = new(options.Accumulate, _parameters);
        _clip = new(options, _parameters);
        _losses = new(StepsPerEpoch, _parameters.Device);
    }

    private int Count => (int)_train.X.shape[0];

    private int StepsPerEpoch => (Count + _options.BatchSize - 1) / _options.BatchSize;

    public TrainingResult Fit(
        (Tensor X, Tensor Y) validation, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        int[] anyRows = [.. Enumerable.Range(0, _options.BatchSize)];
        var threads = ThreadProbe.Choose(_options.Threads, _model, _parameters, () => Differentiate(anyRows));
        using var best = new BestWeights(_model, _parameters, _options.Patience);
        var steps = new StepReporter(progress, _options.Epochs, Count);
        var reports = new List<EpochReport>(_options.Epochs);
        var stopped = StopReason.AllEpochs;
        try
        {
            for (var epoch = 1; epoch <= _options.Epochs; epoch++)
            {
                steps.Begin(epoch);
                var loss = TrainEpoch(epoch, steps, cancellation);
                var training = steps.Elapsed;
                var evaluation = Evaluate(validation);
                var isBest = best.Offer(epoch, evaluation.Loss);
                _schedule.Observe(_optimizer.Steps, evaluation.Loss);

                reports.Add(new(
                    epoch, _options.Epochs, loss, evaluation, steps.Samples, training, steps.Elapsed, isBest, _optimizer.LearningRate));
                progress?.Report(reports[^1]);
                if (best.IsExhausted(epoch))
                {
                    stopped = StopReason.NoImprovement;
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            stopped = StopReason.Cancelled;
        }
        finally
        {
            best.Restore();
        }
        return new(reports, best.Epoch, stopped, threads);
    }

    public Scores Evaluate((Tensor X, Tensor Y) data)
    {
        _model.eval();
        using var noGradients = inference_mode();
        var meter = new ClassificationMeter("Class", ["0", "1", "2", "3"]);
        using var logits = _model.call(data.X);
        using var loss = nn.functional.cross_entropy(logits, data.Y, reduction: nn.Reduction.Sum);
        meter.Add(logits, data.Y, loss);
        var score = meter.Result();
        return new(score.Loss, score);
    }

    public void Dispose()
    {
        _losses.Dispose();
        _accumulation.Dispose();
        _optimizer.Dispose();
    }

    private double TrainEpoch(int epoch, StepReporter steps, CancellationToken cancellation)
    {
        _model.train();
        _losses.Clear();
        var order = Enumerable.Range(0, Count).ToArray();
        new Random((int)_options.Seed * 1000 + epoch).Shuffle(order);
        foreach (var rows in order.Chunk(_options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            Differentiate(rows);
            if (_accumulation.Add(rows.Length)) Update();
            steps.Step(rows.Length);
        }
        if (_accumulation.Finish()) Update();
        return _losses.Mean(epoch);
    }

    private void Update()
    {
        _clip.Apply();
        _optimizer.LearningRate = _schedule.RateAt(_optimizer.Steps);
        _optimizer.Step();
    }

    private void Differentiate(int[] rows)
    {
        using var scope = NewDisposeScope();
        _parameters.ClearGradients();
        var index = tensor(rows.Select(row => (long)row).ToArray());
        var logits = _model.call(_train.X.index_select(0, index));
        var loss = nn.functional.cross_entropy(logits, _train.Y.index_select(0, index));
        loss.backward();
        _losses.Add(loss, rows.Length);
    }

    public sealed record Scores(double Loss, ClassificationScore Class) : Evaluation(Loss)
    {
        public override IReadOnlyList<HeadScore> Heads => [Class];
    }
}
