using System.Buffers.Binary;

namespace FusionDsl.Avr.Tests;

public class DecoderTests
{
    /// <summary>Each word, then one that is the second word of a 32-bit form or an instruction, then a nop.</summary>
    private static byte[] AllWords(ushort second)
    {
        var code = new byte[0x10000 * 6];
        for (int word = 0; word < 0x10000; word++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(code.AsSpan(word * 6), (ushort)word);
            BinaryPrimitives.WriteUInt16LittleEndian(code.AsSpan((word * 6) + 2), second);
        }

        return code;
    }

    [TheoryWithTools("avr-objdump")]
    [InlineData("avr", 0x0000, false)]
    [InlineData("avr:5", 0x1234, false)]
    [InlineData("avr:6", 0xabcd, false)]
    [InlineData("avr:107", 0xffff, false)]
    [InlineData("avr:100", 0x1234, true)]
    public void EveryFirstWord_DecodesAsObjdumpPrintsIt(string machine, int second, bool reducedCore)
    {
        byte[] code = AllWords((ushort)second);
        string file = Path.GetTempFileName();
        List<Listing.Line> lines;
        try
        {
            File.WriteAllBytes(file, code);
            lines = Listing.Parse(AvrTools.Run("avr-objdump", "-D", "-z", "-b", "binary", "-m", machine, file)).Lines;
        }
        finally
        {
            File.Delete(file);
        }

        Dictionary<int, Listing.Line> byAddress = lines.ToDictionary(line => line.Address);
        var differences = new List<string>();
        for (int word = 0; word < 0x10000; word++)
        {
            AvrInstruction found = AvrInstruction.Decode(code, word * 6, word * 6, reducedCore);
            Listing.Line expected = byAddress[word * 6];
            if ((found.Mnemonic, found.Operands, found.Size) != (expected.Mnemonic, expected.Operands, expected.Size))
                differences.Add($"{word:x4}: expected {expected.Mnemonic} {expected.Operands}, found {found}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ, first {string.Join("; ", differences.Take(5))}");
    }

    [FactWithTools("avr-objdump")]
    public void Vocabulary_IsExactlyWhatObjdumpPrints()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, AllWords(0));
            IEnumerable<string> printed = Listing.Parse(AvrTools.Run("avr-objdump", "-D", "-z", "-b", "binary", "-m", "avr", file)).Lines
                .Select(line => line.Mnemonic).Where(name => name != ".word").Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(["", ".word", .. printed], AvrOpcodes.Names);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Count_IsTheLengthOfTheVocabulary()
    {
        Assert.Equal(AvrOpcodes.Count, AvrOpcodes.Names.Count);
        Assert.Equal(AvrOpcodes.Names.Skip(1).Order(StringComparer.Ordinal), AvrOpcodes.Names.Skip(1));
        Assert.All(AvrOpcodes.Names.Index(), name => Assert.Equal(name.Index, AvrOpcodes.TokenOf(name.Item)));
        Assert.Equal(".word", AvrOpcodes.Names[AvrOpcodes.UnknownWord]);
    }

    [Theory]
    [InlineData("lsl")]
    [InlineData("rol")]
    [InlineData("tst")]
    [InlineData("clr")]
    [InlineData("ser")]
    [InlineData("brlo")]
    [InlineData("sbr")]
    public void Alias_IsNoOpcode(string alias)
    {
        var error = Assert.Throws<FusionException>(() => AvrOpcodes.TokenOf(alias));
        Assert.Contains($"'{alias}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8c 81", "ldd r24, Y+4")]
    [InlineData("0c 94 f7 00", "jmp 0x1ee")]
    [InlineData("0c 94 00 00", "jmp 0")]
    [InlineData("d9 f7", "brne .-10")]
    [InlineData("1f be", "out 0x3f, r1")]
    [InlineData("ff ef", "ldi r31, 0xFF")]
    [InlineData("fe 01", "movw r30, r28")]
    [InlineData("88 0f", "add r24, r24")]
    [InlineData("88 23", "and r24, r24")]
    [InlineData("11 24", "eor r1, r1")]
    [InlineData("e0 91 04 01", "lds r30, 0x0104")]
    [InlineData("9f 96", "adiw r26, 0x2f")]
    [InlineData("f8 95", "spm Z+")]
    [InlineData("ff ff", ".word 0xffff")]
    public void KnownBytes_DecodeToTheirText(string bytes, string expected)
    {
        byte[] code = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(expected, AvrInstruction.Decode(code, 0, 0).ToString());
    }

    [Fact]
    public void LongForm_WithoutItsSecondWord_IsNoInstruction() =>
        Assert.Equal(".word 0x940e", AvrInstruction.Decode([0x0e, 0x94], 0, 0).ToString());

    [Fact]
    public void Target_IsRelativeToTheNextInstruction_OrAbsolute()
    {
        Assert.Equal(0x100, AvrInstruction.Decode([0xff, 0xcf], 0, 0x100).Target); // rjmp .-2
        Assert.Equal(0x2468, AvrInstruction.Decode([0x0e, 0x94, 0x34, 0x12], 0, 0x100).Target);
        Assert.Null(AvrInstruction.Decode([0x08, 0x95], 0, 0x100).Target);
    }
}
