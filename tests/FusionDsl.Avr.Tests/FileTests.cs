using System.Text;
using static FusionDsl.Avr.Tests.SmallFiles;

namespace FusionDsl.Avr.Tests;

public class FileTests
{
    private static string[] Functions(byte[] bytes) =>
        [.. Firmware.Parse(bytes, "small").Functions.Select(function => $"{function}: {string.Join("; ", function.Instructions)}")];

    private static string Error(byte[] bytes) => Assert.Throws<FusionException>(() => Firmware.Parse(bytes, "small.elf")).Message;

    private static byte[] Changed(byte[] bytes, int at, params byte[] values)
    {
        byte[] copy = [.. bytes];
        values.CopyTo(copy, at);
        return copy;
    }

    [Fact]
    public void Elf_GivesItsFunctionsByName() => Assert.Equal(
        ["start @0x0000: call 0x8; rjmp .-6", "sum @0x0008: add r24, r22; adc r25, r23; ret"], Functions(Elf()));

    [Fact]
    public void ElfWithoutSymbols_GivesTheSameFunctionsByAddress() => Assert.Equal(
        ["sub_0000 @0x0000: call 0x8; rjmp .-6", "sub_0008 @0x0008: add r24, r22; adc r25, r23; ret"], Functions(Elf(symbols: [])));

    [Fact]
    public void Hex_GivesTheSameFunctionsByAddress() => Assert.Equal(
        Functions(Elf(symbols: [])), Functions(Hex(Record(0, 0, Code), End)));

    [Fact]
    public void Hex_TakesRecordsInAnyOrder_LowerCase_BlankLines_AndCarriageReturns()
    {
        string records = Record(0, 8, Code[8..]) + "\n" + Record(0, 0, Code[..8])
            + Record(3, 0, 0, 0, 0, 0) + Record(5, 0, 0, 0, 0, 0) + End;
        Assert.Equal(Functions(Elf(symbols: [])), Functions(Encoding.ASCII.GetBytes(records.ToLowerInvariant().Replace("\n", "\r\n"))));
    }

    [Theory]
    [InlineData(2, 0x10, 0x00, 0x1_0000)] // segment 0x1000 = 0x1000 * 16
    [InlineData(2, 0x12, 0x34, 0x1_2340)]
    [InlineData(4, 0x00, 0x02, 0x2_0000)] // upper half of a linear address
    public void Hex_ExtendedAddresses_MoveTheRecordsAfterThem(int type, byte high, byte low, int expected)
    {
        byte[] hex = Hex(Record(0, 0, 0xff, 0xcf), Record(type, 0, high, low), Record(0, 0, Code[8..14]), End);
        Assert.Contains(Firmware.Parse(hex, "small").Functions, function => function.Address == expected);
    }

    [Fact]
    public void Hex_SegmentedRecord_WrapsWithinItsSegment()
    {
        // ret at the last word of the segment, rjmp . at its first.
        byte[] hex = Hex(Record(2, 0, 0, 0), Record(0, 0xfffe, 0x08, 0x95, 0xff, 0xcf), End);
        FirmwareFunction function = Assert.Single(Firmware.Parse(hex, "small").Functions, function => function.Address == 0);
        Assert.Equal("rjmp .-2", function.Instructions[0].ToString());
    }

    [Fact]
    public void Hex_LeavesEepromOut_AndFillsHalfWords()
    {
        byte[] hex = Hex(Record(0, 0, 0x08, 0x95, 0x01), Record(4, 0, 0, 0x81), Record(0, 0, 1, 2, 3, 4), End);
        Assert.Equal(["sub_0000 @0x0000: ret"], Functions(hex));
    }

