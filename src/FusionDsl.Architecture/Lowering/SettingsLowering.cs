namespace FusionDsl.Architecture;

/// <summary>Settings of the model as a whole: training, optimizer, data, split.</summary>
internal static class SettingsLowering
{
    private static readonly Keyword[] OfModels = [.. Catalogue.Settings, .. Catalogue.Optimizers, .. Catalogue.Schedules];

    public static (TrainSettings Train, DataSettings? Data) Run(DraftModel draft, IReadOnlyList<Node> nodes, LoweringContext context)
    {
        var calls = new Dictionary<string, (DraftCall Call, Arguments? Arguments)>(StringComparer.Ordinal);
        foreach (var call in draft.Settings)
        {
            if (OfModels.FirstOrDefault(setting => setting.Name == call.Name) is not { } keyword)
                context.Report(Rule.Misplaced, call.Place, call.Name, $"the model '{draft.Name}'", string.Join(", ", OfModels.Select(setting => setting.Name)));
            else if (call.Name == SettingKind.Stage.Name) continue;
            else if (calls.TryGetValue(call.Name, out var first)) context.Report(Rule.Repeated, call.Place, first.Call.Place, call.Name, draft.Name);
            else
            {
                var key = "/" + keyword.Key;
                context.Locate(key, call.Place);
                calls.Add(call.Name, (call, Binder.Bind(call, keyword, key, context)));
            }
        }
        return (LowerTrain(draft, calls, context), LowerData(draft, nodes, calls, context));
    }

    private static TrainSettings LowerTrain(DraftModel draft, Dictionary<string, (DraftCall Call, Arguments? Arguments)> calls, LoweringContext context)
    {
        var optimizers = draft.Settings.Where(call => Catalogue.Optimizers.Any(kind => kind.Name == call.Name)).ToList();
        if (optimizers.Count > 1 && optimizers[0].Name != optimizers[1].Name)
            context.Report(Rule.SeveralOptimizers, optimizers[1].Place, optimizers[0].Place, draft.Name, optimizers[0].Name, optimizers[1].Name);
        var optimizer = optimizers.Count == 0 ? new AdamSettings(1e-3, 0.9, 0.999, 1e-8) : LowerOptimizer(optimizers[0].Name, calls[optimizers[0].Name].Arguments);
        var schedules = draft.Settings.Where(call => Catalogue.Schedules.Any(kind => kind.Name == call.Name)).ToList();
        if (schedules.Count > 1 && schedules[0].Name != schedules[1].Name)
            context.Report(Rule.SeveralSchedules, schedules[1].Place, schedules[0].Place, draft.Name, schedules[0].Name, schedules[1].Name);
        var schedule = schedules.Count == 0 ? null : LowerSchedule(schedules[0].Name, calls[schedules[0].Name].Arguments);
        var warmup = calls.TryGetValue("Warmup", out var rise) ? rise.Arguments : null;
        var train = calls.TryGetValue("Train", out var given) && given.Arguments is { } arguments ? arguments : new(SettingKind.Train);
        return new(
            train.Int("epochs"), train.Int("batchSize"), train.Int("patience"), train.Int("seed"), train.OptionalInt("threads"),
            optimizer ?? new AdamSettings(1e-3, 0.9, 0.999, 1e-8), schedule, warmup is null ? null : new(warmup.OptionalInt("steps"), warmup.OptionalInt("epochs")),
            train.OptionalReal("clipNorm"), train.OptionalReal("clipValue"), train.Int("accumulate"))
        {
            ModalityDropout = calls.TryGetValue("ModalityDropout", out var dropout) ? dropout.Arguments?.Real("probability") ?? 0 : 0,
            Stages = StageLowering.Run(draft, context),
            BlendEvery = calls.TryGetValue("GradientBlending", out var blending) ? blending.Arguments?.OptionalInt("every") : null,
            Modulation = calls.TryGetValue("OgmGe", out var modulation) && modulation.Arguments is { } ogm ? new(ogm.Real("alpha"), ogm.Flag("noise")) : null,
            Written = new[] { "epochs", "patience" }.Where(train.Has).ToEquatableArray(),
        };
    }

