namespace FusionDsl.Architecture;

/// <summary>The stages of a run, in the order in which they are written.</summary>
internal static class StageLowering
{
    public static EquatableArray<StageSettings> Run(DraftModel draft, LoweringContext context)
    {
        var stages = new List<StageSettings>();
        var calls = draft.Settings.Where(call => call.Name == SettingKind.Stage.Name).ToList();
        for (var i = 0; i < calls.Count; i++)
        {
            var key = $"/stages/{i.Invariant()}";
            context.Locate(key, calls[i].Place);
            if (Binder.Bind(calls[i], SettingKind.Stage, key, context) is not { } stage) continue;
            foreach (var argument in calls[i].Arguments) LocateItems($"{key}/{argument.Name}", argument.Value, context);
            stages.Add(new(
                stage.Text("name")!, stage.Texts("train"), stage.Texts("freeze"), stage.Texts("losses"), stage.OptionalInt("epochs"),
                stage.OptionalReal("learningRate"), stage.OptionalInt("patience")));
        }
        return stages.ToEquatableArray();
    }

    private static void LocateItems(string key, DraftValue value, LoweringContext context)
    {
        for (var i = 0; i < value.Items.Count; i++) context.Locate($"{key}/{i.Invariant()}", value.Items[i].Place);
    }
}
