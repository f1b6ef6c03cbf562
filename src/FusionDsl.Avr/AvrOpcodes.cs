using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr;

/// <summary>
/// The vocabulary of opcode sequences: token 0 is padding, 1 is <c>.word</c> (a word that is no instruction), then every mnemonic that
/// <c>avr-objdump -d</c> can print, in ordinal alphabetical order. Cores and options do not change it.
/// </summary>
public static class AvrOpcodes
{
    /// <summary>How many tokens there are, padding included.</summary>
    public const int Count = 108;

    /// <summary>The token that fills a sequence up; its name is empty.</summary>
    public const int Padding = 0;

    /// <summary>The token of a word that is no instruction.</summary>
    public const int UnknownWord = 1;

    private static readonly Dictionary<string, int> _tokens =
        InstructionTable.Names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);

    /// <summary>The names by token; that of padding is empty.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(InstructionTable.Names);

    /// <summary>The token of a mnemonic.</summary>
    /// <param name="mnemonic">As objdump prints it, in lower case.</param>
    /// <exception cref="FusionException">objdump prints no such mnemonic.</exception>
    public static int TokenOf(string mnemonic) => _tokens.TryGetValue(mnemonic, out int token)
        ? token
        : throw new FusionException(
            $"'{mnemonic}' is no opcode of the AVR vocabulary: expected a mnemonic as avr-objdump -d prints it, "
            + "for instance add, ldi, brne (it writes add for lsl, adc for rol, and for tst, eor for clr, ldi for ser).");
}
