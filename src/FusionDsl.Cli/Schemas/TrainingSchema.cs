using System.Text.Json.Nodes;
using FusionDsl.Architecture;
using static FusionDsl.Cli.Schemas.SpecSchema;

namespace FusionDsl.Cli.Schemas;

/// <summary>The sections <c>train:</c> and <c>data:</c> as JSON schema.</summary>
internal static class TrainingSchema
{
    public static JsonObject Train() => KeywordSchema.Map(
    [
        .. KeywordSchema.Parameters(SettingKind.Train),
        .. Catalogue.Training.Select(keyword => Entry(keyword.Key, KeywordSchema.Call(keyword))),
        Entry(SettingKind.Stage.Key, Described("Parts of the run, in order.", new()
        {
            ["type"] = "array", ["minItems"] = 1, ["items"] = Reference("stage"),
        })),
    ]);

    public static JsonObject Stage() => Described(
        SettingKind.Stage.Summary, KeywordSchema.Map(KeywordSchema.Parameters(SettingKind.Stage), KeywordSchema.Required(SettingKind.Stage)));

    public static JsonObject Data() => KeywordSchema.Map(
    [
        .. KeywordSchema.Parameters(SettingKind.Data),
        Entry("sources", Described("Where the values of modalities and the labels of heads are, by node.", Named("source"))),
        // A number alone could be the part for training as well as that for validation: the generator does not take it.
        Entry(SettingKind.Split.Key, Described(SettingKind.Split.Summary, KeywordSchema.Map(KeywordSchema.Parameters(SettingKind.Split)))),
    ]);

    /// <summary>One column is called <c>column</c>, several <c>columns</c>.</summary>
    public static JsonObject Source()
    {
        var columns = SettingKind.Source.Find("columns")!;
        var schema = Described(SettingKind.Source.Summary, KeywordSchema.Map(
            [
                .. KeywordSchema.Parameters(SettingKind.Source),
                Entry("column", ParameterSchema.Of(columns with { Summary = "The one column." })),
            ], KeywordSchema.Required(SettingKind.Source).Except([columns.Name])));
        schema["oneOf"] = new JsonArray(
            [.. new[] { "column", "columns" }.Select(key => new JsonObject { ["required"] = KeywordSchema.Strings([key]) })]);
        return schema;
    }
}
