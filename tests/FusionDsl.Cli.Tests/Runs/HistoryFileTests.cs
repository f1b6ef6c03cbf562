using System.Globalization;
using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Cli.Tests.Runs;

public sealed class HistoryFileTests
{
    [Fact]
    public void It_has_a_line_per_epoch_with_every_metric_of_every_head_in_any_culture()
    {
        using var folder = new Folder();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fi-FI");
            var history = new HistoryFile(folder.In("history.csv"));
            for (var epoch = 1; epoch <= 2; epoch++)
            {
                history.Report(new StepProgress(epoch, 2, 50, 100, TimeSpan.FromSeconds(1)));
                history.Report(
                    Reports.Epoch(epoch, 2, new Reports.Scores(0.25 / epoch, Reports.Classifier("Kind", new long[,] { { 3, 1 }, { 0, 4 } }),
                    new RegressionScore("Size", 0.5, MeanAbsoluteError: 1.5, RootMeanSquareError: 2, R2: double.NaN)),
                    trainLoss: -1.5 / epoch, rate: 2e-4 / epoch));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        // F1 of A is 2·3 / (3 + 4) = 6/7, of B 2·4 / (5 + 4) = 8/9.
        var macro = ((6.0 / 7 + 8.0 / 9) / 2).ToString("R", CultureInfo.InvariantCulture);
        Assert.Equal(
            "epoch,train_loss,validation_loss,validation.Kind.accuracy,validation.Kind.macroF1,"
            + "validation.Size.mae,validation.Size.rmse,validation.Size.r2,learning_rate,seconds\n"
            + $"1,-1.5,0.25,0.875,{macro},1.5,2,,0.0002,4.000\n2,-0.75,0.125,0.875,{macro},1.5,2,,0.0001,4.000\n",
            File.ReadAllText(folder.In("history.csv")));
    }

    [Fact]
    public void Stages_have_a_column_of_their_own()
    {
        using var folder = new Folder();
        var history = new HistoryFile(folder.In("history.csv"));
        var scores = new Reports.Scores(0.5, new RegressionScore("Size", 0.5, MeanAbsoluteError: 1.5, RootMeanSquareError: 2, R2: 0.25));
        history.Report(Reports.Epoch(1, 2, scores) with { Stage = "branches" });
        history.Report(Reports.Epoch(2, 2, scores) with { Stage = "all, \"slowly\"" });
        var lines = File.ReadAllLines(folder.In("history.csv"));
        Assert.StartsWith("epoch,stage,train_loss,", lines[0]);
        Assert.StartsWith("1,branches,", lines[1]);
        Assert.StartsWith("2,\"all, \"\"slowly\"\"\",", lines[2]);
    }

    [Fact]
    public void A_run_that_goes_on_has_the_epochs_of_its_checkpoint_and_no_later_ones()
    {
        using var folder = new Folder();
        var history = new HistoryFile(folder.In("history.csv"));
        var epochs = Enumerable.Range(1, 4).Select(epoch => Reports.Epoch(
            epoch, 4, new Reports.Scores(1.0 / epoch, Reports.Classifier("Kind", new long[,] { { 3, 1 }, { 0, 4 } })))).ToList();
        foreach (var epoch in epochs.Take(3)) history.Report(epoch);
        var whole = File.ReadAllLines(folder.In("history.csv"));

        history.Report(new ResumeReport(3, 4, epochs[..2], Batches: 5));
        Assert.Equal(whole[..3], File.ReadAllLines(folder.In("history.csv")));
        history.Report(epochs[2]);
        Assert.Equal(whole, File.ReadAllLines(folder.In("history.csv")));

        history.Report(new ResumeReport(1, 4, [], Batches: 5));
        Assert.Empty(File.ReadAllBytes(folder.In("history.csv")));
        history.Report(epochs[0]);
        Assert.Equal(whole[..2], File.ReadAllLines(folder.In("history.csv")));
    }
}
