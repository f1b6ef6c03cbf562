using System.Buffers.Binary;
using System.Text;

namespace FusionDsl.Avr.Tests;

/// <summary>Firmware files written by hand, for machines without avr-gcc and for tests that damage them.</summary>
internal static class SmallFiles
{
    /// <summary>Calls the function at 8 for ever; then it, which returns the sum; then a table of two words.</summary>
    public static readonly byte[] Code = Convert.FromHexString(
        "0E940400" // 0: call 8
        + "FDCF" // 4: rjmp 0
        + "0000" // 6: nop, never reached
        + "860F" // 8: add r24, r22
        + "971F" // a: adc r25, r23
        + "0895" // c: ret
        + "1234FFFF"); // e: table

    public sealed record Symbol(string Name, int Value, int Size, int Type, int Binding = 1);

    public static readonly Symbol[] Symbols =
    [
        new("start", 0, 6, Type: 2),
        new("sum", 8, 6, Type: 2),
        new("table", 0xe, 4, Type: 1),
        new("alias_of_table", 0xe, 0, Type: 0),
        new("alias_of_sum", 8, 0, Type: 0),
    ];

    /// <summary>Header, .text, .symtab, .strtab, .shstrtab, section headers, in this order.</summary>
    public static byte[] Elf(byte[]? code = null, Symbol[]? symbols = null)
    {
        code ??= Code;
        symbols ??= Symbols;
        const string SectionNames = "\0.text\0.symtab\0.strtab\0.shstrtab\0";
        string names = "\0" + string.Concat(symbols.Select(symbol => symbol.Name + "\0"));
        var table = new byte[16 * (symbols.Length + 1)];
        for (int i = 0; i < symbols.Length; i++)
        {
            Span<byte> entry = table.AsSpan(16 * (i + 1), 16);
            BinaryPrimitives.WriteInt32LittleEndian(entry, names.IndexOf("\0" + symbols[i].Name + "\0", StringComparison.Ordinal) + 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], symbols[i].Value);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], symbols[i].Size);
            entry[12] = (byte)((symbols[i].Binding << 4) | symbols[i].Type);
            entry[14] = 1;
        }

        byte[][] contents = [code, table, Encoding.ASCII.GetBytes(names), Encoding.ASCII.GetBytes(SectionNames)];
        var file = new MemoryStream();
        file.Write(new byte[52]);
        int[] offsets = new int[4];
        for (int i = 0; i < 4; i++)
        {
            offsets[i] = (int)file.Position;
            file.Write(contents[i]);
        }

        int headers = (int)file.Position;
        file.Write(new byte[40]);
        Header(".text", 1, 6, 0, link: 0);
        Header(".symtab", 2, 0, 1, link: 3);
        Header(".strtab", 3, 0, 2, link: 0);
        Header(".shstrtab", 3, 0, 3, link: 0);
        byte[] bytes = file.ToArray();
        byte[] start = [0x7f, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1];
        start.CopyTo(bytes, 0);
        Put16(16, 2);
        Put16(18, 83);
        Put16(20, 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), headers);
        Put16(36, 5);
        Put16(40, 52);
        Put16(46, 40);
        Put16(48, 5);
        Put16(50, 4);
        return bytes;

        void Put16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);

        void Header(string name, int type, int flags, int index, int link)
        {
            var header = new byte[40];
            int nameAt = SectionNames.IndexOf(name, StringComparison.Ordinal);
            int[] fields = [nameAt, type, flags, 0, offsets[index], contents[index].Length, link, 0, 1, 0];
            for (int i = 0; i < fields.Length; i++)
                BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 * i), fields[i]);
            file.Write(header);
        }
    }

    /// <summary>One record of Intel HEX.</summary>
    public static string Record(int type, int address, params byte[] data)
    {
        byte[] bytes = [(byte)data.Length, (byte)(address >> 8), (byte)address, (byte)type, .. data];
        return $":{Convert.ToHexString(bytes)}{(byte)-bytes.Sum(value => value):X2}\n";
    }

    public static readonly string End = Record(1, 0);

    public static byte[] Hex(params string[] records) => Encoding.ASCII.GetBytes(string.Concat(records));
}
