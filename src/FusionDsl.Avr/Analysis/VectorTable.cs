using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// The jumps at the start of program memory, one for reset and one an interrupt. Nothing in a file says where they end: the last one that
/// leads to an interrupt function (it holds a reti), to a name or to a restart (the handler of unused interrupts) is taken as the end.
/// </summary>
internal static class VectorTable
{
    private const int MostVectors = 256;

    /// <summary>The vectors after the first, in order; empty if the code does not start with a jump.</summary>
    /// <param name="map">What is known so far; the first vector and all that it leads to are marked.</param>
    /// <param name="test">Judges where vectors lead.</param>
    /// <param name="start">The place of the first vector.</param>
    /// <param name="isName">Whether a symbol names a place: a table ends before the next name.</param>
    /// <param name="isInside">Whether a place lies within a declared function, behind its start: no vector leads there.</param>
    public static List<int> Find(CodeMap map, CodeTest test, int start, Func<int, bool> isName, Func<int, bool> isInside)
    {
        AvrInstruction first = map.Decode(start);
        if (first.Flow != Flow.Jump)
            return [];

        // Linkers shorten jmp to rjmp and leave a nop, for each vector has its fixed place.
        const ushort Nop = 0;
        int stride = first.Size == 4 || map.Word(start + 2) == Nop ? 4 : 2;
        int limit = int.MaxValue;
        var vectors = new List<int>();
        var handlers = new HashSet<int>();
        int accepted = 0;
        for (int at = start; vectors.Count < MostVectors && at < limit && map.IsWord(at) && map[at] != CodeMap.WordState.Data; at += stride)
        {
            AvrInstruction vector = map.Decode(at);
            if (vector.Flow != Flow.Jump || map.TargetOf(at, vector) is not { } target || !map.IsWord(target) || isInside(target)
                || (at != start && isName(at)))
                break;
            if (target > start)
                limit = Math.Min(limit, target);
            vectors.Add(at);
            if (target == start || isName(target) || handlers.Contains(target) || IsHandler(map, test, start, target))
            {
                accepted = vectors.Count;
                handlers.Add(target);
            }
        }

        return vectors[Math.Min(1, accepted)..accepted];
    }

    /// <summary>A table behind the vectors may look like jumps, even to known code: only what answers an interrupt counts.</summary>
    private static bool IsHandler(CodeMap map, CodeTest test, int start, int target)
    {
        AvrInstruction first = map.Decode(target);
        return map[target] switch
        {
            CodeMap.WordState.Instruction => first is { Mnemonic: "reti" } or { Mnemonic: "push", Operands: "r1" } || IsRestart(first),
            CodeMap.WordState.Unreached => IsRestart(first) || test.Try(target, wary: false) is { EndsInterrupt: true },
            _ => false,
        };

        bool IsRestart(in AvrInstruction instruction) => instruction.Flow == Flow.Jump && map.TargetOf(target, instruction) == start;
    }
}
