namespace FusionDsl.Avr.Decoding;

/// <summary>The AVR instruction set, all cores together: one line an instruction, the first that fits wins.</summary>
internal static class InstructionTable
{
    /// <summary>A word that is no instruction.</summary>
    public static readonly InstructionForm Unknown = new(".word", "wwww wwww wwww wwww", "", Flow.None);

    /// <summary>The instructions of AVRe+ and AVRxm.</summary>
    public static readonly IReadOnlyList<InstructionForm> Forms =
    [
        // Arithmetic and logic on two registers.
        new("nop",    "0000 0000 0000 0000"),
        new("movw",   "0000 0001 dddd rrrr", "{D}, {R}"),
        new("muls",   "0000 0010 dddd rrrr", "{d}, {r}"),
        new("mulsu",  "0000 0011 0ddd 0rrr", "{d}, {r}"),
        new("fmul",   "0000 0011 0ddd 1rrr", "{d}, {r}"),
        new("fmuls",  "0000 0011 1ddd 0rrr", "{d}, {r}"),
        new("fmulsu", "0000 0011 1ddd 1rrr", "{d}, {r}"),
        new("cpc",    "0000 01rd dddd rrrr", "{d}, {r}"),
        new("sbc",    "0000 10rd dddd rrrr", "{d}, {r}"),
        new("add",    "0000 11rd dddd rrrr", "{d}, {r}"),
        new("cpse",   "0001 00rd dddd rrrr", "{d}, {r}", Flow.Skip),
        new("cp",     "0001 01rd dddd rrrr", "{d}, {r}"),
        new("sub",    "0001 10rd dddd rrrr", "{d}, {r}"),
        new("adc",    "0001 11rd dddd rrrr", "{d}, {r}"),
        new("and",    "0010 00rd dddd rrrr", "{d}, {r}"),
        new("eor",    "0010 01rd dddd rrrr", "{d}, {r}"),
        new("or",     "0010 10rd dddd rrrr", "{d}, {r}"),
        new("mov",    "0010 11rd dddd rrrr", "{d}, {r}"),
        new("mul",    "1001 11rd dddd rrrr", "{d}, {r}"),

        // A register and a constant.
        new("cpi",    "0011 KKKK dddd KKKK", "{d}, {K}"),
        new("sbci",   "0100 KKKK dddd KKKK", "{d}, {K}"),
        new("subi",   "0101 KKKK dddd KKKK", "{d}, {K}"),
        new("ori",    "0110 KKKK dddd KKKK", "{d}, {K}"),
        new("andi",   "0111 KKKK dddd KKKK", "{d}, {K}"),
        new("ldi",    "1110 KKKK dddd KKKK", "{d}, {K}"),
        new("adiw",   "1001 0110 wwdd wwww", "{d}, {w}"),
        new("sbiw",   "1001 0111 wwdd wwww", "{d}, {w}"),

        // Memory. Without a displacement, ldd and std are ld and st.
        new("ld",     "1000 000d dddd 0000", "{d}, Z"),
        new("ld",     "1000 000d dddd 1000", "{d}, Y"),
        new("st",     "1000 001r rrrr 0000", "Z, {r}"),
        new("st",     "1000 001r rrrr 1000", "Y, {r}"),
        new("ldd",    "10q0 qq0d dddd 0qqq", "{d}, Z+{q}"),
        new("ldd",    "10q0 qq0d dddd 1qqq", "{d}, Y+{q}"),
        new("std",    "10q0 qq1r rrrr 0qqq", "Z+{q}, {r}"),
        new("std",    "10q0 qq1r rrrr 1qqq", "Y+{q}, {r}"),
        new("lds",    "1001 000d dddd 0000", "{d}, {m}", isLong: true),
        new("ld",     "1001 000d dddd 0001", "{d}, Z+"),
        new("ld",     "1001 000d dddd 0010", "{d}, -Z"),
        new("ld",     "1001 000d dddd 1001", "{d}, Y+"),
        new("ld",     "1001 000d dddd 1010", "{d}, -Y"),
        new("ld",     "1001 000d dddd 1100", "{d}, X"),
        new("ld",     "1001 000d dddd 1101", "{d}, X+"),
        new("ld",     "1001 000d dddd 1110", "{d}, -X"),
        new("lpm",    "1001 000d dddd 0100", "{d}, Z"),
        new("lpm",    "1001 000d dddd 0101", "{d}, Z+"),
        new("elpm",   "1001 000d dddd 0110", "{d}, Z"),
        new("elpm",   "1001 000d dddd 0111", "{d}, Z+"),
        new("pop",    "1001 000d dddd 1111", "{d}"),
        new("sts",    "1001 001r rrrr 0000", "{m}, {r}", isLong: true),
        new("st",     "1001 001r rrrr 0001", "Z+, {r}"),
        new("st",     "1001 001r rrrr 0010", "-Z, {r}"),
        new("st",     "1001 001r rrrr 1001", "Y+, {r}"),
        new("st",     "1001 001r rrrr 1010", "-Y, {r}"),
        new("st",     "1001 001r rrrr 1100", "X, {r}"),
        new("st",     "1001 001r rrrr 1101", "X+, {r}"),
        new("st",     "1001 001r rrrr 1110", "-X, {r}"),
        new("xch",    "1001 001r rrrr 0100", "Z, {r}"),
        new("las",    "1001 001r rrrr 0101", "Z, {r}"),
        new("lac",    "1001 001r rrrr 0110", "Z, {r}"),
        new("lat",    "1001 001r rrrr 0111", "Z, {r}"),
        new("push",   "1001 001r rrrr 1111", "{r}"),
        new("lpm",    "1001 0101 1100 1000"),
        new("elpm",   "1001 0101 1101 1000"),
        new("spm",    "1001 0101 1110 1000"),
        new("spm",    "1001 0101 1111 1000", "Z+"),

        // One register.
        new("com",    "1001 010d dddd 0000", "{d}"),
        new("neg",    "1001 010d dddd 0001", "{d}"),
        new("swap",   "1001 010d dddd 0010", "{d}"),
        new("inc",    "1001 010d dddd 0011", "{d}"),
        new("asr",    "1001 010d dddd 0101", "{d}"),
        new("lsr",    "1001 010d dddd 0110", "{d}"),
        new("ror",    "1001 010d dddd 0111", "{d}"),
        new("dec",    "1001 010d dddd 1010", "{d}"),

        // Status bits: bset and bclr under the name of their bit.
        new("sec",    "1001 0100 0000 1000"),
        new("sez",    "1001 0100 0001 1000"),
        new("sen",    "1001 0100 0010 1000"),
        new("sev",    "1001 0100 0011 1000"),
        new("ses",    "1001 0100 0100 1000"),
        new("seh",    "1001 0100 0101 1000"),
        new("set",    "1001 0100 0110 1000"),
        new("sei",    "1001 0100 0111 1000"),
        new("clc",    "1001 0100 1000 1000"),
        new("clz",    "1001 0100 1001 1000"),
        new("cln",    "1001 0100 1010 1000"),
        new("clv",    "1001 0100 1011 1000"),
        new("cls",    "1001 0100 1100 1000"),
        new("clh",    "1001 0100 1101 1000"),
        new("clt",    "1001 0100 1110 1000"),
        new("cli",    "1001 0100 1111 1000"),

        // Jumps, calls and the machine itself.
        new("jmp",    "1001 010a aaaa 110a", "{a}", Flow.Jump, isLong: true),
        new("call",   "1001 010a aaaa 111a", "{a}", Flow.Call, isLong: true),
        new("ijmp",   "1001 0100 0000 1001", "", Flow.IndirectJump),
        new("eijmp",  "1001 0100 0001 1001", "", Flow.IndirectJump),
        new("icall",  "1001 0101 0000 1001", "", Flow.IndirectCall),
        new("eicall", "1001 0101 0001 1001", "", Flow.IndirectCall),
        new("ret",    "1001 0101 0000 1000", "", Flow.Return),
        new("reti",   "1001 0101 0001 1000", "", Flow.Return),
        new("sleep",  "1001 0101 1000 1000"),
        new("break",  "1001 0101 1001 1000"),
        new("wdr",    "1001 0101 1010 1000"),
        new("des",    "1001 0100 ssss 1011", "{s}"),
        new("rjmp",   "1100 kkkk kkkk kkkk", "{k}", Flow.Jump),
        new("rcall",  "1101 kkkk kkkk kkkk", "{k}", Flow.Call),

        // Branches on a status bit: brbs and brbc under the name of their condition.
        new("brcs",   "1111 00kk kkkk k000", "{k}", Flow.Branch),
        new("breq",   "1111 00kk kkkk k001", "{k}", Flow.Branch),
        new("brmi",   "1111 00kk kkkk k010", "{k}", Flow.Branch),
        new("brvs",   "1111 00kk kkkk k011", "{k}", Flow.Branch),
        new("brlt",   "1111 00kk kkkk k100", "{k}", Flow.Branch),
        new("brhs",   "1111 00kk kkkk k101", "{k}", Flow.Branch),
        new("brts",   "1111 00kk kkkk k110", "{k}", Flow.Branch),
        new("brie",   "1111 00kk kkkk k111", "{k}", Flow.Branch),
        new("brcc",   "1111 01kk kkkk k000", "{k}", Flow.Branch),
        new("brne",   "1111 01kk kkkk k001", "{k}", Flow.Branch),
        new("brpl",   "1111 01kk kkkk k010", "{k}", Flow.Branch),
        new("brvc",   "1111 01kk kkkk k011", "{k}", Flow.Branch),
        new("brge",   "1111 01kk kkkk k100", "{k}", Flow.Branch),
        new("brhc",   "1111 01kk kkkk k101", "{k}", Flow.Branch),
        new("brtc",   "1111 01kk kkkk k110", "{k}", Flow.Branch),
        new("brid",   "1111 01kk kkkk k111", "{k}", Flow.Branch),

        // Bits and ports.
        new("cbi",    "1001 1000 AAAA Abbb", "{A}, {b}"),
        new("sbic",   "1001 1001 AAAA Abbb", "{A}, {b}", Flow.Skip),
        new("sbi",    "1001 1010 AAAA Abbb", "{A}, {b}"),
        new("sbis",   "1001 1011 AAAA Abbb", "{A}, {b}", Flow.Skip),
        new("in",     "1011 0AAd dddd AAAA", "{d}, {A}"),
        new("out",    "1011 1AAr rrrr AAAA", "{A}, {r}"),
        new("bld",    "1111 100d dddd 0bbb", "{d}, {b}"),
        new("bst",    "1111 101d dddd 0bbb", "{d}, {b}"),
        new("sbrc",   "1111 110r rrrr 0bbb", "{r}, {b}", Flow.Skip),
        new("sbrs",   "1111 111r rrrr 0bbb", "{r}, {b}", Flow.Skip),
    ];

