using System.Globalization;
using System.Text.RegularExpressions;

namespace FusionDsl.Avr.Tests;

/// <summary>Firmware built by avr-gcc from C in the test, in a folder of its own.</summary>
internal sealed class CompiledFirmware : IDisposable
{
    public const string Ciphered = """
        #include <avr/interrupt.h>
        #include <avr/pgmspace.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <string.h>
        /* Bytes that are returns, calls and jumps if somebody takes them for code. */
        static const uint8_t box[40] PROGMEM = { 0x08, 0x95, 0x18, 0x95, 0x0e, 0x94, 0x20, 0x00, 0x0c, 0x94, 0x10, 0x00, 0xcf, 0x93,
            0xdf, 0x93, 0xcd, 0xb7, 0xde, 0xb7, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            0x00, 0x63, 0x7c, 0x77, 1 };
        const uint16_t words[3] PROGMEM = { 0x940e, 0x1234, 0xffff };
        static const char text[] PROGMEM = "an odd number of bytes!";
        volatile uint8_t g = 3;
        volatile uint32_t q;
        int numbers[8] = { 3, 1, 2 };
        static int by_value(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
        static void up(void) { g++; }
        static void down(void) { g -= 3; q /= 7; }
        static void (*volatile jobs[])(void) = { up, down };
        uint8_t scale(uint8_t x) { return x * g; }
        uint8_t zoom(uint8_t x) __attribute__((alias("scale")));
        __attribute__((noinline)) void choose(uint8_t x)
        {
            switch (x) {
            case 0: g = 1; break;
            case 1: g = 7; q = 2; break;
            case 2: g = pgm_read_byte(&box[g]); break;
            case 3: q += 2; break;
            case 4: q = pgm_read_word(&words[g]); break;
            case 5: q *= q; break;
            case 6: g = pgm_read_byte(&text[g]); break;
            case 7: g = strlen((const char *)numbers); break;
            default: g = 3;
            }
        }
        __attribute__((noinline)) uint16_t fold(const uint8_t *p, uint8_t n)
        {
            uint8_t copy[24];
            uint16_t sum = 0;
            memcpy(copy, p, sizeof copy);
            for (uint8_t i = 0; i < n; i++) sum = (sum << 3 | sum >> 13) ^ copy[i % 24];
            return sum;
        }
        ISR(__vector_3) { g++; choose(g); }
        ISR(__vector_5, ISR_NAKED) { asm volatile("reti"); }
        int main(void)
        {
            sei();
            for (;;) {
                choose(g);
                qsort(numbers, 8, sizeof numbers[0], by_value);
                jobs[g & 1]();
                q += zoom(q) + fold((const uint8_t *)numbers, g);
            }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fusiondsl-avr").FullName;

    public CompiledFirmware(string source, string device, params string[] options)
    {
        string code = Path.Combine(_folder, "firmware.c");
        File.WriteAllText(code, source);
        Elf = Path.Combine(_folder, "firmware.elf");
        AvrTools.Run("avr-gcc", [$"-mmcu={device}", .. options, "-o", Elf, code]);
    }

    public string Elf { get; }

    /// <summary>The same without symbols.</summary>
    public string Stripped => Converted("stripped.elf", "avr-strip", "-o");

    /// <summary>The same as the programmer gets it.</summary>
    public string Hex => Converted("firmware.hex", "avr-objcopy", "-O", "ihex", "-R", ".eeprom");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Converted(string name, string tool, params string[] options)
    {
        string path = Path.Combine(_folder, name);
        if (!File.Exists(path))
            AvrTools.Run(tool, tool == "avr-strip" ? [.. options, path, Elf] : [.. options, Elf, path]);
        return path;
    }
}

/// <summary>A line of <c>avr-objdump -t</c>.</summary>
internal sealed partial record ListedSymbol(string Section, int Address, int Size, bool IsFunction, bool IsObject, string Name)
{
    public static List<ListedSymbol> Of(string file) =>
    [
        .. AvrTools.Run("avr-objdump", "-t", file).Split('\n').Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups)
            .Select(column => new ListedSymbol(column[3].Value, Hex(column[1].Value), Hex(column[4].Value),
                IsFunction: column[2].Value[6] == 'F', IsObject: column[2].Value[6] == 'O', column[5].Value)),
    ];

    private static int Hex(string digits) => (int)uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9a-f]{8}) (.{7}) (\S+)\t([0-9a-f]{8}) (?:\.hidden )?(.+)$")]
    private static partial Regex Row();
}
