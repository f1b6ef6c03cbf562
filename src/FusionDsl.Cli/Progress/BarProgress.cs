using FusionDsl.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FusionDsl.Cli.Progress;

/// <summary>A bar with epoch, loss, a metric of every head that there is room for, speed and remaining time.</summary>
internal sealed class BarProgress(IAnsiConsole console) : IProgressDisplay
{
    // What stands beside the bar, in a line of 80.
    private const int WidthOfTexts = 90;

    // What stands in the line beside the heads, with the shortest bar.
    private const int WidthOfOthers = 70;

    public T Show<T>(Func<IProgress<TrainingProgress>, T> training)
    {
        var receiver = new Receiver(Math.Max(0, console.Profile.Width - WidthOfOthers));
        return console.Progress()
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = Math.Clamp(console.Profile.Width - WidthOfTexts, 8, 40) },
                new PaceColumn(receiver))
            .Start(context =>
            {
                receiver.Task = context.AddTask("getting ready", maxValue: 1);
                return training(receiver);
            });
    }

    private sealed class Receiver(int widthOfHeads) : IProgress<TrainingProgress>
    {
        private string _loss = "";

        public ProgressTask? Task { get; set; }

        /// <summary>Written by the thread that trains, read by the one that draws.</summary>
        public volatile string Speed = "";

        private readonly TrainingPace _pace = new();

        public void Report(TrainingProgress value)
        {
            _pace.Add(value);
            if (value is EpochReport epoch)
                _loss = $"  loss {ProgressText.Number(epoch.TrainLoss)}  {ProgressText.Heads(epoch.Validation, widthOfHeads)}";
            Speed = $"{ProgressText.Rate(_pace.SamplesPerSecond)}  {ProgressText.Time(_pace.Remaining)} left";
            Task!.Description = Markup.Escape($"{(value.Stage is null ? "" : $"{value.Stage}, ")}epoch {value.Epoch}/{value.Epochs}{_loss}");
            Task.Value = _pace.Fraction;
        }
    }

    private sealed class PaceColumn(Receiver receiver) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(receiver.Speed);
    }
}
