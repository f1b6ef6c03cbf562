namespace FusionDsl.Avr.Files;

/// <summary>Reads 32-bit little-endian AVR ELF: linked firmware, with or without symbols, and object files.</summary>
internal static class ElfFile
{
    /// <summary>Addresses from here on are data space, EEPROM and fuses; AVR program memory is at most 8 MB.</summary>
    public const int ProgramMemoryEnd = 0x800000;

    private const int MachineAvr = 83;
    private const int MachineAvrBeforeItsNumberWasGiven = 0x1057;
    private const int TypeRelocatable = 1;
    private const int SectionHeaderSize = 40;
    private const int ProgramHeaderSize = 32;
    private const int SymbolSize = 16;
    private const int RelocationSize = 12;
    private const uint SectionOfInstructions = 4;

    private enum SectionType : uint
    {
        Bits = 1,
        Symbols = 2,
        Relocations = 4,
    }

    private sealed record Section(
        int Index, string Name, SectionType Type, uint Flags, uint Address, uint Offset, uint Size, uint Link, uint Info);

    public static bool IsElf(ReadOnlySpan<byte> bytes) => bytes is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..];

    public static FirmwareImage Read(string name, ReadOnlyMemory<byte> bytes)
    {
        var file = new FileView(name, bytes);
        Check(file, 4, file.U8(4, "the class of the ELF file"), 1, "class 1 (32 bit)");
        Check(file, 5, file.U8(5, "the byte order"), 1, "byte order 1 (little-endian)");
        ushort machine = file.U16(18, "the machine");
        if (machine != MachineAvrBeforeItsNumberWasGiven)
            Check(file, 18, machine, MachineAvr, "machine 83 (AVR)");

        bool relocatable = file.U16(16, "the type of the ELF file") == TypeRelocatable;
        uint entry = file.U32(24, "the entry address");
        uint flags = file.U32(36, "the flags");
        List<Section> sections = ReadSections(file);
        Dictionary<int, CodeRegion> code = sections.Count > 0 ? CodeOfSections(file, sections, relocatable) : CodeOfSegments(file);
        if (code.Count == 0)
        {
            throw file.Error(32, "a section or segment with instructions", "none",
                "Name the linked firmware (.elf) or an object file (.o) that holds code, not one with data or debug information only.");
        }

        List<CodeRegion> regions = [.. code.Values.OrderBy(region => region.Position)];
        CheckOverlaps(file, regions);
        (List<CodeSymbol> symbols, Dictionary<int, int?> targets) = ReadNames(file, sections, code, relocatable);
        bool startsInCode = !relocatable && entry < ProgramMemoryEnd && regions.Exists(region => region.Contains((int)entry));
        return new FirmwareImage
        {
            Regions = regions,
            Symbols = symbols,
            LinkTargets = targets,
            Entry = startsInCode ? (int)entry & ~1 : null,
            IsRelocatable = relocatable,
            IsReducedCore = (flags & 0x7f) == 100,
        };
    }

    private static void Check(FileView file, int offset, int found, int expected, string description)
    {
        if (found != expected)
        {
            throw file.Error(offset, description, $"{found}",
                "Only firmware for AVR can be read: give the output of avr-gcc, or Intel HEX.");
        }
    }

    private static List<Section> ReadSections(FileView file)
    {
        uint table = file.U32(32, "the offset of the section headers");
        int count = file.U16(48, "the number of section headers");
        if (table == 0)
            return [];
        if (count == 0)
            count = checked((int)Math.Min(file.U32(table + 20, "the number of section headers"), int.MaxValue));
        int headerSize = file.U16(46, "the size of a section header");
        if (headerSize < SectionHeaderSize)
            throw file.Error(46, $"section headers of {SectionHeaderSize} bytes", $"{headerSize}");

        // Reading the last one first keeps a damaged count from filling the memory.
        file.Slice(table + ((long)Math.Max(0, count - 1) * headerSize), SectionHeaderSize, $"section header {count - 1} of {count}");
        int namesIndex = file.U16(50, "the index of the section names");
        long namesHeader = table + ((long)namesIndex * headerSize);
        bool hasNames = namesIndex > 0 && namesIndex < count;
        uint namesOffset = hasNames ? file.U32(namesHeader + 16, "the section names") : 0;
        uint namesSize = hasNames ? file.U32(namesHeader + 20, "the section names") : 0;

        var sections = new List<Section>(count);
        for (int i = 0; i < count; i++)
        {
            long header = table + ((long)i * headerSize);
            uint U32(int field) => file.U32(header + field, $"section header {i}");
            string name = hasNames && U32(0) != 0 ? file.Text(namesOffset, namesSize, U32(0), $"the name of section {i}") : "";
            sections.Add(new(i, name, (SectionType)U32(4), U32(8), U32(12), U32(16), U32(20), U32(24), U32(28)));
        }

        return sections;
    }

    private static Dictionary<int, CodeRegion> CodeOfSections(FileView file, List<Section> sections, bool relocatable)
    {
        var code = new Dictionary<int, CodeRegion>();
        int position = 0;
        foreach (Section section in sections)
        {
            bool isCode = section.Type == SectionType.Bits && (section.Flags & SectionOfInstructions) != 0 && section.Size > 0;

            // The compiler marks its tables for switch as code, too; once linked they lie within .text.
            if (!isCode || (relocatable && section.Name.StartsWith(".progmem", StringComparison.Ordinal)))
                continue;
            string what = $"section {section.Index} '{section.Name}'";
            ReadOnlyMemory<byte> bytes = file.Slice(section.Offset, section.Size, "the content of " + what);
            int address = CodeAddress(file, section.Address, section.Size, section.Offset, what);
            code[section.Index] = new(section.Name, relocatable ? position : address, address, bytes);

            // The hole between them keeps code from running from one section into the next.
            position += (int)section.Size + 4 & ~1;
        }

        return code;
    }

    private static Dictionary<int, CodeRegion> CodeOfSegments(FileView file)
    {
        var code = new Dictionary<int, CodeRegion>();
        uint table = file.U32(28, "the offset of the program headers");
        int headerSize = file.U16(42, "the size of a program header");
        int count = file.U16(44, "the number of program headers");
        if (count > 0 && headerSize < ProgramHeaderSize)
            throw file.Error(42, $"program headers of {ProgramHeaderSize} bytes", $"{headerSize}");
        for (int i = 0; i < count; i++)
        {
            long header = table + ((long)i * headerSize);
            uint U32(int field) => file.U32(header + field, $"program header {i}");
            const uint Load = 1;
            const uint Executable = 1;
            if (U32(0) != Load || (U32(24) & Executable) == 0 || U32(16) == 0)
                continue;
            int address = CodeAddress(file, U32(8), U32(16), U32(4), $"segment {i}");
            code[i] = new("", address, address, file.Slice(U32(4), U32(16), $"the content of segment {i}"));
        }

        return code;
    }

    private static int CodeAddress(FileView file, uint address, uint size, uint offset, string what)
    {
        if ((ulong)address + size > ProgramMemoryEnd)
        {
            throw file.Error(offset, $"the code of {what} in the 8 MB of AVR program memory",
                $"0x{address:X} … 0x{(ulong)address + size:X}");
        }

        return (address & 1) == 0 ? (int)address : throw file.Error(offset, $"{what} at an even address", $"0x{address:X}");
    }

    private static void CheckOverlaps(FileView file, List<CodeRegion> regions)
    {
        for (int i = 1; i < regions.Count; i++)
        {
            CodeRegion before = regions[i - 1];
            if (before.Position + before.Bytes.Length > regions[i].Position)
            {
                throw file.Error(32, "code sections that lie apart",
                    $"'{before.Name}' (0x{before.Address:X}, {before.Bytes.Length} bytes) and "
                    + $"'{regions[i].Name}' (0x{regions[i].Address:X}) one over the other");
            }
        }
    }

    private static (List<CodeSymbol> Symbols, Dictionary<int, int?> LinkTargets) ReadNames(
        FileView file, List<Section> sections, Dictionary<int, CodeRegion> code, bool relocatable)
    {
        var symbols = new List<CodeSymbol>();
        var targets = new Dictionary<int, int?>();
        foreach (Section table in sections.Where(section => section.Type == SectionType.Symbols))
        {
            Section texts = SectionAt(file, sections, table.Link, $"the string table of section {table.Index}");
            file.Slice(table.Offset, table.Size, $"the symbol table of section {table.Index}");
            for (uint i = 1; i < table.Size / SymbolSize; i++)
            {
                if (ReadSymbol(file, table, texts, i, code, relocatable) is { } symbol)
                    symbols.Add(symbol);
            }
        }

        foreach (Section section in sections.Where(section => relocatable && section.Type == SectionType.Relocations))
        {
            if (!code.TryGetValue((int)Math.Min(section.Info, int.MaxValue), out CodeRegion? region))
                continue;
            Section table = SectionAt(file, sections, section.Link, $"the symbol table of section {section.Index}");
            file.Slice(section.Offset, section.Size, $"the relocations of section {section.Index}");
            for (uint i = 0; i < section.Size / RelocationSize; i++)
                ReadRelocation(file, section.Offset + ((long)i * RelocationSize), region, table, code, targets);
        }

        return (symbols, targets);
    }

    private static Section SectionAt(FileView file, List<Section> sections, uint index, string what) => index < sections.Count
        ? sections[(int)index]
        : throw file.Error(32, $"{what} among the {sections.Count} sections", $"section {index}");

    private static CodeSymbol? ReadSymbol(
        FileView file, Section table, Section texts, uint index, Dictionary<int, CodeRegion> code, bool relocatable)
    {
        long at = table.Offset + ((long)index * SymbolSize);
        string what = $"symbol {index}";
        byte info = file.U8(at + 12, what);
        SymbolKind? kind = (info & 0xf) switch
        {
            0 => SymbolKind.Label,
            1 => SymbolKind.Object,
            2 => SymbolKind.Function,
            _ => null, // sections, files: names of something else than a place in the code
        };
        int binding = info >> 4;
        if (kind is null || Place(file, at, code, relocatable) is not { } position)
            return null;
        string name = file.Text(texts.Offset, texts.Size, file.U32(at, what), $"the name of {what}");
        int size = (int)Math.Min(file.U32(at + 8, what), ProgramMemoryEnd);
        return new(name, position, size, kind.Value, IsExternal: binding != 0, IsWeak: binding == 2);
    }

    /// <summary>The position that a symbol names; null if that is not in code.</summary>
    private static int? Place(FileView file, long symbol, Dictionary<int, CodeRegion> code, bool relocatable)
    {
        if (!code.TryGetValue(file.U16(symbol + 14, "a symbol's section"), out CodeRegion? region))
            return null;
        long position = file.U32(symbol + 4, "a symbol's value") + (relocatable ? (long)region.Position : 0);
        return position >= region.Position && position < region.End ? (int)position : null;
    }

    private static void ReadRelocation(
        FileView file, long at, CodeRegion region, Section table, Dictionary<int, CodeRegion> code, Dictionary<int, int?> targets)
    {
        const int Branch = 2;
        const int RelativeJump = 3;
        const int Call = 18;
        uint info = file.U32(at + 4, "a relocation");
        if ((info & 0xff) is not (Branch or RelativeJump or Call))
            return;
        int? place = Place(file, table.Offset + ((info >> 8) * (long)SymbolSize), code, relocatable: true);
        long instruction = region.Position + (long)file.U32(at, "a relocation");
        if (instruction < region.End)
            targets[(int)instruction] = place is { } position ? unchecked(position + (int)file.U32(at + 8, "a relocation")) : null;
    }
}
