using System.Globalization;
using FusionDsl.Cli.Disturbances;
using FusionDsl.Cli.Models;
using FusionDsl.Cli.Progress;
using FusionDsl.Models;
using FusionDsl.Training;
using Spectre.Console;

namespace FusionDsl.Cli.Commands;

/// <summary>Tests under several conditions as tables for people: one per head.</summary>
internal sealed class JudgementReport(Terminal terminal)
{
    public void Write(ModelDescription model, Judgement judgement, ulong seed)
    {
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model.Name}: {judgement.Rows:N0} test rows; in brackets the difference to the intact data"));
        for (var head = 0; head < judgement.Scores[0].Scores.Heads.Count; head++) terminal.Write(Table(judgement, head));
        foreach (var note in Notes(judgement, seed)) terminal.Out.WriteLine($"Note: {note}");
    }

    /// <summary>What the words of the table mean, where they are in it.</summary>
    public static IEnumerable<string> Notes(Judgement judgement, ulong seed)
    {
        List<Disturbance> all = [.. judgement.Scores.SelectMany(one => one.Condition.Disturbances)];
        if (all.Exists(one => one is Removed))
            yield return "removed: a model made for absence takes its trained tokens, any other one sees zeros behind the preparations.";
        if (all.Exists(one => one is Zeroed)) yield return "zeroed: the numbers are 0 in the data, before the preparations.";
        if (all.Exists(one => one is Noised { Vocabulary: null }))
            yield return $"noised: normal noise of σ times the deviation of each feature or channel in the training rows; seed {seed}.";
        if (all.Exists(one => one is Noised { Vocabulary: not null }))
            yield return $"noised tokens: each is replaced, with probability σ, by any of the vocabulary; seed {seed}.";
    }

    private static Table Table(Judgement judgement, int head)
    {
        var intact = judgement.Scores[0].Scores.Heads[head];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(Markup.Escape(intact.Head)) { NoWrap = true });
        foreach (var name in intact.Metrics.Keys.Append("loss")) table.AddColumn(new TableColumn(name) { NoWrap = true }.RightAligned());
        foreach (var (condition, scores) in judgement.Scores)
            table.AddRow([Markup.Escape(condition.Title), .. Cells(intact, scores.Heads[head], condition.Disturbances.Count > 0)]);
        return table;
    }

    private static IEnumerable<string> Cells(HeadScore intact, HeadScore now, bool isDisturbed)
    {
        foreach (var (name, value) in now.Metrics) yield return Cell(intact.Metrics[name], value, isDisturbed);
        yield return Cell(intact.Loss, now.Loss, isDisturbed);
    }

    private static string Cell(double intact, double now, bool isDisturbed)
    {
        return isDisturbed ? $"{ProgressText.Number(now)} ({Difference(now - intact)})" : ProgressText.Number(now);
    }

    /// <summary><c>−0.123</c>; <c>±0.000</c> where it is too small to see.</summary>
    public static string Difference(double difference)
    {
        var text = ProgressText.Number(Math.Round(Math.Abs(difference), 3));
        return (text == "0.000" ? "±" : double.IsNaN(difference) ? "" : difference < 0 ? "−" : "+") + text;
    }
}
