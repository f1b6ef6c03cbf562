using System.Buffers.Binary;
using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr;

/// <summary>One decoded AVR instruction, named as <c>avr-objdump -d</c> names it.</summary>
public readonly struct AvrInstruction
{
    private readonly InstructionForm? _form;

    private AvrInstruction(int address, ushort word, ushort extension, InstructionForm form)
    {
        Address = address;
        Word = word;
        Extension = extension;
        _form = form;
    }

    /// <summary>Where it lies, in bytes of program memory.</summary>
    public int Address { get; }

    /// <summary>Its first word.</summary>
    public ushort Word { get; }

    /// <summary>The second word of a 32-bit form, else 0.</summary>
    public ushort Extension { get; }

    /// <summary>Its length in bytes: 2 or 4.</summary>
    public int Size => Form.IsLong ? 4 : 2;

    /// <summary>
    /// Its name; <c>.word</c> where the word is no instruction. Never an alias such as <c>lsl</c>, <c>rol</c>, <c>tst</c>, <c>clr</c>.
    /// </summary>
    public string Mnemonic => Form.Mnemonic;

    /// <summary>
    /// Its operands as objdump writes them, without its comment: <c>r24, Y+4</c>, <c>.-10</c>, <c>0x1ee</c>; empty where there are none.
    /// </summary>
    public string Operands => ReferenceEquals(Form, InstructionTable.Unknown) ? $"0x{Word:x4}" : Form.WriteOperands(Word, Extension);

    /// <summary>The byte address that a jump, call or branch names; null for every other instruction.</summary>
    public int? Target => Form.Flow is not (Flow.Jump or Flow.Call or Flow.Branch) ? null
        : Form.IsLong ? Form.AbsoluteTarget(Word, Extension)
        : Address + 2 + Form.Displacement(Word);

    /// <summary>The token of its mnemonic, see <see cref="AvrOpcodes"/>: 1 (<c>.word</c>) … <see cref="AvrOpcodes.Count"/> - 1.</summary>
    public int Token => Form.Token;

    internal InstructionForm Form => _form ?? InstructionTable.Unknown;

    internal Flow Flow => Form.Flow;

    /// <summary>Decodes the instruction that starts at an offset.</summary>
    /// <param name="code">Program memory, little-endian words.</param>
    /// <param name="offset">Where the instruction starts in <paramref name="code"/>, in bytes; two bytes at least must follow.</param>
    /// <param name="address">Its byte address in program memory.</param>
    /// <param name="reducedCore">
    /// Whether the code is for the reduced core (ATtiny4 … ATtiny40), whose <c>lds</c> and <c>sts</c> take one word only.
    /// </param>
    /// <returns>The instruction; <c>.word</c> for an unknown word and for a 32-bit form whose second word is missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two bytes follow.</exception>
    public static AvrInstruction Decode(ReadOnlySpan<byte> code, int offset, int address, bool reducedCore = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, code.Length - 2);
        ushort word = BinaryPrimitives.ReadUInt16LittleEndian(code[offset..]);
        InstructionForm form = InstructionTable.Find(word, reducedCore);
        if (!form.IsLong)
            return new(address, word, 0, form);
        return offset + 4 > code.Length
            ? new(address, word, 0, InstructionTable.Unknown)
            : new(address, word, BinaryPrimitives.ReadUInt16LittleEndian(code[(offset + 2)..]), form);
    }

    /// <summary>The instruction as a line of objdump, without bytes and comment.</summary>
    public override string ToString() => Operands.Length == 0 ? Mnemonic : $"{Mnemonic} {Operands}";
}
