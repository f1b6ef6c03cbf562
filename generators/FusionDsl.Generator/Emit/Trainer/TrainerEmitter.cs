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
            [
                "System", "System.Collections.Generic", "System.Threading", "FusionDsl", "FusionDsl.Models", "FusionDsl.Training",
                "Decisions = FusionDsl.Decisions", "Static = FusionDsl.Training.Static", "TorchSharp", "static TorchSharp.torch",
            ],
            Fit(), Trainer(plan), ReconstructionCode.Error(plan));
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
        /// <param name="resume">
        /// Goes on from there, to the same bits as if training had never stopped: <c>Checkpoint.Newest(folder)</c>, which is null where there
        /// is none yet.
        /// </param>
        /// <exception cref="DivergedException">A loss was NaN or infinite; says in which epoch and step, and where it began.</exception>
        public TrainingResult Fit(
            Dataset train, Dataset validation, TrainingOptions? options = null,
            IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default, Checkpoint? resume = null)
        {
            using var trainer = new Trainer(this, train, options);
            return trainer.Fit(validation, progress, cancellation, resume);
        }
        """;

    private static string Trainer(Plan plan)
    {
        var model = plan.Model;
        var steps = plan.Static;
        var hasStages = StageCode.Has(model);
        return Code.Text(
            $$"""
            /// <summary>The training loop. One trainer, one run.</summary>
            public sealed class Trainer : IDisposable
            {
                private readonly {{model.Name}} _model;
                private readonly Dataset _train;
                private readonly TrainingOptions _options;
                private readonly Loader _batches;
                private readonly FlatParameters _parameters;
                private readonly Optimizer _optimizer;
                private readonly Schedule _schedule;
                private readonly Accumulation _accumulation;
                private readonly GradientClip _clip;
                private readonly LossLog _losses;
                {{BalanceCode.Fields(model)}}
                private readonly StepMemory _memory = new();
                {{(steps is null ? "" : "private readonly StaticStep? _step;  // null: autograd")}}
                {{Code.Lines(LossCode.Own(model).Select(head => $"private readonly ClassificationLoss {LossCode.Field(head)};"))}}
                private int _epoch;

                /// <param name="model">What is trained; stays with the caller.</param>
                /// <param name="train">What is learned; stays with the caller.</param>
                /// <param name="options">Without them <see cref="Defaults"/>.</param>
                public Trainer({{model.Name}} model, Dataset train, TrainingOptions? options = null)
                {
                    _model = model;
                    _train = train;
                    _options = options ?? Defaults;
                    _options.ThrowIfInvalid(smallestBatch: {{(plan.Parts.Any(part => part.NeedsBatch) ? "3" : "1")}}, train.Count{{(model.Train.ModalityDropout > 0 ? ", losesModalities: true" : "")}}{{StageCode.Known(model)}});
                    {{(FitDecisionsEmitter.MostFolds(model) is > 0 and var folds ? $"Decisions::Folds.ThrowIfTooFew(train.Info, {Literal.Of(folds)});" : "")}}
                    _batches = new(train, _options.BatchSize, model.DeviceOf());
                    _parameters = FlatParameters.Of(model);
                    {{(hasStages ? "" : "_parameters.SetRates(_options.LearningRates);")}}
                    _optimizer = Optimizer.Create(_options.Optimizer, _parameters);
                    {{(hasStages ? "_stages = new(_options, model, _parameters, _optimizer, _weights, _batches.BatchesPerEpoch);" : "")}}
                    _schedule = {{(hasStages ? "_stages.Schedule" : "Schedule.Create(_options, _batches.BatchesPerEpoch)")}};
                    _accumulation = new(_options.Accumulate, _parameters);
                    _clip = new(_options, _parameters);
                    _losses = new(_batches.BatchesPerEpoch, _parameters.Device);
                    {{BalanceCode.Construct(plan)}}
                    {{Code.Lines(LossCode.Own(model).Select(head => $"{LossCode.Field(head)} = {LossCode.Create(head)};"))}}
                    {{Code.Lines(model.Modalities.Where(modality => modality.IsFitted).Select(modality => $"model.Parts.{modality.Name}.Fit(train);"))}}
                    {{Code.Lines(model.Decisions.Where(decision => decision.Rule.Fit == DecisionFit.TrainingLabels)
                        .Select(decision => $"model.Parts.{decision.Name}.Fit(train);"))}}
                    {{(steps is null ? "" : StaticConstruct(model))}}
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
                    Gradients = GradientSource.{{(steps is null ? "Autograd" : "Generated")}},
                    Schedule = {{ScheduleCode.Of(model.Train.Schedule)}},
                    Warmup = {{ScheduleCode.Of(model.Train.Warmup)}},
                    ClipNorm = {{(model.Train.ClipNorm is { } norm ? Literal.Of(norm) : "null")}},
                    ClipValue = {{(model.Train.ClipValue is { } value ? Literal.Of(value) : "null")}},
                    Accumulate = {{Literal.Of(model.Train.Accumulate)}},
                    {{(model.Train.ModalityDropout > 0 ? $"ModalityDropout = {Literal.Of(model.Train.ModalityDropout)}," : "")}}
                    {{StageCode.LearningRates(model)}}
                    {{StageCode.Stages(plan)}}
                    {{BalanceCode.Options(model.Train)}}
                };

                {{(FitDecisionsEmitter.IsNeeded(model) ? FitsDecisions : "")}}

                /// <inheritdoc cref="{{model.Name}}.Fit"/>
                public TrainingResult Fit(
                    Dataset validation, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default,
                    Checkpoint? resume = null)
                {
                    if (validation.Count == 0)
                        throw new FusionException("There are no validation samples: they choose the epoch whose weights are kept.");
                    manual_seed(unchecked((long)_options.Seed));
                    var threads = resume?.SetThreads(_options) ?? ChooseThreads();
                    _losses.Clear();
                    using var best = new BestWeights(_model, _parameters, {{(hasStages ? "_stages.Options" : "_options")}}.Patience);
                    var clock = new StepReporter(progress, {{(hasStages ? "_stages" : "_options")}}.Epochs, _batches.SampleCount);
                    var reports = new List<EpochReport>(_options.Epochs);
                    var state = new TrainingState(_model, _optimizer, _losses, best, reports, clock, () => new(_train.Tables, validation.Tables))
                    {
                        Options = _options,
                        Threads = threads,
                        Schedule = _schedule,
                        Network = {{CheckpointCode.Network(model)}},
                        {{CheckpointCode.Scores(model)}},
                        {{(hasStages ? "Stages = _stages," : "")}}
                        {{(BalanceCode.Blends(model) ? "Blending = _blending," : "")}}
                    };
                    if (resume is not null) state.Restore(resume, progress);
                    using var checkpoints = CheckpointWriter.Begin(_options.Checkpoints, state);

                    StopReason stopped;
                    try
                    {
                        {{StageCode.Loop(model, Epochs(plan))}}
                        checkpoints?.Write();
                    }
                    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                    {
                        stopped = StopReason.Cancelled;
                        if (!_accumulation.IsPending) checkpoints?.Write();
                    }
                    finally
                    {
                        best.Restore();
                    }
                    {{(FitDecisionsEmitter.IsNeeded(model) ? FitDecisions : "")}}
                    return new(reports, best.Epoch, stopped, threads);
                }

                /// <summary>
                /// Learns from one batch; where several are to be accumulated, the weights move with the last of them. Its loss goes to the log
                /// and is read with those of the whole epoch.
                /// </summary>
                /// <exception cref="DivergedException">
                /// The loss is NaN or infinite; the weights have not moved. Other devices than the CPU tell at the end of the epoch.
                /// </exception>
                public void Step(in Batch batch)
                {
                    Differentiate(batch);
                    if (_losses.Last is { } loss && !float.IsFinite(loss)) throw Diverged(batch, loss);
                    if (_accumulation.Add(batch.Rows)) Update();
                }

                /// <summary>Frees what the trainer needed; the model stays.</summary>
                public void Dispose()
                {
                    {{(steps is null ? "" : "_step?.Dispose();")}}
                    {{Code.Lines(LossCode.Own(model).Select(head => $"{LossCode.Field(head)}.Dispose();"))}}
                    _memory.Dispose();
                    _losses.Dispose();
                    _accumulation.Dispose();
                    _optimizer.Dispose();
                    _batches.Dispose();
                    _parameters.Dispose();
                }

                // One pass over the training data, or what a checkpoint left of it; gives the mean loss over its samples.
                private double TrainEpoch(int epoch, StepReporter clock, CheckpointWriter? checkpoints, CancellationToken cancellation)
                {
                    _epoch = epoch;
                    {{(hasStages ? "EnterTrainingMode();" : "_model.train();")}}
                    clock.Begin(epoch{{(hasStages ? ", _stages" : "")}});
                    foreach (var batch in _batches.Shuffled(_options.Seed, epoch, skip: _losses.Steps))
                    {
                        // Between the batches of one step of the optimizer a run neither ends nor keeps itself.
                        if (!_accumulation.IsPending) cancellation.ThrowIfCancellationRequested();
                        Step(batch);
                        clock.Step(batch.Rows);
                        if (!_accumulation.IsPending) checkpoints?.WriteIfDue();
                    }
                    if (_accumulation.Finish()) Update();
                    _parameters.ThrowIfDetached();
                    return _losses.Mean(epoch, () => NonFinite.InWeights(_model));
                }

                // The weights move against their gradients, as far as the schedule says.
                private void Update()
                {
                    _clip.Apply();
                    _optimizer.LearningRate = _schedule.RateAt(_optimizer.Steps);
                    _optimizer.Step();
                }

                {{(hasStages ? StageCode.Mode(plan) : "")}}

                {{(StageCode.HasAutoencoders(model) ? ReconstructionCode.Validate : "")}}

                // Forward, loss and gradients; the weights stay as they are.
                private void Differentiate(in Batch batch)
                {
                    {{(steps is null ? "" : StaticDifferentiate(model))}}
                    using var step = _memory.Begin();
                    _parameters.ClearGradients();
                    {{(StageCode.HasAutoencoders(model) ? ReconstructionCode.Differentiate : "")}}
                    {{(model.Train.ModalityDropout > 0 ? Dropout(model) : "using var output = _model.call(batch);")}}
                    {{LossCode.Sum(model.Heads, vary: BalanceCode.WeightsVary(model))}}
                    loss.backward();
                    {{BalanceCode.Apply(plan)}}
                    _losses.Add(loss, batch.Rows);
                }

                // Where it began; the weights are still those that the loss was computed with.
                private DivergedException Diverged(Batch batch, float loss)
                {
                    var cause = _model.FindNonFinite(batch)?.Named(_train.Info, _options.Seed, _epoch, before: _losses.Samples - batch.Rows);
                    return DivergedException.AtStep(_epoch, _losses.Steps, loss, cause);
                }

                // Many small operations are fastest on one thread, large ones on all: a few batches tell.
                private int ChooseThreads()
                {
                    {{(hasStages ? "EnterTrainingMode();" : "_model.train();")}}
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

    private static string Dropout(Model model) => Code.Text(
        $$"""
        // A sample loses modalities by chance, but never all that it has; the weights learn to do without.
        using var left = ModalityDropout.Draw(
            {{string.Join(",\n    ", [.. new[] { "_options.ModalityDropout" }, .. model.Modalities.Select(modality => $"batch.{modality.Name}.Present!")])}});
        using var output = _model.call(batch with
        {
            {{Code.Lines(model.Modalities.Select((modality, i) => $"{modality.Name} = batch.{modality.Name} with {{ Present = left[{i.Invariant()}] }},"))}}
        });
        """);

    // The loop over epochs, and why it ended.
    private static string Epochs(Plan plan)
    {
        var model = plan.Model;
        var hasStages = StageCode.Has(model);
        return Code.Text(
            $$"""
            for (var epoch = reports.Count + 1; epoch <= {{(hasStages ? "_stages.LastEpoch" : "_options.Epochs")}} && !best.IsExhausted(reports.Count); epoch++)
            {
                {{BalanceCode.Begin(model)}}
                var loss = TrainEpoch(epoch, clock, checkpoints, cancellation);
                var trained = clock.Elapsed;
                var scores = {{(StageCode.HasAutoencoders(model) ? "Validate(validation)" : hasStages ? "_stages.Weigh(_model.Evaluate(validation))" : "_model.Evaluate(validation)")}};
                if (!double.IsFinite(scores.Loss))
                    throw DivergedException.AtValidation(epoch, scores.Loss, _model.FindNonFinite(validation));
                var isBest = best.Offer(epoch, scores.Loss);
                _schedule.Observe(_optimizer.Steps, scores.Loss);
                {{Code.Lines(JoiningCode.Judge(plan))}}

                reports.Add(new(
                    epoch, {{(hasStages ? "_stages" : "_options")}}.Epochs, loss, scores, clock.Samples, trained, clock.Elapsed, isBest, _optimizer.LearningRate){{(BalanceCode.WeightsVary(model) ? "" : ");")}}
                {{BalanceCode.Report(model)}}
                _losses.Clear();
                checkpoints?.WriteIfDue();
                progress?.Report(reports[^1]);
            }
            stopped = best.IsExhausted(reports.Count) ? StopReason.NoImprovement : StopReason.AllEpochs;
            """);
    }

    private static string StaticConstruct(Model model) => Code.Text(
        $"""
        if (_options.Gradients == GradientSource.Generated && Static::StaticMemory.Fits(_parameters))
            _step = new({Code.List(["model", "_parameters", "_batches.BatchSize", .. LossCode.Own(model).Select(LossCode.Field)])});
        """);

    private const string FitsDecisions =
        """
        /// <summary>Whether decisions are fitted at the end; not in the copies that are trained for them.</summary>
        internal bool FitsDecisions { get; init; } = true;
        """;

    // Of the best weights; a run that was stopped before all are fitted is not over.
    private const string FitDecisions =
        """
        if (FitsDecisions && !_model.FitDecisions(_train, validation, _options with { Threads = threads }, cancellation))
            stopped = StopReason.Cancelled;
        """;

    private static string StaticDifferentiate(Model model) => Code.Text(
        $$"""
        if (_step is not null{{(StageCode.HasAutoencoders(model) ? " && _stages.Current.Reconstructs is null" : "")}} && batch.Rows <= _batches.BatchSize)
        {
            _losses.Add(_step.Run(batch{{(BalanceCode.WeightsVary(model) ? ", _weights" : "")}}), batch.Rows);
            {{(BalanceCode.Modulates(model) ? "_modulation?.Apply(_step.Confidences(batch));" : "")}}
            return;
        }
        """);

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
