using System.IO.Hashing;
using System.Text;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;

namespace FusionDsl.Models.Tests.Checkpoints;

/// <summary>Whatever happens to the newest file: a clear message, and the run goes on from the one before.</summary>
public sealed class DamageTests : IDisposable
{
    private const int ChecksumOffset = 37, ChecksumLength = 32;

    private readonly Folder _folder = new();
    private readonly string _run;

    public DamageTests()
    {
        _run = _folder.In("run");
        using var stop = new CancellationTokenSource();
        PausedRun.Of(
            PausedRun.Options with { Checkpoints = Options }, cancellation: stop.Token,
            progress: new Listener<TrainingProgress>(progress =>
            {
                if (progress is EpochReport { Epoch: 2 }) stop.Cancel();
            }));
    }

    private CheckpointOptions Options => new(_run) { Every = TimeSpan.Zero };

    private string Newest => CheckpointAt(0);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_truncated_checkpoint_is_told_and_the_one_before_is_used()
    {
        var whole = File.ReadAllBytes(Newest);
        var random = new Random(1);
        int[] lengths = [0, 1, 7, 8, 36, 68, 69, 70, 200, whole.Length - 1, .. Enumerable.Range(0, 100).Select(_ => random.Next(whole.Length))];
        foreach (var length in lengths)
        {
            File.WriteAllBytes(Newest, whole[..length]);
            ThrowsAndFallsBack($"after {length} bytes");
        }
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var whole = File.ReadAllBytes(Newest);
        var random = new Random(2);
        var header = 8 + (int)BitConverter.ToInt64(whole);
        // The length of the header, the mark, the checksum, the state, the list of tensors, and numbers of every kind.
        int[] places =
        [
            .. Enumerable.Range(0, 72), .. Enumerable.Range(0, 100).Select(_ => random.Next(header)), header - 1, header,
            .. Enumerable.Range(0, 200).Select(_ => random.Next(header, whole.Length)), whole.Length - 1,
        ];
        foreach (var place in places)
        {
            var flipped = whole.ToArray();
            flipped[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Newest, flipped);
            ThrowsAndFallsBack($"with a flipped bit in byte {place}");
        }
    }

    [Fact]
    public void A_foreign_file_is_told()
    {
        File.WriteAllText(Newest, "These are my notes about the run, and they are long enough to look like something: a checkpoint, perhaps.");
        ThrowsAndFallsBack("a text");
        Assert.Contains("another format", Assert.ThrowsAny<FusionException>(() => Checkpoint.Open(Newest)).Message);

        using var model = new Declared.PausedNet(1);
        model.Save(Newest);
        ThrowsAndFallsBack("weights without a run");
        Assert.Contains("cannot be opened", Assert.ThrowsAny<FusionException>(() => Checkpoint.Open(_folder.In("none"))).Message);
    }

    [Fact]
    public void A_newer_version_is_no_damage_and_nothing_falls_back_behind_it()
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Newest));
        var newer = Encoding.Latin1.GetBytes(text.Replace("\"version\":\"1\"", "\"version\":\"2\""));
        Encoding.ASCII.GetBytes(new string('0', ChecksumLength)).CopyTo(newer, ChecksumOffset);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(XxHash128.Hash(newer))).CopyTo(newer, ChecksumOffset);
        File.WriteAllBytes(Newest, newer);

        foreach (var message in new[]
        {
            Assert.ThrowsAny<FusionException>(() => Checkpoint.Open(Newest)).Message,
            Assert.ThrowsAny<FusionException>(() => Checkpoint.Newest(_run)).Message,
        }) Assert.Contains("version 2; this FusionDsl reads up to version 1", message);
    }

    [Fact]
    public void A_run_goes_on_from_the_checkpoint_before_a_damaged_one_and_replaces_it()
    {
        var expected = PausedRun.Of(PausedRun.Options).Outcome;
        var damaged = Newest;
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..1000]);
        File.WriteAllText(CheckpointAt(1) + ".new", "what a killed run had begun");

        var resume = Checkpoint.Newest(_run)!;
        Assert.Contains($"Going on from '{CheckpointAt(1)}'", resume.Note);
        Assert.Equal(expected, PausedRun.Of(PausedRun.Options with { Checkpoints = Options }, resume).Outcome);
        Assert.False(File.Exists(damaged));
        Assert.Equal(2, Directory.GetFiles(_run, "checkpoint-*").Length);
        Assert.Null(Checkpoint.Newest(_run)!.Note);
    }

    [Fact]
    public void Without_a_whole_checkpoint_every_damage_is_told()
    {
        foreach (var path in Directory.GetFiles(_run, "checkpoint-*")) File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]);
        var message = Assert.Throws<FusionException>(() => Checkpoint.Newest(_run)).Message;
        foreach (var path in Directory.GetFiles(_run, "checkpoint-*")) Assert.Contains(path, message);
        Assert.Null(Checkpoint.Newest(_folder.In("none")));
    }

    private void ThrowsAndFallsBack(string what)
    {
        var failure = Assert.ThrowsAny<FusionException>(() => Checkpoint.Open(Newest));
        Assert.True(failure.Message.Contains($"'{Newest}' is no checkpoint that can be used: ", StringComparison.Ordinal), $"{what}: {failure.Message}");
        Assert.Equal(CheckpointAt(1), Checkpoint.Newest(_run)!.Path);
    }

    private string CheckpointAt(int back) => Directory.GetFiles(_run, "checkpoint-*.safetensors")
        .OrderByDescending(path => path.Length).ThenByDescending(path => path, StringComparer.Ordinal).ElementAt(back);
}