    private static OptimizerSettings? LowerOptimizer(string name, Arguments? arguments) => (name, arguments) switch
    {
        (_, null) => null,
        ("Adam", _) => new AdamSettings(arguments.Real("learningRate"), arguments.Real("beta1"), arguments.Real("beta2"), arguments.Real("epsilon")),
        ("AdamW", _) => new AdamWSettings(
            arguments.Real("learningRate"), arguments.Real("weightDecay"), arguments.Real("beta1"), arguments.Real("beta2"), arguments.Real("epsilon")),
        _ => new SgdSettings(arguments.Real("learningRate"), arguments.Real("momentum"), arguments.Flag("nesterov"), arguments.Real("weightDecay")),
    };

    private static ScheduleSettings? LowerSchedule(string name, Arguments? arguments) => (name, arguments) switch
    {
        (_, null) => null,
        ("StepSchedule", _) => new StepScheduleSettings(arguments.Int("every"), arguments.Real("factor")),
        ("CosineSchedule", _) => new CosineScheduleSettings(arguments.Real("minimum")),
        ("OneCycleSchedule", _) => new OneCycleScheduleSettings(
            arguments.Real("maximum"), arguments.Real("rise"), arguments.Real("finalFactor"), arguments.Flag("linear")),
        _ => new PlateauScheduleSettings(arguments.Real("factor"), arguments.Int("patience"), arguments.Real("threshold"), arguments.Real("minimum")),
    };

    private static DataSettings? LowerData(
        DraftModel draft, IReadOnlyList<Node> nodes, Dictionary<string, (DraftCall Call, Arguments? Arguments)> calls, LoweringContext context)
    {
        var data = calls.TryGetValue("Data", out var givenData) ? givenData.Arguments : null;
        var split = calls.TryGetValue("Split", out var givenSplit) ? givenSplit.Arguments : null;
        if (nodes.All(node => SourceOf(node) is null))
        {
            // The sources may be those of nodes that are broken.
            if (draft.IsBroken || nodes.Count < draft.Nodes.Count) return null;
            if (data is not null) context.Report(Rule.NoSources, givenData.Call.Place, Mend.Removal, "Data");
            else if (split is not null) context.Report(Rule.NoSources, givenSplit.Call.Place, Mend.Removal, "Split");
            return null;
        }
        if (split is not null) CheckFixedSplit(givenSplit.Call, split, context);
        split ??= new(SettingKind.Split);
        return new(
            data?.Text("key"), data?.Text("reader"), LowerMemory(givenData.Call, data?.Text("memory"), context),
            new(split.Real("validation"), split.Real("test"), split.Text("stratify"), split.Text("group"), split.Text("column"), split.Int("seed")));
    }

    private static long? LowerMemory(DraftCall call, string? text, LoweringContext context)
    {
        if (text is null) return null;
        if (MemorySize.Parse(text) is { } bytes) return bytes;
        context.Report(Rule.WrongMemory, call.Arguments.First(argument => argument.Name == "memory").Value.Place, text);
        return null;
    }

    // Where a column says it, nothing is left to chance.
    private static void CheckFixedSplit(DraftCall call, Arguments split, LoweringContext context)
    {
        if (!split.Has("column")) return;
        var column = call.Arguments.First(argument => argument.Name == "column").NamePlace;
        foreach (var argument in call.Arguments.Where(argument => argument.Name != "column"))
            context.Report(Rule.SplitConflict, argument.Value.Place, column, Mend.Removal, argument.Name ?? SettingKind.Split.Parameters[0].Name);
    }

    public static SourceSettings? SourceOf(Node node) => node switch
    {
        ModalityNode modality => modality.Source,
        HeadNode head => head.Source,
        _ => null,
    };
}
