namespace FusionDsl.Avr.Tests;

public class FirmwareTests
{
    public static TheoryData<string, string> Builds()
    {
        var builds = new TheoryData<string, string>();
        foreach (string device in (string[])["atmega328p", "attiny85", "atmega2560", "atxmega128a1"])
        {
            foreach (string level in (string[])["-O0", "-O2", "-Os"])
                builds.Add(device, level);
        }

        builds.Add("atmega8", "-O3");
        builds.Add("atmega328p", "-Os -mcall-prologues");
        builds.Add("atmega328p", "-O2 -mrelax");
        return builds;
    }

    [TheoryWithTools("avr-gcc", "avr-objdump")]
    [MemberData(nameof(Builds))]
    public void CompiledFirmware_DecodesAsObjdumpPrintsIt(string device, string options)
    {
        using var firmware = new CompiledFirmware(CompiledFirmware.Ciphered, device, options.Split(' '));
        AssertAgreesWithObjdump(firmware.Elf);
    }

    [TheoryWithTools("avr-gcc", "avr-objdump")]
    [MemberData(nameof(Builds))]
    public void ObjectFile_DecodesAsObjdumpPrintsIt(string device, string options)
    {
        using var firmware = new CompiledFirmware(CompiledFirmware.Ciphered, device, [.. options.Split(' '), "-ffunction-sections", "-c"]);
        AssertAgreesWithObjdump(firmware.Elf);
    }

    [FactWithTools("avr-gcc", "avr-objdump")]
    public void ReducedCore_DecodesAsObjdumpPrintsIt()
    {
        const string Source = "volatile char a, b; int main(void) { while (a) b += a; return *(volatile char *)0x41; }";
        using var firmware = new CompiledFirmware(Source, "attiny10", "-Os");
        AssertAgreesWithObjdump(firmware.Elf);
        Assert.Contains(Firmware.Load(firmware.Elf).Functions.Single(function => function.Name == "main").Instructions,
            instruction => instruction is { Mnemonic: "lds", Size: 2 });
    }

    [TheoryWithTools("avr-gcc", "avr-strip", "avr-objcopy")]
    [MemberData(nameof(Builds))]
    public void StrippedFirmware_HasTheSameFunctions(string device, string options)
    {
        using var compiled = new CompiledFirmware(CompiledFirmware.Ciphered, device, options.Split(' '));
        Firmware named = Firmware.Load(compiled.Elf);
        Firmware stripped = Firmware.Load(compiled.Stripped);
        Firmware hex = Firmware.Load(compiled.Hex);
        Assert.True(named.HasSymbols);
        Assert.False(stripped.HasSymbols || hex.HasSymbols);
        Assert.Equal((FirmwareFormat.Elf, FirmwareFormat.IntelHex), (stripped.Format, hex.Format));

        // What the compiler wrote is found exactly; only hand-written libraries run from one function into another.
        // The naked __vector_5 is left to its address: without optimization a nop lies behind its reti that nothing reaches.
        int naked = named.Functions.Single(function => function.Name == "__vector_5").Address;
        Assert.Contains(stripped.Functions, function => function.Address == naked);
        string[] own = ["main", "choose", "fold", "scale", "by_value", "up", "down", "__vector_3"];
        foreach (FirmwareFunction function in named.Functions.Where(function => own.Contains(function.Name)))
            Assert.Equal(Shape(function), Shape(Assert.Single(stripped.Functions, other => other.Address == function.Address)));
        Assert.Equal(stripped.Functions.Select(Shape), hex.Functions.Select(Shape));
        Assert.All(stripped.Functions, function => Assert.Equal($"sub_{function.Address:x4}", function.Name));

        static string Shape(FirmwareFunction function) =>
            $"{function.Address:x4}: " + string.Join("; ", function.Instructions.Select(instruction => instruction.ToString()));
    }

    [FactWithTools("avr-gcc")]
    public void SymbolsNameFunctions_AliasesShareOne_AndTablesAreNone()
    {
        using var compiled = new CompiledFirmware(CompiledFirmware.Ciphered, "atmega328p", "-Os");
        IReadOnlyList<FirmwareFunction> functions = Firmware.Load(compiled.Elf).Functions;
        FirmwareFunction scale = Assert.Single(functions, function => function.Name == "scale");
        Assert.Equal(["zoom"], scale.Aliases);
        string[] names = [.. functions.Select(function => function.Name)];
        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain(names, name => name is "zoom" or "box" or "words" or "text" or "__trampolines_start" or "__trampolines_end");
        Assert.Contains("__vectors", names);
        Assert.Contains("__ctors_end", names);
        Assert.Contains("__bad_interrupt", names);
        Assert.Contains("_exit", names);
        Assert.DoesNotContain("__do_copy_data", names); // the start-up code runs into it
        FirmwareFunction vectors = functions[0];
        Assert.Equal((0, 26), (vectors.Address, vectors.Instructions.Count));
    }

