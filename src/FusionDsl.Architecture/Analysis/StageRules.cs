namespace FusionDsl.Architecture;

/// <summary>Who learns when, and how fast.</summary>
internal static class StageRules
{
    public static void Check(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        foreach (var part in parts.Where(part => part.ParameterCount == 0))
            if (model.Nodes.First(node => node.Name == part.Name) is { LearningRate: not 1 and var factor })
                issues.Add(new(Rule.UselessLearningRate, $"{part.Name}/learningRate", [part.Name, factor.Invariant()]) { Mend = Mend.Removal });

        CheckAutoencoders(model, parts, issues);
        var stages = model.Train.Stages;
        var before = issues.Count;
        if (stages.Count > 0) CheckStages(model, parts, stages, issues);
        // What a stage with a mistake would have trained is not known.
        if (issues.Count == before) CheckTrained(model, parts, issues);
    }

    private static void CheckStages(Model model, IReadOnlyList<PartPlan> parts, EquatableArray<StageSettings> stages, List<Issue> issues)
    {
        // Autoencoders have stages of their own, called like them.
        var own = model.Encoders.Where(node => node.Autoencoder is not null).ToList();
        CheckTrain(model.Train, own, issues);
        for (var i = 0; i < stages.Count; i++)
        {
            var key = $"/stages/{i.Invariant()}";
            if (stages.Take(i).Any(other => other.Name == stages[i].Name) || own.Any(node => node.Name == stages[i].Name))
                issues.Add(new(Rule.DuplicateStage, $"{key}/name", [stages[i].Name]));
            if (CheckNames(model, parts, stages[i], key, issues)) CheckReach(model, parts, stages[i], key, issues);
        }
    }

    private static void CheckTrained(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        var stages = StagePlan.Of(model, parts);
        if (stages.Count == 0) return;
        // Whom an independent fusion keeps from learning has been told already.
        var untrained = parts.Where(part => part.ParameterCount > 0 && !stages.Any(stage => stage.Train.Contains(part.Name))
            && !issues.Any(issue => issue.Rule.Equals(Rule.Untrained) && issue.Key == part.Name)).Select(part => part.Name).ToList();
        if (untrained.Count > 0)
            issues.Add(new(Rule.NeverTrained, untrained[0], [string.Join(", ", untrained)]) { Related = untrained.Skip(1).ToEquatableArray() });
        foreach (var node in model.Encoders.Where(node => node.Autoencoder is { FineTune: true }))
            if (!stages.Any(stage => stage.Reconstructs is null && stage.Train.Contains(node.Name)))
                issues.Add(new(Rule.NeverFineTuned, $"{node.Name}/fineTune", [node.Name]));
    }

    private static void CheckAutoencoders(Model model, IReadOnlyList<PartPlan> parts, List<Issue> issues)
    {
        foreach (var node in model.Encoders.Where(node => node.Autoencoder is not null))
            if (Learning(node.From) is { } learning)
                issues.Add(new(Rule.MovingTarget, $"{node.Name}/reads/0", [node.Name, node.From, learning]));

        // The first node up to this one that has weights.
        string? Learning(string name) => parts.FirstOrDefault(part => part.Name == name) is not { } part ? null
            : part.ParameterCount > 0 ? name : part.Inputs.Select(input => Learning(input.Name)).FirstOrDefault(found => found is not null);
    }

    private static void CheckTrain(TrainSettings train, List<EncoderNode> own, List<Issue> issues)
    {
        Check("epochs", [.. train.Stages.Select(stage => stage.Epochs), .. own.Select(node => node.Autoencoder!.Epochs)]);
        Check("patience", [.. train.Stages.Select(stage => stage.Patience), .. own.Select(node => node.Autoencoder!.Patience)]);

        void Check(string setting, List<int?> values)
        {
            if (train.Written.Contains(setting) && values.All(value => value is not null))
                issues.Add(new(Rule.UselessTrainSetting, $"/train/{setting}", [setting, string.Join(", ", values.Select(value => value!.Value.Invariant()))]) { Mend = Mend.Removal });
        }
    }

