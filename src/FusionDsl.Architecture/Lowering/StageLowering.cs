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
            stages.Add(new(
                stage.Text("name")!, stage.Texts("train"), stage.Texts("freeze"), stage.Texts("losses"), stage.OptionalInt("epochs"),
                stage.OptionalReal("learningRate"), stage.OptionalInt("patience")));
        }
        return stages.ToEquatableArray();
    }
}
