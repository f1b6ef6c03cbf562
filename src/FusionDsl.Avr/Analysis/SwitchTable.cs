using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// The table of a switch statement as avr-gcc writes it: <c>cpi rX, entries</c> … <c>subi r30, lo8(-(table))</c>,
/// <c>sbci r31, hi8(-(table))</c>, then a jump to <c>__tablejump2__</c> or its copy in place. The table holds word addresses.
/// </summary>
internal static class SwitchTable
{
    private const int LongestTable = 256;

    /// <summary>The table and the places it names, for a jump at a position; null if it is no switch.</summary>
    public static (int Start, int End, List<int> Cases)? Find(CodeMap map, int jump)
    {
        if (!Dispatches(map, jump))
            return null;
        int? low = null;
        int? high = null;
        int entries = LongestTable;
        int? position = map.Before(jump);
        for (int step = 0; step < 16 && position is { } at; step++, position = map.Before(at))
        {
            AvrInstruction instruction = map.Decode(at);
            InstructionForm form = instruction.Form;
            if (high is null && IsOn(instruction, "sbci", 31))
                high = form.Field('K', instruction.Word);
            else if (high is not null && low is null && IsOn(instruction, "subi", 30))
                low = form.Field('K', instruction.Word);
            else if (low is not null && form.Mnemonic == "cpi")
                entries = form.Field('K', instruction.Word);
            else
                continue;
            if (entries < LongestTable)
                break;
        }

        if (low is null || high is null)
            return null;
        int start = 2 * (-((high.Value << 8) | low.Value) & 0xffff);
        var cases = new List<int>();
        int end = start;
        while (cases.Count < entries && map.Word(end) is { } word && map[end] is CodeMap.WordState.Unreached or CodeMap.WordState.Data
            && map.IsWord(2 * word) && 2 * word > end)
        {
            cases.Add(2 * word);
            end += 2;
        }

        return cases.Count > 0 ? (start, end, cases) : null;
    }

    /// <summary>The jump goes to code that doubles Z, the first step to look it up in a table of words, or such code lies before it.</summary>
    private static bool Dispatches(CodeMap map, int jump)
    {
        const ushort DoubleZ = 0x0fee; // add r30, r30
        AvrInstruction instruction = map.Decode(jump);
        if (instruction.Flow == Flow.Jump)
            return map.TargetOf(jump, instruction) is { } target && map.Word(target) == DoubleZ;
        int? position = map.Before(jump);
        for (int step = 0; step < 8 && position is { } at; step++, position = map.Before(at))
        {
            if (map.Word(at) == DoubleZ)
                return true;
        }

        return false;
    }

    private static bool IsOn(in AvrInstruction instruction, string mnemonic, int register) =>
        instruction.Form.Mnemonic == mnemonic && instruction.Form.Register('d', instruction.Word) == register;
}
