using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// The jumps at the start of program memory, one for reset and one an interrupt. Nothing in a file says where they end: the last one that leads
/// to an interrupt function (it holds a reti), to known code or to another jump (the handler of unused interrupts) is taken as the end.
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
            if (LeadsToCode(map, test, target))
                accepted = vectors.Count;
        }

        return vectors[Math.Min(1, accepted)..accepted];
    }

    private static bool LeadsToCode(CodeMap map, CodeTest test, int target) =>
        map[target] == CodeMap.WordState.Instruction
        || (map[target] == CodeMap.WordState.Unreached && map.Decode(target).Flow == Flow.Jump)
        || test.Try(target, wary: false) is { EndsInterrupt: true };
}
