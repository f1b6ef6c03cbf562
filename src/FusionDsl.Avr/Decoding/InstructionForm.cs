using System.Globalization;

namespace FusionDsl.Avr.Decoding;

/// <summary>One line of the instruction table: a mnemonic, its bits, how its operands are written, where it leads.</summary>
internal sealed class InstructionForm
{
    private readonly ushort[] _fieldMasks = new ushort['z' + 1];
    private readonly string _operands;

    /// <param name="mnemonic">The name as objdump prints it.</param>
    /// <param name="bits">16 characters (blanks apart): 0 and 1 are fixed, a letter is a bit of the field of that name, high first.</param>
    /// <param name="operands">The operands, with fields in braces; <see cref="WriteOperands"/> lists them.</param>
    /// <param name="flow">Where execution goes.</param>
    /// <param name="isLong">A second word follows.</param>
    public InstructionForm(string mnemonic, string bits, string operands = "", Flow flow = Flow.Next, bool isLong = false)
    {
        Mnemonic = mnemonic;
        Flow = flow;
        IsLong = isLong;
        _operands = operands;
        string pattern = bits.Replace(" ", "", StringComparison.Ordinal);
        for (int i = 0; i < 16; i++)
        {
            ushort bit = (ushort)(0x8000 >> i);
            if (pattern[i] is '0' or '1')
            {
                FixedMask |= bit;
                if (pattern[i] == '1')
                    FixedBits |= bit;
            }
            else
            {
                _fieldMasks[pattern[i]] |= bit;
            }
        }
    }

    public string Mnemonic { get; }

    /// <summary>Its number in the vocabulary.</summary>
    public int Token { get; set; }

    public Flow Flow { get; }

    public bool IsLong { get; }

    public ushort FixedMask { get; }

    public ushort FixedBits { get; }

    /// <summary>The value of a field: its bits pushed together.</summary>
    public int Field(char name, ushort word)
    {
        int value = 0;
        int mask = _fieldMasks[name];
        for (int bit = 0x8000; bit != 0; bit >>= 1)
        {
            if ((mask & bit) != 0)
                value = (value << 1) | ((word & bit) != 0 ? 1 : 0);
        }

        return value;
    }

    /// <summary>The distance of a relative jump or branch in bytes, counted from the next instruction.</summary>
    public int Displacement(ushort word)
    {
        int width = int.PopCount(_fieldMasks['k']);
        int value = Field('k', word);
        return (value >= 1 << (width - 1) ? value - (1 << width) : value) * 2;
    }

    /// <summary>Writes the operands as objdump does, without its comment.</summary>
    public string WriteOperands(ushort word, ushort extension)
    {
        if (_operands.Length == 0)
            return "";
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < _operands.Length; i++)
        {
            if (_operands[i] != '{')
            {
                text.Append(_operands[i]);
                continue;
            }

            text.Append(WriteField(_operands[i + 1], word, extension));
            i += 2;
        }

        return text.ToString();
    }

    private string WriteField(char field, ushort word, ushort extension) => field switch
    {
        'd' or 'r' => Invariant($"r{Register(field, word)}"),
        'D' => Invariant($"r{2 * Field('d', word)}"),
        'R' => Invariant($"r{2 * Field('r', word)}"),
        'K' => Invariant($"0x{Field('K', word):X2}"),
        'w' or 'A' => Invariant($"0x{Field(field, word):x2}"),
        'b' or 'q' or 's' => Invariant($"{Field(field, word)}"),
        'k' => Invariant($".{Displacement(word):+0;-0;+0}"),
        'a' => AbsoluteTarget(word, extension) is var target and not 0 ? Invariant($"0x{target:x}") : "0",
        'm' => Invariant($"0x{extension:X4}"),
        't' => Invariant($"0x{ReducedAddress(word):x2}"),
        _ => throw new InvalidOperationException($"The instruction table names the unknown operand '{field}'."),
    };

    /// <summary>The byte address that a jmp or call names.</summary>
    public int AbsoluteTarget(ushort word, ushort extension) => ((Field('a', word) << 16) | extension) * 2;

    /// <summary>Five bits name any register, four or three the upper ones, two the pairs from r24 on.</summary>
    public int Register(char field, ushort word) => int.PopCount(_fieldMasks[field]) switch
    {
        5 => Field(field, word),
        2 => 24 + (2 * Field(field, word)),
        _ => 16 + Field(field, word),
    };

    /// <summary>The reduced core mixes the bits of its 7-bit addresses.</summary>
    private int ReducedAddress(ushort word)
    {
        int field = Field('t', word);
        return ((field & 0x10) << 2) | ((field & 0x40) >> 1) | ((field & 0x20) >> 1) | (field & 0x0f);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