    private static bool CheckNames(Model model, IReadOnlyList<PartPlan> parts, StageSettings stage, string key, List<Issue> issues)
    {
        var before = issues.Count;
        var names = parts.Select(part => part.Name).OrderBy(name => name, StringComparer.Ordinal).ToList();
        CheckList("train", stage.Train, names, "encoder, fusion or head");
        CheckList("freeze", stage.Freeze, names, "encoder, fusion or head");
        CheckList("losses", stage.Losses, model.Heads.Select(head => head.Name).ToList(), "head");
        if (stage is { Train.Count: > 0, Freeze.Count: > 0 })
            issues.Add(new(Rule.TrainAndFreeze, $"{key}/freeze", [stage.Name, string.Join(", ", stage.Train), string.Join(", ", stage.Freeze)]));
        return issues.Count == before;

        void CheckList(string list, EquatableArray<string> found, List<string> expected, string what)
        {
            for (var i = 0; i < found.Count; i++)
            {
                var place = $"{key}/{list}/{i.Invariant()}";
                if (!expected.Contains(found[i]))
                    issues.Add(new(Rule.UnknownInStage, place, [stage.Name, found[i], what, Suggestion.For(found[i], expected), string.Join(", ", expected)]) { Mend = Mend.Meant(found[i], expected) });
                else if (found.Take(i).Contains(found[i])) issues.Add(new(Rule.Repeated, place, [found[i], stage.Name]) { Mend = Mend.Removal });
                else if (list == "train" && StagePlan.IsFrozen(model, found[i])) issues.Add(new(Rule.FrozenAutoencoder, place, [stage.Name, found[i]]));
                else if (list != "losses" && !StagePlan.CanTrain(parts.First(part => part.Name == found[i])))
                    issues.Add(new(Rule.NothingToFreeze, place, [stage.Name, found[i], list]) { Mend = Mend.Removal });
            }
        }
    }

    private static void CheckReach(Model model, IReadOnlyList<PartPlan> parts, StageSettings stage, string key, List<Issue> issues)
    {
        var plan = StagePlan.Of(stage, model, parts);
        var learning = plan.Train.Where(name => parts.Any(part => part.Name == name && part.ParameterCount > 0)).ToList();
        var (losses, wished) = (Listed(stage.Losses.Count > 0 ? stage.Losses : plan.Losses), Listed(Wished(model, parts, stage)));
        if (learning.Count == 0)
        {
            var place = stage.Losses.Count > 0 ? $"{key}/losses" : stage.Train.Count > 0 ? $"{key}/train" : stage.Freeze.Count > 0 ? $"{key}/freeze" : key;
            issues.Add(new(Rule.StageTrainsNothing, place, [stage.Name, losses, wished]));
            return;
        }
        for (var i = 0; i < stage.Train.Count; i++)
            if (!plan.Train.Contains(stage.Train[i]))
                issues.Add(new(Rule.TrainedWithoutLoss, $"{key}/train/{i.Invariant()}", [stage.Name, stage.Train[i], losses]));
        var reach = new Reach(model);
        for (var i = 0; i < stage.Losses.Count; i++)
            if (!learning.Any(node => reach.Comes(stage.Losses[i], node)))
                issues.Add(new(Rule.LossWithoutTraining, $"{key}/losses/{i.Invariant()}", [stage.Name, stage.Losses[i], wished]));
    }

    private static EquatableArray<string> Wished(Model model, IReadOnlyList<PartPlan> parts, StageSettings stage) => stage.Train.Count > 0 ? stage.Train
        : parts.Where(part => part.ParameterCount > 0 && !stage.Freeze.Contains(part.Name) && !StagePlan.IsFrozen(model, part.Name)).Select(part => part.Name).ToEquatableArray();

    private static string Listed(EquatableArray<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