    [FactWithTools("avr-gcc")]
    public void TableBetweenFunctions_OfAssembly_IsData()
    {
        // Untyped labels, as most hand-written assembly has them, and a table in their midst.
        const string Source = """
            asm(".section .text.hand,\"ax\",@progbits\n"
                ".global hand_table\nhand_table: .byte 0x63,0x7c,0x77,0x7b,0xf2,0x6b,0x6f,0xc5,0x30,0x01,0x67,0x2b\n"
                ".byte 0xfe,0xd7,0xab,0x76,0xca,0x82\n"
                ".global hand_sum\nhand_sum: add r24,r22\n adc r25,r23\n ret\n"
                ".global hand_byte\nhand_byte: ldi r30,lo8(hand_table)\n ldi r31,hi8(hand_table)\n lpm r24,Z\n rjmp hand_sum\n");
            extern int hand_sum(int, int);
            extern int hand_byte(int, int);
            volatile int n;
            int main(void) { for (;;) n = hand_byte(n, 1) + hand_sum(n, 2); }
            """;
        using var compiled = new CompiledFirmware(Source, "atmega328p", "-Os");
        IReadOnlyList<FirmwareFunction> functions = Firmware.Load(compiled.Elf).Functions;
        Assert.DoesNotContain(functions, function => function.Name == "hand_table");
        Assert.Equal(["add", "adc", "ret"], Mnemonics("hand_sum"));
        Assert.Equal(["ldi", "ldi", "lpm", "rjmp"], Mnemonics("hand_byte"));

        IEnumerable<string> Mnemonics(string name) =>
            functions.Single(function => function.Name == name).Instructions.Select(instruction => instruction.Mnemonic);
    }

    [FactWithTools("avr-gcc", "avr-strip")]
    public void TableBehindTheVectors_ThatLooksLikeJumps_IsData()
    {
        // The S-box of a cipher: each word is an rjmp, the first two even to code.
        const string Source = """
            #include <avr/pgmspace.h>
            static const unsigned char box[16] PROGMEM = {
                0x20, 0xc0, 0x22, 0xc0, 0xc1, 0xca, 0xc2, 0xcb, 0xc3, 0xc8, 0xc5, 0xcd, 0xc4, 0xce, 0xc7, 0xcf };
            volatile unsigned char n;
            int main(void) { for (;;) { n = pgm_read_byte(&box[n & 15]); if (n & 1) n *= 3; if (n & 2) n ^= n >> 3; } }
            """;
        using var compiled = new CompiledFirmware(Source, "atmega8", "-Os");
        const int VectorsOfThisDevice = 19;
        Firmware named = Firmware.Load(compiled.Elf);
        Firmware stripped = Firmware.Load(compiled.Stripped);
        Assert.Equal(VectorsOfThisDevice, named.Functions[0].Instructions.Count);
        Assert.Equal(named.Functions.Select(function => (function.Address, function.Instructions.Count)),
            stripped.Functions.Select(function => (function.Address, function.Instructions.Count)));
    }

    [FactWithTools("avr-gcc")]
    public void SharedPrologue_IsWhole_ThoughOnlyItsMiddleIsEntered()
    {
        using var compiled = new CompiledFirmware(CompiledFirmware.Ciphered, "atmega328p", "-Os", "-mcall-prologues");
        IReadOnlyList<FirmwareFunction> functions = Firmware.Load(compiled.Elf).Functions;
        Assert.Equal("push r2", functions.Single(function => function.Name == "__prologue_saves__").Instructions[0].ToString());
        Assert.Equal("ldd r2, Y+18", functions.Single(function => function.Name == "__epilogue_restores__").Instructions[0].ToString());
    }

    [FirmwareOfTheExampleFact]
    public void EveryFirmwareOfTheExample_DecodesAsObjdumpPrintsIt() =>
        Assert.All(FirmwareOfTheExampleFactAttribute.Files(), AssertAgreesWithObjdump);