    [Theory]
    [InlineData(":0200000008955", "small.hex(1,15)", "15 characters", "14")]
    [InlineData(":020000000895", "small.hex(1,14)", "15 characters", "13")]
    [InlineData(":02000000089562\n:00000001FF", "small.hex(1,14)", "checksum 61", "62")]
    [InlineData(":0200000008Z561", "small.hex(1,12)", "hexadecimal digit", "'Z'")]
    [InlineData(":02000000089561\nhello", "small.hex(2,1)", "':'", "'h'")]
    [InlineData(":02000000089561", "small.hex(1,1)", "end record", "end of the file")]
    [InlineData(":02000000089561\n:0000000AF6", "small.hex(2,8)", "type from 00 to 05", "0A")]
    [InlineData(":00000001FF\n:02000000089561", "small.hex(2,1)", "nothing after", "another line")]
    [InlineData(":00000001FF", "small.hex(1,1)", "program memory", "none")]
    [InlineData(":0100000400FB", "small.hex(1,2)", "2 bytes", "1")]
    [InlineData(":02000000089561\n:0100010096 68\n", "small.hex(2,12)", "hexadecimal digit", "0x20")]
    [InlineData(":02000000089561\n:010001009668\n:00000001FF", "small.hex(2,10)", "0x95 at address 0x1, as in line 1", "0x96")]
    [InlineData(":", "small.hex(1,2)", "11 characters", "1")]
    public void DamagedHex_IsAnErrorAtItsLine(string text, params string[] parts)
    {
        string message = Assert.Throws<FusionException>(() => Firmware.Parse(Encoding.ASCII.GetBytes(text), "small.hex")).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void ForeignFiles_AreNamedWithWhatWasFound()
    {
        Says(Error("PK\x3\x4"u8.ToArray()), "small.elf: offset 0x0: expected AVR ELF (starting with 7F454C46) or Intel HEX");
        Says(Error([]), "found an empty file");
        Says(Error(Changed(Elf(), 18, 62)), "offset 0x12: expected machine 83 (AVR), found 62");
        Says(Error(Changed(Elf(), 4, 2)), "offset 0x4: expected class 1 (32 bit), found 2");
        Says(Error(Changed(Elf(), 5, 2)), "offset 0x5: expected byte order 1 (little-endian), found 2");
        Says(Error(Elf()[..4]), "small.elf: offset 0x4: expected the class");

        static void Says(string message, string part) => Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsAnErrorThatNamesIt()
    {
        string message = Assert.Throws<FusionException>(() => Firmware.Load("/no/such/firmware.elf")).Message;
        Assert.StartsWith("/no/such/firmware.elf: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ElfCutAnywhere_IsAnErrorWithOffset()
    {
        byte[] whole = Elf();
        for (int length = 4; length < whole.Length; length++)
            Assert.Matches(@"^small\.elf: offset 0x[0-9A-F]+: expected .+, found .+\. .+", Error(whole[..length]));
    }

    [Fact]
    public void HexCutAnywhere_IsAnErrorOrWhole()
    {
        byte[] whole = Hex(Record(0, 0, Code[..8]), Record(0, 8, Code[8..]), End);
        for (int length = 1; length < whole.Length - 1; length++)
        {
            string message = Assert.Throws<FusionException>(() => Firmware.Parse(whole[..length], "small.hex")).Message;
            Assert.Matches(@"^small\.hex\(\d+,\d+\): expected .+, found .+\. .+", message);
        }
    }

    [Fact]
    public void CodeWithoutSecondWord_EndsInAnUnknownWord() =>
        Assert.Equal(["sub_0000 @0x0000: nop; .word 0x940e"], Functions(Hex(Record(0, 0, 0, 0, 0x0e, 0x94), End)));

    [Fact]
    public void Reader_GivesOneRowAFunction()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Elf());
            var reader = new AvrReader();
            Assert.Equal([".elf", ".hex", ".ihex", ".o"], reader.Extensions);
            Data.RecordTable table = reader.Read(path);
            Assert.Equal(["start @0x0000", "sum @0x0008"], table.Names);
            Assert.Equal(["address", "frequencies", "function", "opcodes"], table.Columns.Keys.Order(StringComparer.Ordinal));
            long[] sum = [AvrOpcodes.TokenOf("add"), AvrOpcodes.TokenOf("adc"), AvrOpcodes.TokenOf("ret")];
            Assert.Equal(sum, Assert.IsType<long[][]>(table.Columns["opcodes"])[1]);
            Assert.Equal(["start", "sum"], Assert.IsType<string[]>(table.Columns["function"]));
            Assert.Equal([0L, 8L], Assert.IsType<long[]>(table.Columns["address"]));
            float[][] frequencies = Assert.IsType<float[][]>(table.Columns["frequencies"]);
            Assert.All(frequencies, row => Assert.Equal((AvrOpcodes.Count, 1f), (row.Length, row.Sum())));
            Assert.Equal(0.5f, frequencies[0][AvrOpcodes.TokenOf("call")]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reader_RefusesAFileWithoutFunctions()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Elf(symbols: [new("table", 0, Code.Length, Type: 1)]));
            string message = Assert.Throws<FusionException>(() => new AvrReader().Read(path)).Message;
            Assert.Contains("expected a function, found data only", message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