    /// <summary>The reduced core (AVRrc, for instance ATtiny10) reads these words in its own way.</summary>
    public static readonly IReadOnlyList<InstructionForm> ReducedForms =
    [
        new("lds",    "1010 0ttt dddd tttt", "{d}, {t}"),
        new("sts",    "1010 1ttt rrrr tttt", "{t}, {r}"),
    ];

    /// <summary>The names by token: nothing, the unknown word, then every mnemonic in order.</summary>
    public static readonly string[] Names = NumberForms();

    private static readonly InstructionForm[] _byWord = Spread(Forms);
    private static readonly InstructionForm[] _byWordReduced = Spread([.. ReducedForms, .. Forms]);

    /// <summary>The instruction that a first word starts, or <see cref="Unknown"/>.</summary>
    public static InstructionForm Find(ushort word, bool reduced) => (reduced ? _byWordReduced : _byWord)[word];

    private static string[] NumberForms()
    {
        string[] names = ["", Unknown.Mnemonic, .. Forms.Select(form => form.Mnemonic).Distinct().Order(StringComparer.Ordinal)];
        foreach (InstructionForm form in (IEnumerable<InstructionForm>)[Unknown, .. Forms, .. ReducedForms])
            form.Token = Array.IndexOf(names, form.Mnemonic);
        return names;
    }

    private static InstructionForm[] Spread(IReadOnlyList<InstructionForm> forms)
    {
        var byWord = new InstructionForm[0x10000];
        Array.Fill(byWord, Unknown);
        for (int i = forms.Count - 1; i >= 0; i--)
        {
            // Counts through the free bits alone: the fixed ones let the carry pass.
            int free = ~forms[i].FixedMask & 0xffff;
            int value = 0;
            do
            {
                byWord[value | forms[i].FixedBits] = forms[i];
                value = (value - free) & free;
            }
            while (value != 0);
        }

        return byWord;
    }
}
