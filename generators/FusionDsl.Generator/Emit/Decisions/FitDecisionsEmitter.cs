using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The last step of training: what decisions learn from what the heads say.</summary>
internal static class FitDecisionsEmitter
{
    /// <summary>Whether there is anything to fit.</summary>
    public static bool IsNeeded(Model model) => ByValidation(model).Any() || HoldsOut(model);

    /// <summary>Whether copies are trained without some of the rows.</summary>
    public static bool HoldsOut(Model model) => MostFolds(model) > 0;

    /// <summary>Into how many folds the training rows have to be dealt; 0: none is held out.</summary>
    public static int MostFolds(Model model) =>
        model.Decisions.Select(decision => decision.Rule).OfType<StackingDecision>().Select(rule => rule.Folds).DefaultIfEmpty(0).Max();

    public static SourceFile Emit(Plan plan)
    {
        var model = plan.Model;
        return SourceFile.Of(
            model, "Fitting",
            [
                "System", "System.Threading", "FusionDsl", "FusionDsl.Models", "FusionDsl.Training", "TorchSharp",
                "Decisions = FusionDsl.Decisions", "static TorchSharp.torch",
            ],
            Code.Text(
                $$"""
                /// <summary>
                /// Fits what decisions learn when their heads are trained; Fit calls it at its end. The heads stay as they are.
                /// </summary>
                /// <param name="train">What the heads have learned from.</param>
                /// <param name="validation">Rows that the heads have not learned.</param>
                /// <param name="options">
                /// How the copies are trained that have not seen a fold; without them <see cref="Trainer.Defaults"/>.
                /// </param>
                /// <param name="cancellation">Stops after the running step.</param>
                /// <returns>False if it was stopped, and a decision is not fitted yet.</returns>
                public bool FitDecisions(
                    Dataset train, Dataset validation, TrainingOptions? options = null, CancellationToken cancellation = default)
                {
                    {{Code.Blocks([.. ByValidation(model).Select(Weigh), .. ByFolds(model).Select(group => Stack(model, [.. group])), "return true;"])}}
                }

                // What the heads say about every row, as in evaluation.
                private void Listen(Dataset data, Action<Batch, Output> listener)
                {
                    var wasTraining = training;
                    eval();
                    try
                    {
                        using var inference = inference_mode();
                        using var batches = new Loader(data, batchSize: 256, this.DeviceOf());
                        foreach (var batch in batches.InOrder())
                        {
                            using var output = call(batch);
                            listener(batch, output);
                        }
                    }
                    finally
                    {
                        train(wasTraining);
                    }
                }
                """));
    }

    private static IEnumerable<DecisionNode> ByValidation(Model model) =>
        model.Decisions.Where(decision => decision.Rule.Fit == DecisionFit.Validation);

    // Decisions with the same folds share their copies.
    private static IEnumerable<IGrouping<(int Folds, string Truth), DecisionNode>> ByFolds(Model model) => model.Decisions
        .Where(decision => decision.Rule is StackingDecision)
        .GroupBy(decision => (((StackingDecision)decision.Rule).Folds, decision.Truth));

    private static string Weigh(DecisionNode decision) => Code.Text(
        $$"""
        // {{decision.Name}} weighs its heads by how well they do on rows that they have not learned.
        using (var opinions = new Decisions::Opinions())
        {
            {{Code.Call("Listen", ["validation", $"(batch, output) => {Hear(decision, "opinions")}"])}};
            {{Names.Field(decision.Name)}}.Fit(opinions);
        }
        """);

    private static string Stack(Model model, IReadOnlyList<DecisionNode> decisions)
    {
        var (folds, truth) = (((StackingDecision)decisions[0].Rule).Folds, decisions[0].Truth);
        var names = Code.List(decisions.Select(decision => decision.Name));
        return Code.Text(
            $$"""
            {{Code.Wrapped("// ", $"{names}: learned from what copies of the model say about rows that they have not seen.")}}
            using (new Decisions::RandomState())
            {
                {{Code.Lines(decisions.Select(decision => $"using var {Local(decision)} = new Decisions::Opinions();"))}}
                options ??= Trainer.Defaults;
                var labels = train.Tables[nameof({{truth}})].Values;
                foreach (var fold in Decisions::Folds.Of(train.Info, labels, count: {{Literal.Of(folds)}}, options.Seed))
                {
                    if (cancellation.IsCancellationRequested) return false;
                    using var learned = train.Pick(fold.Learned);
                    using var heldOut = train.Pick(fold.HeldOut);
                    using var copy = new {{model.Name}}(unchecked((long)fold.Seed)).to(this.DeviceOf());
                    var own = options with { Seed = fold.Seed, Checkpoints = null };
                    using var trainer = new Trainer(copy, learned, own) { FitsDecisions = false };
                    if (trainer.Fit(validation, cancellation: cancellation).Stopped == StopReason.Cancelled) return false;
                    {{Hearing(decisions)}}
                }
                {{Code.Lines(decisions.Select(decision => $"{Names.Field(decision.Name)}.Fit({Local(decision)});"))}}
            }
            """);
    }

    private static string Hearing(IReadOnlyList<DecisionNode> decisions) => decisions.Count == 1
        ? Code.Call("copy.Listen", ["heldOut", $"(batch, output) => {Hear(decisions[0], Local(decisions[0]))}"]) + ";"
        : Code.Text(
            $$"""
            copy.Listen(heldOut, (batch, output) =>
            {
                {{Code.Lines(decisions.Select(decision => Hear(decision, Local(decision)) + ";"))}}
            });
            """);

    private static string Hear(DecisionNode decision, string opinions) =>
        $"{opinions}.Add({Code.List([$"batch.Labels.{decision.Truth}", .. decision.Heads.Select(head => $"output.{head}.Tensor")])})";

    private static string Local(DecisionNode decision) => $"of{decision.Name}";
}
