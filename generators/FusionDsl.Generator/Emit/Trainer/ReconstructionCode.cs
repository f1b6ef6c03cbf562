using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The stages in which autoencoders learn, in C#.</summary>
internal static class ReconstructionCode
{
    /// <summary>The gradients of such a stage.</summary>
    public const string Differentiate =
        """
        if (_stages.Current.Reconstructs is { } autoencoder)
        {
            using var error = _model.ReconstructionError(autoencoder, batch, isTraining: true);
            error.backward();
            _losses.Add(error, batch.Rows);
            return;
        }
        """;

    /// <summary>The method that looks at the validation data after an epoch.</summary>
    public const string Validate =
        """
        // Of the heads; while an autoencoder learns, the loss is what it cannot make again.
        private Evaluation Validate(Dataset validation)
        {
            var scores = _model.Evaluate(validation);
            if (_stages.Current.Reconstructs is not { } autoencoder) return _stages.Weigh(scores);
            _model.eval();
            using var inference = inference_mode();
            using var batches = new Loader(validation, _options.BatchSize, _parameters.Device);
            var sum = 0.0;
            foreach (var batch in batches.InOrder())
            {
                using var error = _model.ReconstructionError(autoencoder, batch, isTraining: false);
                sum += error.ToDouble() * batch.Rows;
            }
            return scores with { Loss = sum / validation.Count };
        }
        """;

    /// <summary>The error of each autoencoder on a batch; empty where there are none.</summary>
    public static string Error(Plan plan)
    {
        var autoencoders = plan.Model.Encoders.Where(encoder => encoder.Autoencoder is not null).ToList();
        return autoencoders.Count == 0 ? "" : Code.Text(
            $$"""
            // What an autoencoder cannot make again of a batch: the mean squared error. In training there may be noise on what it reads.
            private Tensor ReconstructionError(string autoencoder, in Batch batch, bool isTraining)
            {
                switch (autoencoder)
                {
                    {{Code.Lines(autoencoders.Select(node => Case(plan, node)))}}
                    default:
                        throw new FusionException($"'{autoencoder}' is no autoencoder of this model. Expected one of: {{string.Join(", ", autoencoders.Select(node => node.Name))}}.");
                }
            }
            """);
    }

    private static string Case(Plan plan, EncoderNode node)
    {
        var steps = Needed(plan, node.From);
        var source = steps.Count > 0 ? Names.Local(node.From) : $"batch.{node.From}";
        var noise = node.Autoencoder!.Noise == 0 ? "" : $", noise: isTraining ? {Literal.Of(node.Autoencoder.Noise)} : 0";
        return Code.Text(
            $$"""
            case nameof({{node.Name}}):
            {
                {{Code.Commented(steps.Select(step => ($"using var {Names.Local(step.Node)} = {step.Call};", step.Shape)))}}
                return {{Names.Field(node.Name)}}.ReconstructionError({{source}}{{noise}});
            }
            """);
    }

    // The steps of the forward pass that make a node, in their order.
    private static List<ForwardStep> Needed(Plan plan, string node)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        Want(node);
        return [.. ForwardSteps.Of(plan).Where(step => wanted.Contains(step.Node))];

        void Want(string name)
        {
            if (!wanted.Add(name)) return;
            foreach (var read in plan.Model.Nodes.First(other => other.Name == name).Reads) Want(read);
        }
    }
}
