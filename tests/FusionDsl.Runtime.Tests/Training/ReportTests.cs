using System.Buffers.Binary;
using System.Text;
using FusionDsl.Training;
using Microsoft.Extensions.Logging;

namespace FusionDsl.Tests.Training;

/// <summary>Event files read back by a plain reader of the format, and a logger that keeps what it hears.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fusion-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_event_file_has_the_numbers_of_every_epoch()
    {
        using (var log = new TensorBoardLog(_folder))
            for (var epoch = 1; epoch <= 3; epoch++) log.Report(Epoch(epoch));
        var events = Read(File.ReadAllBytes(Directory.GetFiles(_folder).Single()));
        Assert.Equal(4, events.Count);
        Assert.Equal("brain.Event:2", events[0].Version);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            Assert.Equal(epoch, events[epoch].Step);
            Assert.Equal(
                new Dictionary<string, float>
                {
                    ["loss/train"] = 1f / epoch, ["loss/validation"] = 2f / epoch, ["learning_rate"] = 0.5f / epoch,
                    ["Size/mae"] = 1, ["Size/rmse"] = 2, ["Size/r2"] = 0.25f,
                },
                events[epoch].Values);
        }
    }

    [Fact]
    public void A_file_that_was_cut_off_is_good_up_to_there()
    {
        using (var log = new TensorBoardLog(_folder))
            for (var epoch = 1; epoch <= 3; epoch++) log.Report(Epoch(epoch));
        var whole = File.ReadAllBytes(Directory.GetFiles(_folder).Single());
        var counts = Enumerable.Range(0, whole.Length + 1).Select(length => Read(whole[..length]).Count).ToList();
        Assert.Equal(counts.Order(), counts);
        Assert.Equal([0, 1, 2, 3, 4], counts.Distinct());
    }

    [Fact]
    public void A_resumed_run_tells_the_epochs_before_once_more()
    {
        using (var log = new TensorBoardLog(_folder))
        {
            log.Report(new ResumeReport(3, 5, [Epoch(1), Epoch(2)], Batches: 4));
            log.Report(Epoch(3));
        }
        Assert.Equal([0, 1, 2, 3], Read(File.ReadAllBytes(Directory.GetFiles(_folder).Single())).Select(one => one.Step));
    }

    [Fact]
    public void A_logger_hears_of_every_epoch_with_its_numbers()
    {
        var logger = new Keeping();
        var progress = new LoggingProgress(logger);
        progress.Report(new StepProgress(1, 5, 10, 100, TimeSpan.FromSeconds(1)));
        progress.Report(Epoch(2));
        progress.Report(new ResumeReport(3, 5, [], Batches: 4));
        Assert.Equal([LogLevel.Trace, LogLevel.Information, LogLevel.Information], logger.Heard.Select(one => one.Level));
        Assert.Equal(0.5, logger.Heard[1].Values["TrainLoss"]);
        Assert.Equal(1.0, logger.Heard[1].Values["ValidationLoss"]);
        Assert.Equal(4, logger.Heard[2].Values["Batches"]);
    }

    private static EpochReport Epoch(int number) => new(
        number, 5, 1.0 / number, new Scores(2.0 / number), 100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), IsBest: true, 0.5 / number);

    // The whole records at the beginning of a file; fails where a checksum is wrong.
    private static List<(long Step, string Version, Dictionary<string, float> Values)> Read(ReadOnlySpan<byte> file)
    {
        var events = new List<(long, string, Dictionary<string, float>)>();
        while (file.Length >= 12)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            if (file.Length < length + 16) break;
            var content = file.Slice(12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            file = file[(length + 16)..];

            var (step, version, values) = (0L, "", new Dictionary<string, float>());
            foreach (var (field, number, bytes) in Fields(content.ToArray()))
            {
                if (field == 1) Assert.InRange(BitConverter.UInt64BitsToDouble(number), 1.7e9, 1e10);
                if (field == 2) step = (long)number;
                if (field == 3) version = Encoding.UTF8.GetString(bytes);
                if (field != 5) continue;
                foreach (var value in Fields(bytes))
                {
                    var parts = Fields(value.Bytes).ToDictionary(part => part.Field);
                    values.Add(Encoding.UTF8.GetString(parts[1].Bytes), BitConverter.UInt32BitsToSingle((uint)parts[2].Number));
                }
            }
            events.Add((step, version, values));
        }
        return events;
    }

    private static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint();
            switch (tag & 7)
            {
                case 0: yield return ((int)(tag >> 3), Varint(), []); break;
                case 1: yield return ((int)(tag >> 3), BitConverter.ToUInt64(message, (at += 8) - 8), []); break;
                case 5: yield return ((int)(tag >> 3), BitConverter.ToUInt32(message, (at += 4) - 4), []); break;
                default:
                    var length = (int)Varint();
                    yield return ((int)(tag >> 3), 0, message[at..(at += length)]);
                    break;
            }

            ulong Varint()
            {
                var (value, shift) = (0UL, 0);
                while (true)
                {
                    var part = message[at++];
                    value |= (ulong)(part & 127) << shift;
                    if (part < 128) return value;
                    shift += 7;
                }
            }
        }
    }

    // CRC-32C bit by bit, from its polynomial.
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private sealed record Scores(double Loss) : Evaluation(Loss)
    {
        public override IReadOnlyList<HeadScore> Heads => [new RegressionScore("Size", Loss, 1, 2, 0.25)];
    }

    private sealed class Keeping : ILogger
    {
        public List<(LogLevel Level, Dictionary<string, object?> Values)> Heard { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Heard.Add((logLevel, ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(pair => pair.Key, pair => pair.Value)));
    }
}
