using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>Who learns when and how fast, in C#: options, and what the trainer of a model with stages has beside the others.</summary>
internal static class StageCode
{
    /// <summary>Whether a model has stages. One without has a trainer that knows nothing of them.</summary>
    public static bool Has(Model model) => model.Train.Stages.Count > 0 || HasAutoencoders(model);

    /// <summary>What the trainer knows of, for the check of its options.</summary>
    public static string Known(Model model) =>
        (Has(model) ? ", hasStages: true" : "") + (BalanceCode.Blends(model) ? ", hasBlending: true" : "") + (BalanceCode.Modulates(model) ? ", hasModulation: true" : "");

    /// <summary>Whether some nodes learn to reconstruct before all else.</summary>
    public static bool HasAutoencoders(Model model) => model.Encoders.Any(encoder => encoder.Autoencoder is not null);

    /// <summary>Whether steps that were generated have to be told of a stage, because some do something else in evaluation.</summary>
    public static bool HasModes(Plan plan) => Has(plan.Model) && plan.Static is { } steps && steps.Steps.Any(step => step.HasModes);

    /// <summary>The factors of the learning rate that were declared; empty where none was.</summary>
    public static string LearningRates(Model model)
    {
        var rates = model.Nodes.Where(node => node.LearningRate != 1).Select(node => $"new NodeRate(nameof({node.Name}), {Literal.Of(node.LearningRate)})").ToList();
        return rates.Count == 0 ? "" : $"LearningRates = [{Code.List(rates)}],";
    }

    /// <summary>The stages, with all that follows from the graph; empty where there are none.</summary>
    public static string Stages(Plan plan) => !Has(plan.Model) ? "" : Code.Text(
        $"""
        Stages =
        [
            {Code.Lines(plan.Stages.Select(Stage))}
        ],
        """);

    /// <summary>The epochs of a run: of each stage, where there are any.</summary>
    /// <param name="epochs">The loop over epochs, and why it ended.</param>
    public static string Loop(Model model, string epochs) => !Has(model) ? epochs : Code.Text(
        $$"""
        do
        {
            {{epochs}}
        }
        while (_stages.Next(best, reports.Count));
        """);

    /// <summary>The method that puts those that learn into training mode.</summary>
    public static string Mode(Plan plan) => Code.Text(
        $$"""
        // Who does not learn in this stage is as in evaluation: a BatchNorm keeps its statistics, nothing is dropped.
        private void EnterTrainingMode()
        {
            _model.train();
            _stages.Freeze();
            {{(HasModes(plan) ? "_step?.Begin(_stages.Current);" : "")}}
        }
        """);

    private static string Stage(StagePlan stage)
    {
        var settings = stage.Settings;
        var own = Code.List(new[]
        {
            stage.Reconstructs is { } node ? $"Reconstructs = nameof({node})" : "",
            settings.Epochs is { } epochs ? $"Epochs = {Literal.Of(epochs)}" : "",
            settings.LearningRate is { } rate ? $"LearningRate = {Literal.Of(rate)}" : "",
            settings.Patience is { } patience ? $"Patience = {Literal.Of(patience)}" : "",
        }.Where(text => text.Length > 0));
        var call = Code.Call("new TrainingStage", [Literal.Of(settings.Name), $"Train: {Names(stage.Train)}", $"Losses: {Names(stage.Losses)}"]);
        if (own.Length == 0) return $"{call},";
        // In one line where that is short enough to read.
        return call.Length + own.Length <= 100 && !call.Contains('\n') ? $"{call} {{ {own} }}," : $"{call}\n{{\n    {own},\n}},";
    }

    private static string Names(EquatableArray<string> nodes)
    {
        var names = nodes.Select(node => $"nameof({node})").ToList();
        var line = $"[{Code.List(names)}]";
        return line.Length <= 100 ? line : $"\n    [\n        {string.Join(",\n        ", names)},\n    ]";
    }
}
