using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// The table of a switch statement as avr-gcc writes it: <c>cpi rX, entries</c> … <c>subi rN, lo8(-(table))</c>,
/// <c>sbci rN+1, hi8(-(table))</c>, then one of two ways on. A table of word addresses is read by <c>__tablejump2__</c> or its copy in
/// place; a table of rjmp, on small devices, is jumped into, by ijmp or by a ret to a pushed address.
/// </summary>
internal sealed record SwitchTable(int Start, int End, IReadOnlyList<int> Cases)
{
    private const int LongestTable = 256;

    private enum Way
    {
        None,
        Addresses,
        Jumps,
    }

    /// <summary>The table and the places it names, for a jump or return at a position; null if it is no switch.</summary>
    public static SwitchTable? Find(CodeMap map, int jump)
    {
        Way way = Dispatch(map, jump);
        if (way == Way.None || Operands(map, jump) is not var (address, entries))
            return null;
        var cases = new List<int>();
        int end = address;
        while (cases.Count < entries && Case(map, end, way) is { } place)
        {
            cases.Add(place);
            end += 2;
        }

        return cases.Count > 0 ? new(address, end, cases) : null;
    }

    private static int? Case(CodeMap map, int entry, Way way)
    {
        if (!map.IsWord(entry) || map[entry] is not (CodeMap.WordState.Unreached or CodeMap.WordState.Data))
            return null;
        AvrInstruction content = map.Decode(entry);
        int? place = way == Way.Addresses ? 2 * content.Word
            : content is { Flow: Flow.Jump, Size: 2 } ? map.TargetOf(entry, content)
            : null;

        // Tables lie before the code.
        return place is { } position && position > entry && map.IsWord(position) ? place : null;
    }

    private static (int Address, int Entries)? Operands(CodeMap map, int jump)
    {
        int? low = null;
        (int Register, int Value)? high = null;
        int entries = LongestTable;
        int? position = map.Before(jump);
        for (int step = 0; step < 16 && position is { } at && entries == LongestTable; step++, position = map.Before(at))
        {
            AvrInstruction instruction = map.Decode(at);
            InstructionForm form = instruction.Form;
            if (form.Mnemonic is not ("subi" or "sbci" or "cpi"))
                continue;
            int register = form.Register('d', instruction.Word);
            int value = form.Field('K', instruction.Word);
            if (low is null && form.Mnemonic == "sbci")
                high = (register, value);
            else if (low is null && form.Mnemonic == "subi" && high?.Register == register + 1)
                low = value;
            else if (low is not null && form.Mnemonic == "cpi")
                entries = value;
        }

        return low is { } lowByte && high is { } highByte ? (2 * (-((highByte.Value << 8) | lowByte) & 0xffff), entries) : null;
    }

    /// <summary>
    /// What follows on the table's address: doubling Z is the first step to look it up in a table of words. A load from the address itself
    /// is a table of pointers instead, whose functions are found by other means.
    /// </summary>
    private static Way Dispatch(CodeMap map, int jump)
    {
        const ushort DoubleZ = 0x0fee; // add r30, r30
        AvrInstruction instruction = map.Decode(jump);
        if (instruction.Flow == Flow.Jump)
            return map.TargetOf(jump, instruction) is { } target && map.Word(target) == DoubleZ ? Way.Addresses : Way.None;
        int pushes = 0;
        bool loads = false;
        int? position = map.Before(jump);
        for (int step = 0; step < 8 && position is { } at; step++, position = map.Before(at))
        {
            if (map.Word(at) == DoubleZ)
                return instruction.Flow == Flow.IndirectJump ? Way.Addresses : Way.None;
            AvrInstruction before = map.Decode(at);
            if (before.Mnemonic == "sbci")
                return !loads && (instruction.Flow == Flow.IndirectJump || pushes == 2) ? Way.Jumps : Way.None;
            pushes += before.Mnemonic == "push" ? 1 : 0;
            loads |= before.Mnemonic is not ("push" or "mov" or "movw");
        }

        return Way.None;
    }
}
