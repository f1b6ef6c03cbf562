using FusionDsl.Cli.Progress;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;
using Spectre.Console;

namespace FusionDsl.Cli.Tests.Progress;

public sealed class ProgressTests
{
    private static readonly Evaluation Validation = new Reports.Scores(0.5, Reports.Classifier("Kind", new long[,] { { 3, 1 }, { 0, 4 } }));

    [Fact]
    public void Speed_and_remaining_time_follow_from_what_was_done()
    {
        var pace = new TrainingPace();
        Assert.Null(pace.Remaining);

        pace.Add(new StepProgress(1, 4, Samples: 50, SamplesPerEpoch: 100, TimeSpan.FromSeconds(1)));
        Assert.Equal(50, pace.SamplesPerSecond);
        Assert.Equal(0.125, pace.Fraction);
        Assert.Equal(TimeSpan.FromSeconds(7), pace.Remaining);   // 350 samples at 50 a second.

        pace.Add(Reports.Epoch(1, 4, Validation, samples: 100, training: 2, whole: 4));
        Assert.Equal(50, pace.SamplesPerSecond);
        Assert.Equal(0.25, pace.Fraction);
        Assert.Equal(TimeSpan.FromSeconds(12), pace.Remaining);   // 3 epochs of 4 seconds, validation included.

        pace.Add(new StepProgress(2, 4, Samples: 50, SamplesPerEpoch: 100, TimeSpan.FromSeconds(0.5)));
        Assert.Equal(100, pace.SamplesPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(10), pace.Remaining);

        for (var epoch = 2; epoch <= 4; epoch++) pace.Add(Reports.Epoch(epoch, 4, Validation));
        Assert.Equal((1.0, TimeSpan.Zero), (pace.Fraction, pace.Remaining!.Value));
    }

    [Fact]
    public void Without_a_terminal_there_is_one_line_per_epoch()
    {
        var output = new StringWriter { NewLine = "\n" };
        var answer = new PlainProgress(output).Show(progress =>
        {
            progress.Report(new StepProgress(1, 12, 50, 100, TimeSpan.FromSeconds(1)));
            progress.Report(Reports.Epoch(1, 12, Validation, trainLoss: 1.25));
            progress.Report(Reports.Epoch(2, 12, Validation, trainLoss: 1e-4) with { IsBest = false });
            return 7;
        });
        Assert.Equal(7, answer);
        Assert.Equal(
            "epoch  1/12  loss 1.250  validation loss 0.500  Kind accuracy 0.875  50.0 samples/s  0:44 left  best\n"
            + "epoch  2/12  loss 1.00e-4  validation loss 0.500  Kind accuracy 0.875  50.0 samples/s  0:40 left\n", output.ToString());
    }

    [Theory]
    [InlineData(int.MaxValue, "Kind accuracy 0.875  Late accuracy 0.500  Last accuracy 0.875")]
    [InlineData(40, "Kind accuracy 0.875  Late accuracy 0.500  +1")]
    [InlineData(0, "Kind accuracy 0.875  +2")]
    public void All_heads_are_shown_that_there_is_room_for(int width, string expected)
    {
        var kind = new long[,] { { 3, 1 }, { 0, 4 } };
        var heads = new Reports.Scores(0.5,
            Reports.Classifier("Kind", kind), Reports.Classifier("Late", new long[,] { { 2, 2 }, { 2, 2 } }), Reports.Classifier("Last", kind));
        Assert.Equal(expected, ProgressText.Heads(heads, width));
        var output = new StringWriter { NewLine = "\n" };
        new PlainProgress(output).Report(Reports.Epoch(1, 12, heads));
        Assert.Contains("  Kind accuracy 0.875  Late accuracy 0.500  Last accuracy 0.875  ", output.ToString());
    }

    [Fact]
    public void One_epoch_is_one() => Assert.Equal(("1 epoch", "2 epochs"), (ProgressText.Epochs(1), ProgressText.Epochs(2)));

    [Fact]
    public void On_a_terminal_the_bar_shows_epoch_loss_metric_speed_and_time()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new()
            { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 120;
        var answer = new BarProgress(console).Show(progress =>
        {
            progress.Report(new StepProgress(1, 2, 50, 100, TimeSpan.FromSeconds(1)));
            progress.Report(Reports.Epoch(1, 2, Validation, trainLoss: 1.25));
            progress.Report(Reports.Epoch(2, 2, Validation, trainLoss: 0.75));
            return 7;
        });
        Assert.Equal(7, answer);
        Assert.Contains("epoch 2/2  loss 0.750  Kind accuracy 0.875", output.ToString());
        Assert.Contains("50.0 samples/s  0:00 left", output.ToString());
    }

    [Theory]
    [InlineData(0.4, "0:01")]
    [InlineData(65, "1:05")]
    [InlineData(3723, "1:02:03")]
    public void Time_is_shown_in_minutes_or_hours(double seconds, string expected) =>
        Assert.Equal(expected, ProgressText.Time(TimeSpan.FromSeconds(seconds)));
}