    [Fact]
    public void Function_GivesTokensAndFrequencies()
    {
        byte[] code = Convert.FromHexString("880F" + "880F" + "991F" + "0895"); // add, add, adc, ret
        AvrInstruction[] instructions = [.. Enumerable.Range(0, 4).Select(i => AvrInstruction.Decode(code, 2 * i, 0x602 + (2 * i)))];
        var function = new FirmwareFunction("twice", 0x602, instructions);
        Assert.Equal(((string[])["add", "add", "adc", "ret"]).Select(AvrOpcodes.TokenOf), function.Tokens);
        var expected = new float[AvrOpcodes.Count];
        expected[AvrOpcodes.TokenOf("add")] = 0.5f;
        expected[AvrOpcodes.TokenOf("adc")] = expected[AvrOpcodes.TokenOf("ret")] = 0.25f;
        Assert.Equal(expected, function.Frequencies);
        Assert.Equal("twice @0x0602", function.ToString());
    }

    /// <summary>
    /// Each instruction is what objdump prints there; each function symbol is a function, covered from start to end; no instruction lies in
    /// a table.
    /// </summary>
    private static void AssertAgreesWithObjdump(string file)
    {
        IReadOnlyList<FirmwareFunction> functions = Firmware.Load(file).Functions;
        Assert.NotEmpty(functions);
        (List<Listing.Line> lines, List<Listing.Label> labels) = Listing.Parse(AvrTools.Run("avr-objdump", "-d", "-z", file));
        Dictionary<(string, int), Listing.Line> printed = lines.ToDictionary(line => (line.Section, line.Address));
        var found = new Dictionary<(string Section, int Address), AvrInstruction>();
        foreach (FirmwareFunction function in functions)
        {
            foreach (AvrInstruction instruction in function.Instructions)
            {
                found.Add((function.Section, instruction.Address), instruction);
                Listing.Line line = printed[(function.Section, instruction.Address)];
                Assert.Equal($"{function}+{instruction.Address:x}: {line.Mnemonic} {line.Operands} ({line.Size})",
                    $"{function}+{instruction.Address:x}: {instruction.Mnemonic} {instruction.Operands} ({instruction.Size})");
            }
        }

        HashSet<string> codeSections = [.. lines.Select(line => line.Section)];
        ILookup<(string, int), string> printedLabels = labels.ToLookup(label => (label.Section, label.Address), label => label.Name);
        foreach (ListedSymbol symbol in ListedSymbol.Of(file).Where(symbol => codeSections.Contains(symbol.Section) && symbol.Size > 0))
        {
            if (symbol.IsFunction)
            {
                FirmwareFunction function = Assert.Single(functions,
                    function => function.Address == symbol.Address && function.Section == symbol.Section);
                Assert.Equal(printedLabels[(symbol.Section, symbol.Address)].Single(), function.Name);
                foreach (Listing.Line line in lines.Where(line => line.Section == symbol.Section
                    && line.Address >= symbol.Address && line.Address < symbol.Address + symbol.Size))
                {
                    Assert.True(found.ContainsKey((line.Section, line.Address)), $"{symbol.Name} lacks {line}");
                }
            }
            else if (symbol.IsObject)
            {
                Assert.DoesNotContain(found.Keys, place => place.Section == symbol.Section
                    && place.Address >= symbol.Address && place.Address < symbol.Address + symbol.Size);
            }
        }
    }
}

/// <summary>A fact about the firmware that specs/avr-ciphers builds, or that of the folder FUSIONDSL_FIRMWARE.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FirmwareOfTheExampleFactAttribute : FactAttribute
{
    public FirmwareOfTheExampleFactAttribute()
    {
        if (AvrTools.Find("avr-objdump") is null)
            Skip = "avr-objdump is not installed (Debian: apt-get install binutils-avr).";
        else if (Files().Length == 0)
            Skip = $"No *.elf in {Folder()}: run specs/avr-ciphers/firmware/build.sh, or name a folder in FUSIONDSL_FIRMWARE.";
    }

    public static string[] Files() => Directory.Exists(Folder())
        ? [.. Directory.EnumerateFiles(Folder(), "*.elf", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("FUSIONDSL_FIRMWARE") is { Length: > 0 } named)
            return named;
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "FusionDsl.sln")) && Path.GetDirectoryName(root) is { } parent)
            root = parent;
        return Path.Combine(root, "specs", "avr-ciphers", "firmware", "build");
    }
}
