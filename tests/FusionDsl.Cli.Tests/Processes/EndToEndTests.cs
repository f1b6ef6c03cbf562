using System.Text.Json.Nodes;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Processes;

public sealed class EndToEndTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_spec_is_checked_trained_and_asked()
    {
        Toy.Write(_folder);
        var check = ToolProcess.Run(_folder.Path, "check", "toy.fusion.yaml");
        Assert.True(check is (0, "1 spec: 0 errors, 0 warnings\n", ""), check.ToString());

        for (var number = 1; number <= 2; number++)
        {
            var train = ToolProcess.Run(_folder.Path, "train", "toy.fusion.yaml", "--epochs", "4");
            Assert.True(train.Exit == 0, train.ToString());
            Assert.Contains($"Run: {Path.Combine("runs", $"ToyNet-{number}")}", train.Out);
            Assert.Contains("epoch 4/4", train.Out);
            Assert.DoesNotContain('\u001b', train.Out);
        }
        var metrics = JsonNode.Parse(File.ReadAllText(_folder.In("runs", "ToyNet-2", "metrics.json")))!;
        Assert.InRange((double)metrics["test"]!["Level"]!["accuracy"]!, 0.5, 1);

        var predict = ToolProcess.Run(_folder.Path, "predict", "runs/ToyNet-1", "rows.csv", "--json");
        Assert.True(predict.Exit == 0, predict.ToString());
        Assert.Equal(Toy.Rows, JsonNode.Parse(predict.Out)![0]!["rows"]!.AsArray().Count);
    }

    [LinuxFact]
    public void Checking_a_spec_does_not_load_libtorch_but_training_does()
    {
        Toy.Write(_folder);
        // The loader of glibc writes down every library it opens.
        Assert.DoesNotContain("libtorch", Loaded("check", "toy.fusion.yaml"));
        Assert.Contains("libtorch", Loaded("train", "toy.fusion.yaml", "--epochs", "1"));

        string Loaded(params string[] args)
        {
            var log = Directory.CreateDirectory(_folder.In($"log-{args[0]}")).FullName;
            var run = ToolProcess.Run(_folder.Path, args, ("LD_DEBUG", "files"), ("LD_DEBUG_OUTPUT", Path.Combine(log, "ld")));
            Assert.Equal(0, run.Exit);
            var text = string.Concat(Directory.EnumerateFiles(log).Select(File.ReadAllText));
            Assert.Contains("libcoreclr", text);
            return text;
        }
    }

    [Fact]
    public void A_mistake_is_a_message_without_a_stack()
    {
        Toy.Write(_folder, Toy.Spec.Replace("kernel: 3", "kernel: 30"));
        var check = ToolProcess.Run(_folder.Path, "check", "toy.fusion.yaml");
        Assert.Equal(1, check.Exit);
        Assert.StartsWith("toy.fusion.yaml(14,", check.Out);
        var absent = ToolProcess.Run(_folder.Path, "train", "none.fusion.yaml");
        Assert.Equal((1, ""), (absent.Exit, absent.Out));
        Assert.DoesNotContain("   at ", absent.Error);
        Assert.Equal(2, ToolProcess.Run(_folder.Path, "train").Exit);
    }

    [LinuxFact]
    public void An_interrupt_keeps_the_best_weights_and_writes_the_run()
    {
        Toy.Write(_folder);
        using var process = ToolProcess.Start(
            _folder.Path, "train", "toy.fusion.yaml", "--epochs", "1000000", "--set", "train.patience=0", "--out", "run");
        var error = process.StandardError.ReadToEndAsync();
        string? line;
        do line = process.StandardOutput.ReadLine();
        while (line is not null && !line.StartsWith("epoch       3/", StringComparison.Ordinal));
        Assert.NotNull(line);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 130, $"exit {process.ExitCode}: {error.Result}");
        Assert.Contains("Interrupted after", rest);
        var metrics = JsonNode.Parse(File.ReadAllText(_folder.In("run", "metrics.json")))!;
        Assert.Equal("cancelled", (string)metrics["stopped"]!);
        Assert.InRange((int)metrics["bestEpoch"]!, 1, (int)metrics["epochs"]!);
        foreach (var name in new[] { "model.safetensors", "history.csv", "learning-curves.png", "confusion-Level.png" })
            Assert.True(File.Exists(_folder.In("run", name)), name);
    }

    [LinuxFact]
    public void An_interrupt_before_the_first_epoch_is_over_leaves_nothing_that_is_taken_for_a_result()
    {
        Toy.Write(_folder);
        // So many rows in such small batches that the first epoch takes its time.
        var rows = File.ReadAllLines(_folder.In("rows.csv"));
        File.WriteAllLines(_folder.In("rows.csv"), [rows[0], .. Enumerable.Range(0, 500).SelectMany(copy => rows[1..].Select(row => $"c{copy}{row}"))]);
        using var process = ToolProcess.Start(_folder.Path, "train", "toy.fusion.yaml", "--set", "train.batchSize=2", "--out", "run");
        var error = process.StandardError.ReadToEndAsync();
        Assert.StartsWith("ToyNet: ", process.StandardOutput.ReadLine());
        while (!Directory.Exists(_folder.In("run", "checkpoints")) || Directory.GetFiles(_folder.In("run", "checkpoints"), "checkpoint-*").Length == 0)
            Thread.Sleep(10);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 130, $"exit {process.ExitCode}: {error.Result}");
        Assert.Equal("\nInterrupted before the first epoch was over: there are no weights yet.\nTo go on: fusion train --resume run\n", rest);
        Assert.Equal(["spec.run.fusion.yaml"], Directory.GetFiles(_folder.In("run")).Select(Path.GetFileName).Except(["history.csv"]));
        foreach (var args in new[] { new[] { "evaluate", "run" }, ["predict", "run", "rows.csv"] })
        {
            var refused = ToolProcess.Run(_folder.Path, args);
            Assert.Equal((1, "error: run is not the folder of a finished run: it has no model.safetensors. It was stopped before that; to go on: "
                + "fusion train --resume run\n"), (refused.Exit, refused.Error));
        }
    }
}

/// <summary>A test that needs signals and the loader of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "It needs signals and the log of the loader, which Linux has.";
    }
}
