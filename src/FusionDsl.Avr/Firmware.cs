using FusionDsl.Avr.Analysis;
using FusionDsl.Avr.Files;

namespace FusionDsl.Avr;

/// <summary>The file format that a firmware came in.</summary>
public enum FirmwareFormat
{
    /// <summary>ELF: linked, stripped or not, or an object file.</summary>
    Elf,

    /// <summary>Intel HEX.</summary>
    IntelHex,
}

/// <summary>
/// A firmware for AVR as functions. With symbols, each function symbol is one, and each external label that code calls or jumps to;
/// without, what is called, what the vectors name and what starts as compilers start functions. Tables in program memory are no part of
/// a function.
/// </summary>
public sealed class Firmware
{
    private Firmware(FirmwareFormat format, bool hasSymbols, IReadOnlyList<FirmwareFunction> functions)
    {
        Format = format;
        HasSymbols = hasSymbols;
        Functions = functions;
    }

    /// <summary>The format, told from the content.</summary>
    public FirmwareFormat Format { get; }

    /// <summary>The file names places in its code; else functions are found by what calls them.</summary>
    public bool HasSymbols { get; }

    /// <summary>The functions by address; in an object file, section after section. Empty if the code is data only.</summary>
    public IReadOnlyList<FirmwareFunction> Functions { get; }

    /// <summary>Reads a firmware.</summary>
    /// <param name="path">An ELF or Intel HEX file, whatever its extension.</param>
    /// <exception cref="FusionException">
    /// The file cannot be read, or is not AVR ELF or Intel HEX, or is damaged; names the file and the offset or line.
    /// </exception>
    public static Firmware Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FusionException(
                $"{path}: expected a firmware (ELF or Intel HEX), found that it cannot be read: {problem.Message} Check the path.",
                problem);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads a firmware from memory.</summary>
    /// <param name="bytes">The content of an ELF or Intel HEX file.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="FusionException">It is not AVR ELF or Intel HEX, or is damaged; names the offset or line.</exception>
    public static Firmware Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        if (ElfFile.IsElf(bytes.Span))
            return From(FirmwareFormat.Elf, ElfFile.Read(name, bytes));
        if (IntelHex.IsHex(bytes.Span))
            return From(FirmwareFormat.IntelHex, IntelHex.Read(name, bytes.Span));
        string found = bytes.IsEmpty ? "an empty file" : "bytes " + Convert.ToHexString(bytes.Span[..Math.Min(4, bytes.Length)]);
        throw new FusionException(
            $"{name}: offset 0x0: expected AVR ELF (starting with 7F454C46) or Intel HEX (starting with ':'), found {found}. "
            + "Give the .elf that avr-gcc links, or a .hex made of it.");
    }

    private static Firmware From(FirmwareFormat format, FirmwareImage image) =>
        new(format, image.Symbols.Count > 0, FunctionFinder.Find(image));
}
