using System.Globalization;

namespace FusionDsl.Avr.Files;

/// <summary>Reads Intel HEX: all record types, checksums, records in any order, holes.</summary>
internal static class IntelHex
{
    private const int Data = 0;
    private const int EndOfFile = 1;
    private const int SegmentBase = 2;
    private const int SegmentStart = 3;
    private const int LinearBase = 4;
    private const int LinearStart = 5;
    private const string CopyAgain = "Build or copy the file again.";

    public static bool IsHex(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n"u8) is [(byte)':', ..];

    /// <summary>
    /// Reads the program memory. Bytes at 0x800000 and above are no program memory (avr-ld keeps EEPROM, fuses and the signature there) and
    /// are left out. Where only one byte of a word is given, the other is 0xFF, as in erased flash.
    /// </summary>
    public static FirmwareImage Read(string name, ReadOnlySpan<byte> bytes)
    {
        var memory = new SparseMemory();
        long baseAddress = 0;
        bool segmented = false;
        bool ended = false;
        int number = 0;
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = bytes[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
                continue;
            if (ended)
            {
                throw Error(name, number, 1, "nothing after the end record (:00000001FF)", "another line",
                    "Give one HEX file, not several in one.");
            }

            byte[] record = ReadRecord(name, number, line);
            ReadOnlySpan<byte> data = record.AsSpan(4..^1);
            switch (record[3])
            {
                case Data:
                    Store(name, number, record, data, baseAddress, segmented, memory);
                    break;
                case EndOfFile:
                    CheckLength(name, number, record, 0);
                    ended = true;
                    break;
                case SegmentBase or LinearBase:
                    CheckLength(name, number, record, 2);
                    segmented = record[3] == SegmentBase;
                    baseAddress = (long)((data[0] << 8) | data[1]) << (segmented ? 4 : 16);
                    break;
                case SegmentStart or LinearStart:
                    // Where a PC starts; an AVR starts at its reset vector.
                    CheckLength(name, number, record, 4);
                    break;
                default:
                    throw Error(name, number, 8, "a record type from 00 to 05", $"{record[3]:X2}", CopyAgain);
            }
        }

        if (!ended)
            throw Error(name, number, 1, "the end record :00000001FF", "the end of the file", "The file is truncated. " + CopyAgain);
        List<CodeRegion> regions = memory.ToRegions();
        return regions.Count > 0
            ? new FirmwareImage { Regions = regions }
            : throw Error(name, number, 1, "bytes of program memory (addresses below 0x800000)", "none",
                "Give the HEX file of the flash, not that of EEPROM or fuses.");
    }

    private static byte[] ReadRecord(string name, int number, ReadOnlySpan<byte> line)
    {
        if (line[0] != ':')
            throw Error(name, number, 1, "':' at the start of a record", Shown(line[0]), "Give the output of avr-objcopy -O ihex.");
        if (line.Length < 11)
        {
            throw Error(name, number, line.Length + 1, "a record of at least 11 characters", $"{line.Length}",
                "The line is truncated. " + CopyAgain);
        }

        for (int i = 1; i < line.Length; i++)
        {
            if (!char.IsAsciiHexDigit((char)line[i]))
                throw Error(name, number, i + 1, "a hexadecimal digit", Shown(line[i]), CopyAgain);
        }

        int length = (Digit(line[1]) << 4) | Digit(line[2]);
        int expected = 11 + (2 * length);
        if (line.Length != expected)
        {
            throw Error(name, number, Math.Min(line.Length, expected) + 1, $"{expected} characters (the record announces {length} bytes)",
                $"{line.Length}", CopyAgain);
        }

        byte[] record = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(line[1..]));
        int sum = 0;
        foreach (byte value in record.AsSpan(..^1))
            sum += value;
        byte checksum = (byte)-sum;
        if (record[^1] != checksum)
        {
            throw Error(name, number, line.Length - 1, $"the checksum {checksum:X2}", $"{record[^1]:X2}",
                "A digit of this line changed. " + CopyAgain);
        }

        return record;
    }

    private static int Digit(byte character) => int.Parse([(char)character], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static void CheckLength(string name, int number, byte[] record, int expected)
    {
        if (record[0] != expected)
            throw Error(name, number, 2, $"{expected} bytes in a record of type {record[3]:X2}", $"{record[0]}", CopyAgain);
    }

    private static void Store(
        string name, int number, byte[] record, ReadOnlySpan<byte> data, long baseAddress, bool segmented, SparseMemory memory)
    {
        int offset = (record[1] << 8) | record[2];
        for (int i = 0; i < data.Length; i++)
        {
            // Within a segment of a PC addresses wrap at 64 KB.
            long address = baseAddress + (segmented ? (offset + i) & 0xffff : offset + i);
            if (address >= ElfFile.ProgramMemoryEnd)
                continue;
            if (memory[(int)address] is { } before && before.Value != data[i])
            {
                throw Error(name, number, 10 + (2 * i),
                    $"0x{before.Value:X2} at address 0x{address:X}, as in line {before.Line}", $"0x{data[i]:X2}",
                    "Two records write different bytes to one place: give the HEX file of one firmware.");
            }

            memory.Write((int)address, data[i], number);
        }
    }

    private static string Shown(byte character) => character is > 32 and < 127 ? $"'{(char)character}'" : $"byte 0x{character:X2}";

    private static FusionException Error(string name, int line, int column, string expected, string found, string mend) =>
        new($"{name}({line},{column}): expected {expected}, found {found}. {mend}");
}
