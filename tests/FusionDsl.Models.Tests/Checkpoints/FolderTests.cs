using System.Diagnostics;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>Folders that cannot be written, are full, or belong to somebody else.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_before_the_training()
    {
        File.WriteAllText(_folder.In("file"), "");
        // Below a file nobody can write, root neither.
        var message = FailsBeforeTraining(_folder.In("file/run"));
        Assert.Contains($"The folder '{_folder.In("file/run")}' cannot be made", message);
    }

    [LinuxFact]
    public void A_folder_that_cannot_be_written_is_told_before_the_training() =>
        Assert.Contains("cannot be written", FailsBeforeTraining("/proc/self"));

    [Fact]
    public void Another_run_is_kept_out_while_one_is_trained()
    {
        var options = PausedRun.Options with { Checkpoints = new(_folder.In("run")) };
        string? message = null;
        PausedRun.Of(options, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport { Epoch: 1 }) message = Assert.Throws<FusionException>(() => PausedRun.Of(options)).Message;
        }));
        Assert.Contains($"Another run is writing into '{_folder.In("run")}'", message);
    }

    [Fact]
    public void A_new_run_does_not_overwrite_the_checkpoints_of_another()
    {
        var options = PausedRun.Options with { Checkpoints = new(_folder.In("run")) };
        PausedRun.Of(options);
        var before = Directory.GetFiles(_folder.In("run")).Order().Select(File.GetLastWriteTimeUtc).ToList();
        var message = Assert.Throws<FusionException>(() => PausedRun.Of(options)).Message;
        Assert.Contains("holds the checkpoints of a run. Go on with it (resume: Checkpoint.Newest(folder))", message);
        Assert.Equal(before, Directory.GetFiles(_folder.In("run")).Order().Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Contains("Keep is 1", FailsBeforeTraining(new CheckpointOptions(_folder.In("run")) { Keep = 1 }));
        Assert.Contains("Every is -00:00:01", FailsBeforeTraining(new CheckpointOptions(_folder.In("run")) { Every = TimeSpan.FromSeconds(-1) }));
        Assert.Contains("Folder is ' '", FailsBeforeTraining(new CheckpointOptions(" ")));
    }

    [SmallDiskFact]
    public void A_full_disk_stops_the_training_and_the_checkpoint_before_stays_good()
    {
        var expected = PausedRun.Of(PausedRun.Options).Outcome;
        using var disk = new SmallDisk(_folder.In("disk"), kilobytes: 512);
        var options = PausedRun.Options with { Checkpoints = new(Path.Combine(disk.Path, "run")) { Every = TimeSpan.Zero } };
        var filling = Path.Combine(disk.Path, "filling");
        var failure = Assert.Throws<FusionException>(() => PausedRun.Of(options, progress: new Listener<TrainingProgress>(progress =>
        {
            if (progress is EpochReport { Epoch: 2 }) Fill(filling);
        })));
        Assert.Matches(@"The checkpoint '.*checkpoint-\d+\.safetensors' cannot be written: .*space.*The one before it, '.*checkpoint-\d+\.safetensors', is good", failure.Message);
        Assert.Empty(Directory.GetFiles(options.Checkpoints.Folder, "*.new"));

        File.Delete(filling);
        var resume = Checkpoint.Newest(options.Checkpoints.Folder)!;
        Assert.Equal((2, 0, null), (resume.Epochs, resume.Batches, resume.Note));
        Assert.Equal(expected, PausedRun.Of(options, resume).Outcome);
    }

    private static string FailsBeforeTraining(string folder) => FailsBeforeTraining(new CheckpointOptions(folder));

    private static string FailsBeforeTraining(CheckpointOptions checkpoints)
    {
        List<TrainingProgress> told = [];
        var failure = Assert.Throws<FusionException>(() => PausedRun.Of(
            PausedRun.Options with { Checkpoints = checkpoints }, progress: new Listener<TrainingProgress>(told.Add)));
        Assert.Empty(told);
        return failure.Message;
    }

    private static void Fill(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true) file.Write(new byte[512]);
        }
        catch (IOException)
        {
            // Full.
        }
    }
}

/// <summary>A file system in memory that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string path, int kilobytes)
    {
        Path = Directory.CreateDirectory(path).FullName;
        if (!Mount("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path)) throw new IOException("tmpfs cannot be mounted.");
    }

    public string Path { get; }

    public void Dispose() => Mount("umount", Path);

    public static bool Mount(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that fills a disk of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        var path = Directory.CreateTempSubdirectory("fusion-disk-").FullName;
        try
        {
            new SmallDisk(path, kilobytes: 64).Dispose();
        }
        catch (IOException)
        {
            Skip = "It needs a small disk to fill, which only root may mount (tmpfs).";
        }
        Directory.Delete(path);
    }
}

/// <summary>A test that needs the folders of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "It needs /proc, a folder where nobody can make files.";
    }
}
