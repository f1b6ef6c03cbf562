using System.Buffers.Binary;
using System.Text;

namespace FusionDsl.Avr.Files;

/// <summary>The bytes of a binary file; whoever reads past their end gets a message for the user.</summary>
internal sealed class FileView(string name, ReadOnlyMemory<byte> bytes)
{
    public string Name => name;

    public int Length => bytes.Length;

    public byte U8(long offset, string what) => Slice(offset, 1, what).Span[0];

    public ushort U16(long offset, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2, what).Span);

    public uint U32(long offset, string what) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4, what).Span);

    public ReadOnlyMemory<byte> Slice(long offset, long length, string what) =>
        offset + length <= bytes.Length
            ? bytes.Slice((int)offset, (int)length)
            : throw new FusionException(
                $"{name}: offset 0x{offset:X}: expected {what} ({length} bytes), found the end of the file after {bytes.Length} bytes. "
                + "The file is truncated or damaged: build or copy it again.");

    /// <summary>A text that ends with a zero byte, within a table of texts.</summary>
    public string Text(long tableOffset, long tableLength, long index, string what)
    {
        if (index >= tableLength)
        {
            throw Error(tableOffset, $"{what} within a string table of {tableLength} bytes", $"index {index}");
        }

        ReadOnlySpan<byte> rest = Slice(tableOffset + index, tableLength - index, what).Span;
        int end = rest.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(rest[..end])
            : throw Error(tableOffset + index, $"{what} that ends with a zero byte", "none up to the end of its table");
    }

    public FusionException Error(
        long offset, string expected, string found, string mend = "The file is damaged: build or copy it again.") =>
        new($"{name}: offset 0x{offset:X}: expected {expected}, found {found}. {mend}");
}
