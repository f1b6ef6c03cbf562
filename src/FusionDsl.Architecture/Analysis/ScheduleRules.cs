namespace FusionDsl.Architecture;

/// <summary>Schedules, warm-ups and clipping that do not go with the rest. TrainingOptions checks the same at run time.</summary>
internal static class ScheduleRules
{
    public static void Check(Model model, List<Issue> issues)
    {
        var (train, before) = (model.Train, issues.Count);
        var autoencoders = model.Encoders.Where(node => node.Autoencoder is not null)
            .Select(node => (node.Name, Train: train with { Epochs = node.Autoencoder!.Epochs ?? train.Epochs, Patience = node.Autoencoder.Patience ?? train.Patience }));
        if (train.Stages.Count == 0) Check(train, "", issues);
        // A schedule runs anew in every stage; the first that it does not fit is enough to tell.
        foreach (var (stage, settings) in autoencoders.Concat(train.Stages.Select(stage => (stage.Name, Train: train.Of(stage)))))
        {
            if (issues.Count > before) break;
            Check(settings, $" in stage '{stage}'", issues);
        }
        if (train.ClipNorm is { } norm && train.ClipValue is { } value)
            issues.Add(new(Rule.SeveralClips, "/train/clipValue", [norm.Invariant(), value.Invariant()]));
    }

    private static void Check(TrainSettings train, string where, List<Issue> issues)
    {
        CheckRate(train, where, issues);
        if (train.Schedule is PlateauScheduleSettings plateau && train.Patience > 0 && plateau.Patience >= train.Patience)
            issues.Add(new(Rule.PlateauTooPatient, "/plateauSchedule/patience", [plateau.Patience.Invariant(), train.Patience.Invariant(), where]));
        if (train.Warmup is { } warmup) CheckWarmup(warmup, train, where, issues);
    }

    private static void CheckRate(TrainSettings train, string where, List<Issue> issues)
    {
        var (key, name, rate) = train.Schedule switch
        {
            CosineScheduleSettings cosine => ("/cosineSchedule/minimum", "CosineSchedule", cosine.Minimum),
            PlateauScheduleSettings plateau => ("/plateauSchedule/minimum", "PlateauSchedule", plateau.Minimum),
            OneCycleScheduleSettings cycle => ("/oneCycleSchedule/maximum", "OneCycleSchedule", cycle.Maximum),
            _ => ("", "", double.NaN),
        };
        var (isAbove, start) = (train.Schedule is OneCycleScheduleSettings, train.Optimizer.LearningRate);
        if (name.Length == 0 || (isAbove ? rate > start : rate < start)) return;
        issues.Add(new(Rule.ScheduleRate, key,
            [isAbove ? "maximum" : "minimum", name, rate.Invariant(), isAbove ? "above" : "below", NameOf(train.Optimizer) + where, start.Invariant()]));
    }

    private static void CheckWarmup(WarmupSettings warmup, TrainSettings train, string where, List<Issue> issues)
    {
        if (warmup.Steps is null == warmup.Epochs is null)
            issues.Add(new(Rule.WarmupLength, "/warmup", [warmup.Steps is null ? "neither" : "both"]));
        else if (train.Schedule is OneCycleScheduleSettings)
            issues.Add(new(Rule.WarmupOfOneCycle, "/warmup", ["OneCycleSchedule", "Warmup"]) { Mend = Mend.Removal });
        else if (warmup.Epochs >= train.Epochs)
            issues.Add(new(Rule.WarmupTooLong, "/warmup/epochs", [warmup.Epochs.Value.Invariant(), train.Epochs.Invariant(), where]));
    }

    private static string NameOf(OptimizerSettings optimizer) => optimizer.GetType().Name.Replace("Settings", "");
}
