using System.CommandLine;
using FusionDsl.Benchmarks.Variants;

namespace FusionDsl.Benchmarks.Commands;

/// <summary>What <see cref="AloneProcess"/> runs; nobody else needs it.</summary>
internal static class AloneCommand
{
    public static Command Create()
    {
        var (theCase, variant) = (new Argument<string>("CASE"), new Argument<string>("VARIANT"));
        var (threads, epochs, rows) = (new Argument<int>("THREADS"), new Argument<int>("EPOCHS"), new Argument<int>("ROWS"));
        var command = new Command(AloneProcess.Command) { theCase, variant, threads, epochs, rows };
        command.Hidden = true;
        command.SetAction(parsed => AloneProcess.Train(
            parsed.GetRequiredValue(theCase), parsed.GetRequiredValue(variant), parsed.GetValue(threads), parsed.GetValue(epochs),
            parsed.GetValue(rows)));
        return command;
    }
}
