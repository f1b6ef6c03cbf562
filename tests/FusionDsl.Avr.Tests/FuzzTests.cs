using System.Text;
using CsCheck;

namespace FusionDsl.Avr.Tests;

public class FuzzTests
{
    private const int Cases = 3000;

    private static readonly Gen<(int, byte)[]> _changes = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 6];

    /// <summary>Any bytes give functions or a message for the user; what comes out holds together.</summary>
    private static void Check(byte[] bytes, int limit)
    {
        IReadOnlyList<FirmwareFunction> functions;
        try
        {
            functions = Firmware.Parse(bytes, "fuzzed").Functions;
        }
        catch (FusionException error)
        {
            Assert.StartsWith("fuzzed", error.Message, StringComparison.Ordinal);
            return;
        }

        Assert.True(functions.Sum(function => function.Instructions.Count) <= limit);
        foreach (FirmwareFunction function in functions)
        {
            Assert.Equal(function.Address, function.Instructions[0].Address);
            Assert.Equal(function.Instructions.Count, function.Tokens.Length);
            Assert.All(function.Tokens, token => Assert.InRange(token, 1, AvrOpcodes.Count - 1));
            Assert.Equal(1.0, function.Frequencies.Sum(frequency => (double)frequency), 4);
        }
    }

    private static byte[] Mutated(byte[] bytes, (int At, byte Value)[] changes)
    {
        byte[] copy = [.. bytes];
        foreach ((int at, byte value) in changes)
            copy[at % copy.Length] = value;
        return copy;
    }

    [Fact]
    public void MutatedElf_NeverBreaksTheReader() =>
        _changes.Sample(changes => Check(Mutated(SmallFiles.Elf(), changes), 1 << 20), iter: 10 * Cases);

    [Fact]
    public void MutatedHex_NeverBreaksTheReader()
    {
        byte[] hex = SmallFiles.Hex(SmallFiles.Record(4, 0, 0, 0), SmallFiles.Record(0, 0, SmallFiles.Code), SmallFiles.End);
        _changes.Sample(changes => Check(Mutated(hex, changes), 1 << 20), iter: 10 * Cases);
    }

    [Fact]
    public void AnyBytesAsProgram_GiveFunctionsOrNone() =>
        Gen.Byte.Array[2, 2000].Sample(code => Check(SmallFiles.Elf(code, []), (code.Length / 2) + 1), iter: Cases);

    [Fact]
    public void AnyBytes_AreNoFirmware() =>
        Gen.Byte.Array[0, 64].Sample(bytes => Check(bytes, 0), iter: Cases);

    [Fact]
    public void AnyTextBehindAColon_NeverBreaksTheReader() =>
        Gen.Char[' ', 'z'].Array[0, 60].Sample(text => Check(Encoding.ASCII.GetBytes(":" + new string(text)), 32), iter: Cases);

    [FactWithTools("avr-gcc", "avr-objcopy")]
    public void MutatedFirmwareOfTheCompiler_NeverBreaksTheReader()
    {
        using var compiled = new CompiledFirmware(CompiledFirmware.Ciphered, "atmega328p", "-Os");
        byte[][] files = [File.ReadAllBytes(compiled.Elf), File.ReadAllBytes(compiled.Stripped), File.ReadAllBytes(compiled.Hex)];
        Gen.Select(Gen.Int[0, 2], _changes).Sample((file, changes) => Check(Mutated(files[file], changes), 1 << 20), iter: Cases / 4);
    }

    [Fact]
    public void EveryWordOfALargeFirmware_IsDecoded()
    {
        // 256 KB of straight code up to the last word: nothing may be lost or doubled.
        var code = new byte[0x40000];
        for (int i = 0; i < code.Length - 2; i += 2)
            (code[i], code[i + 1]) = (0x88, 0x0f);
        (code[^2], code[^1]) = (0x08, 0x95);
        FirmwareFunction function = Assert.Single(Firmware.Parse(SmallFiles.Elf(code, []), "large").Functions);
        Assert.Equal(code.Length / 2, function.Tokens.Length);
        Assert.Equal(AvrOpcodes.TokenOf("ret"), function.Tokens[^1]);
    }
}
