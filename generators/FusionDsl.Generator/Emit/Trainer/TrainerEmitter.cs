using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The training loop, as one would write it by hand.</summary>
internal static class TrainerEmitter
{
    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "Trainer",
            ["System", "System.Collections.Generic", "System.Threading", "FusionDsl", "FusionDsl.Models", "FusionDsl.Native", "FusionDsl.Training", "TorchSharp", "static TorchSharp.torch"],
            Code.Blocks(Fit(), Trainer(plan)));
    }

    private static string Fit() =>
        """
        /// <summary>
        /// Trains on <paramref name="train"/>, stops early by <paramref name="validation"/>, and leaves the best weights in the model.
        /// </summary>
        /// <param name="train">What is learned; preparations are fitted to it and to nothing else.</param>
        /// <param name="validation">Chooses the epoch whose weights are kept.</param>
        /// <param name="options">Without them <see cref="Trainer.Defaults"/>.</param>
        /// <param name="progress">Is told of every epoch, and a few times a second how far it is.</param>
        /// <param name="cancellation">Stops after the running step; the best weights so far are kept.</param>
        /// <exception cref="DivergedException">A loss was NaN or infinite; says in which epoch and step.</exception>
        public TrainingResult Fit(
            Dataset train, Dataset validation, TrainingOptions? options = null,
            IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            using var trainer = new Trainer(this, train, options);
            return trainer.Fit(validation, progress, cancellation);
        }
        """;

    private static string Trainer(Plan plan)
    {
        var model = plan.Model;
        return Code.Text(
            $$"""
            /// <summary>The training loop. One trainer, one run.</summary>
            public sealed class Trainer : IDisposable
            {
                private readonly {{model.Name}} _model;
                private readonly TrainingOptions _options;
                private readonly Loader _batches;
                private readonly FlatParameters _parameters;
                private readonly Optimizer _optimizer;
                private readonly LossLog _losses;

                /// <param name="model">What is trained; stays with the caller.</param>
                /// <param name="train">What is learned; stays with the caller.</param>
                /// <param name="options">Without them <see cref="Defaults"/>.</param>
                public Trainer({{model.Name}} model, Dataset train, TrainingOptions? options = null)
                {
                    TrainingMemory.Keep();
                    _model = model;
                    _options = options ?? Defaults;
                    _options.ThrowIfInvalid(smallestBatch: {{(plan.Parts.Any(part => part.NeedsBatch) ? "3" : "1")}}, train.Count);
                    _batches = new(train, _options.BatchSize, model.DeviceOf());
                    _parameters = FlatParameters.Of(model);
                    _optimizer = Optimizer.Create(_options.Optimizer, _parameters);
                    _losses = new(_batches.BatchesPerEpoch, _parameters.Device);
                    {{Code.Lines(model.Modalities.Where(modality => modality.Standardize).Select(modality => $"model.Parts.{modality.Name}.Fit(train);"))}}
                }

                /// <summary>As declared.</summary>
                public static TrainingOptions Defaults { get; } = new()
                {
                    Epochs = {{Literal.Of(model.Train.Epochs)}},
                    BatchSize = {{Literal.Of(model.Train.BatchSize)}},
                    Optimizer = {{Optimizer(model.Train.Optimizer)}},
                    Patience = {{Literal.Of(model.Train.Patience)}},
                    Seed = {{Literal.Of(model.Train.Seed)}},
                    Threads = {{(model.Train.Threads is { } threads ? Literal.Of(threads) : "null")}},
                };

                /// <inheritdoc cref="{{model.Name}}.Fit"/>
                public TrainingResult Fit(
                    Dataset validation, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
                {
                    if (validation.Count == 0)
                        throw new FusionException("There are no validation samples: they choose the epoch whose weights are kept.");
                    manual_seed((long)_options.Seed);
                    var threads = ChooseThreads();
                    using var best = new BestWeights(_model, _parameters, _options.Patience);
                    var clock = new StepReporter(progress, _options.Epochs, _batches.SampleCount);
                    var reports = new List<EpochReport>(_options.Epochs);
                    var stopped = StopReason.AllEpochs;
                    try
                    {
                        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
                        {
                            var loss = TrainEpoch(epoch, clock, cancellation);
                            var trained = clock.Elapsed;
                            var scores = _model.Evaluate(validation);
                            var isBest = best.Offer(epoch, scores.Loss);

                            reports.Add(new(epoch, _options.Epochs, loss, scores, clock.Samples, trained, clock.Elapsed, isBest));
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

                /// <summary>Learns from one batch. Its loss goes to the log and is read with those of the whole epoch.</summary>
                public void Step(in Batch batch)
                {
                    Differentiate(batch);
                    _optimizer.Step();
                }

                /// <summary>Frees what the trainer needed; the model stays.</summary>
                public void Dispose()
                {
                    _losses.Dispose();
                    _optimizer.Dispose();
                    _batches.Dispose();
                    _parameters.Dispose();
                    TrainingMemory.Release();
                }

                // One pass over the training data; gives the mean loss over its samples.
                private double TrainEpoch(int epoch, StepReporter clock, CancellationToken cancellation)
                {
                    _model.train();
                    _losses.Clear();
                    clock.Begin(epoch);
                    foreach (var batch in _batches.Shuffled(_options.Seed, epoch))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Step(batch);
                        clock.Step(batch.Rows);
                    }
                    _parameters.ThrowIfDetached();
                    return _losses.Mean(epoch);
                }

                // Forward, loss and gradients; the weights stay as they are.
                private void Differentiate(in Batch batch)
                {
                    _parameters.ClearGradients();
                    using var output = _model.call(batch);
                    {{Loss(model.Heads)}}
                    loss.backward();
                    _losses.Add(loss, batch.Rows);
                }

                // Many small operations are fastest on one thread, large ones on all: a few batches tell.
                private int ChooseThreads()
                {
                    _model.train();
                    foreach (var batch in _batches.InOrder())
                        return ThreadProbe.Choose(_options.Threads, _model, _parameters, () =>
                        {
                            _losses.Clear();
                            Differentiate(batch);
                        });
                    throw new FusionException("There are no training samples.");
                }
            }
            """);
    }

    // Intermediate sums are freed by the runtime, so that several heads read like one.
    private static string Loss(EquatableArray<HeadNode> heads)
    {
        string Of(HeadNode head) => $"{head.Name}.Loss(output.{head.Name}, batch.Labels.{head.Name})";
        if (heads.Count == 1 && heads[0].Weight == 1) return $"using var loss = {Of(heads[0])};";
        return Code.Text(
            $"""
            using var loss = TotalLoss.Of(
                {string.Join(",\n", heads.Select(head => $"({Of(head)}, {Literal.Of(head.Weight)})"))});
            """);
    }

    private static string Optimizer(OptimizerSettings optimizer) => optimizer switch
    {
        AdamSettings adam => Code.Call("new AdamOptions",
        [
            $"LearningRate: {Literal.Of(adam.LearningRate)}", $"Beta1: {Literal.Of(adam.Beta1)}", $"Beta2: {Literal.Of(adam.Beta2)}",
            $"Epsilon: {Literal.Of(adam.Epsilon)}",
        ]),
        AdamWSettings adam => Code.Call("new AdamWOptions",
        [
            $"LearningRate: {Literal.Of(adam.LearningRate)}", $"WeightDecay: {Literal.Of(adam.WeightDecay)}", $"Beta1: {Literal.Of(adam.Beta1)}",
            $"Beta2: {Literal.Of(adam.Beta2)}", $"Epsilon: {Literal.Of(adam.Epsilon)}",
        ]),
        SgdSettings sgd => Code.Call("new SgdOptions",
        [
            $"LearningRate: {Literal.Of(sgd.LearningRate)}", $"Momentum: {Literal.Of(sgd.Momentum)}", $"Nesterov: {Literal.Of(sgd.Nesterov)}",
            $"WeightDecay: {Literal.Of(sgd.WeightDecay)}",
        ]),
        _ => throw new InvalidOperationException($"{optimizer.GetType().Name} has no code."),
    };
}
