using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace FusionDsl.Training;

/// <summary>
/// A file of TensorBoard events: records of length, checksum, content, checksum. What is written is a valid file at any moment, so a run that is
/// killed leaves all it had flushed.
/// </summary>
internal sealed class EventFile : IDisposable
{
    // Numbers of the fields in TensorFlow's event.proto and summary.proto.
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, Value = 1, Tag = 1, SimpleValue = 2;

    private readonly BufferedStream _file;

    /// <param name="folder">Is made if it is absent; every event file of a run lies in it.</param>
    public EventFile(string folder)
    {
        Directory.CreateDirectory(folder);
        var started = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        _file = new(new FileStream(
            Path.Combine(folder, FormattableString.Invariant($"events.out.tfevents.{started / 1000}.{started % 1000:D3}.{Environment.ProcessId}")),
            FileMode.CreateNew, FileAccess.Write, FileShare.Read), 1 << 16);
        Write(content => content.WriteTagged(FileVersion, "brain.Event:2"));
    }

    /// <summary>Adds numbers of one moment.</summary>
    /// <param name="step">What the horizontal axis shows.</param>
    /// <param name="values">By name; a slash in it makes groups.</param>
    public void Add(long step, IEnumerable<(string Name, double Value)> values) => Write(content =>
    {
        content.WriteTag(Step, WireFormat.WireType.Varint);
        content.WriteInt64(step);
        content.WriteNested(Summary, summary =>
        {
            foreach (var (name, value) in values)
                summary.WriteNested(Value, one =>
                {
                    one.WriteTagged(Tag, name);
                    one.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    one.WriteFloat((float)value);
                });
        });
    });

    /// <summary>Hands everything so far to the system.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Write(Action<CodedOutputStream> fields)
    {
        var content = ProtobufText.Bytes(output =>
        {
            output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
            output.WriteDouble((DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
            fields(output);
        });
        Span<byte> length = stackalloc byte[8], sum = stackalloc byte[4];
        BinaryPrimitives.WriteInt64LittleEndian(length, content.Length);
        _file.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Masked(length));
        _file.Write(sum);
        _file.Write(content);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Masked(content));
        _file.Write(sum);
    }

    // CRC-32C, turned and shifted as the format wants it, so that a checksum of checksums is no checksum.
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xA282EAD8;
    }
}

/// <summary>Fields of protobuf messages.</summary>
internal static class ProtobufText
{
    public static byte[] Bytes(Action<CodedOutputStream> fields)
    {
        var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true)) fields(output);
        return memory.ToArray();
    }

    public static void WriteTagged(this CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    public static void WriteNested(this CodedOutputStream output, int field, Action<CodedOutputStream> fields)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Bytes(fields)));
    }
}
