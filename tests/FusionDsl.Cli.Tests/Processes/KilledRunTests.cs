using System.Diagnostics;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Processes;

/// <summary>Runs of the tool that are killed and go on. FusionDsl.Models.Tests kills more of them, where a start costs less.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Epochs = 12;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_run_that_is_killed_and_interrupted_ends_like_one_that_is_not()
    {
        Toy.Write(_folder, Toy.WithDropout);
        string[] run = ["train", "toy.fusion.yaml", "--epochs", $"{Epochs}", "--out"];
        var whole = ToolProcess.Run(_folder.Path, [.. run, "whole"]);
        Assert.True(whole.Exit == 0, whole.ToString());

        string[] resume = ["train", "--resume", "run", "--checkpoint-every", "0"];
        Stop([.. run, "run", "--checkpoint-every", "0"], "KILL", afterEpoch: 2);
        Assert.Contains("To go on: fusion train --resume run", Stop(resume, "INT", afterEpoch: 5));
        Assert.Contains("To go on: fusion train --resume run", Stop(resume, "TERM", afterEpoch: 8));

        var rest = ToolProcess.Run(_folder.Path, resume);
        Assert.True(rest.Exit == 0, rest.ToString());
        Assert.Contains("Going on in epoch", rest.Out);
        RunFiles.Equal(_folder.In("whole"), _folder.In("run"));
    }

    // What it wrote.
    private string Stop(string[] args, string signal, int afterEpoch)
    {
        using var process = ToolProcess.Start(_folder.Path, args);
        var error = process.StandardError.ReadToEndAsync();
        var output = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.Add(line);
            if (line.StartsWith($"epoch {$"{afterEpoch}/{Epochs}",5}", StringComparison.Ordinal)) break;
        }
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) kill.WaitForExit();
        output.Add(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.True(process.ExitCode is 130 or 137, $"{process.ExitCode}\n{string.Join('\n', output)}\n{error.Result}");
        return string.Join('\n', output);
    }
}
