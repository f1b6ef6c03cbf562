using System.Globalization;
using System.Text.Json.Nodes;
using FusionDsl.Cli.Progress;
using FusionDsl.Models;
using Spectre.Console;

namespace FusionDsl.Cli.Commands;

/// <summary>What a model says about one input.</summary>
/// <param name="Input">The file.</param>
/// <param name="Names">What each row is.</param>
/// <param name="Notes">What was odd about reading it.</param>
/// <param name="Rows">Per row, every head's prediction.</param>
internal sealed record Answer(
    string Input, IReadOnlyList<string> Names, IReadOnlyList<string> Notes, IReadOnlyList<IReadOnlyList<HeadPrediction>> Rows);

/// <summary>Predictions as tables for people or as JSON for machines.</summary>
internal static class PredictionReport
{
    public static void Write(Terminal terminal, ModelDescription model, IReadOnlyList<Answer> answers, bool asJson)
    {
        if (asJson)
        {
            terminal.Out.WriteLine(
                new JsonArray([.. answers.Select(answer => (JsonNode)Json(model, answer))]).ToJsonString(ReadableJson.Options));
            foreach (var answer in answers)
                foreach (var note in answer.Notes) terminal.Error.WriteLine($"{answer.Input}: {note}");
            return;
        }
        foreach (var answer in answers)
        {
            var rows = answer.Rows.Count == 1 ? "row" : "rows";
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Input}: {answer.Rows.Count:N0} {rows}"));
            if (answer.Rows.Count > 0) terminal.Write(Table(model, answer));
            foreach (var note in answer.Notes) terminal.Out.WriteLine($"Note: {note}");
        }
    }

    private static Table Table(ModelDescription model, Answer answer)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("row");
        foreach (var head in model.Heads)
        {
            table.AddColumn(new TableColumn(Markup.Escape(head.Name)) { NoWrap = true });
            if (head.Classes.Count > 0) table.AddColumn(new TableColumn("") { NoWrap = true }.RightAligned());
        }
        for (var row = 0; row < answer.Rows.Count; row++)
            table.AddRow([answer.Names[row].EscapeMarkup(), .. answer.Rows[row].SelectMany(Cells)]);
        return table;
    }

    private static IEnumerable<string> Cells(HeadPrediction prediction) => prediction.Class is { } name
        ? [Markup.Escape(name), string.Create(CultureInfo.InvariantCulture, $"{prediction.Confidence * 100:0.0} %")]
        : [string.Join(", ", prediction.Values.Select(value => ProgressText.Number(value)))];

    private static JsonObject Json(ModelDescription model, Answer answer) => new()
    {
        ["input"] = answer.Input,
        ["rows"] = new JsonArray([.. answer.Rows.Select((row, i) => (JsonNode)new JsonObject
        {
            ["name"] = answer.Names[i],
            ["heads"] = new JsonObject(row.Select((prediction, head) =>
                new KeyValuePair<string, JsonNode?>(prediction.Head, Json(model.Heads[head], prediction)))),
        })]),
    };

    private static JsonObject Json(HeadDescription head, HeadPrediction prediction) => prediction.Class is null
        ? new() { ["values"] = new JsonArray([.. prediction.Values.Select(value => (JsonNode)value)]) }
        : new()
        {
            ["class"] = prediction.Class,
            ["confidence"] = prediction.Confidence,
            ["probabilities"] = new JsonObject(prediction.Values.Select((value, i) =>
                new KeyValuePair<string, JsonNode?>(head.Classes[i], value))),
        };
}
