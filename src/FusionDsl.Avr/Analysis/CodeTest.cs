using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// Tells whether unreached words are code. Follows the flow from a place without marking anything: code of a function ends in returns or in
/// jumps to known code; it meets no unknown word, no data, no middle of an instruction, and nothing that compilers do not write.
/// </summary>
internal sealed class CodeTest(CodeMap map)
{
    private const int LongestFunction = 8192;

    private static readonly HashSet<string> _unlikely =
    [
        "break", "brhc", "brhs", "brid", "brie", "brvc", "brvs", "clh", "cln", "cls", "clv", "clz", "des", "lac", "las", "lat",
        "seh", "sen", "ses", "sev", "sez", "spm", "xch", ".word",
    ];

    // Places that run straight into something that is no code: without a memory of them, a row of guesses takes quadratic time.
    private readonly HashSet<int> _hopeless = [];
    private readonly HashSet<int> _hopelessIfWary = [];

    /// <summary>How the code from a place on ends; null if it is not code.</summary>
    /// <param name="start">The place.</param>
    /// <param name="wary">Refuse what a compiler would not write: for places for which nothing speaks but their content.</param>
    public Findings? Try(int start, bool wary = true)
    {
        HashSet<int> hopeless = wary ? _hopelessIfWary : _hopeless;
        var seen = new HashSet<int>();
        var run = new List<int>();
        var open = new Stack<int>([start]);
        bool ends = false;
        bool endsInterrupt = false;
        int expected = -1;
        while (open.TryPop(out int at))
        {
            if (map[at] == CodeMap.WordState.Instruction)
            {
                ends = true;
                continue;
            }

            if (seen.Contains(at))
                continue;
            if (at != expected)
                run.Clear();
            run.Add(at);
            if (seen.Count > LongestFunction || hopeless.Contains(at) || !IsPlausible(at, wary))
            {
                hopeless.UnionWith(run);
                return null;
            }

            seen.Add(at);
            AvrInstruction instruction = map.Decode(at);
            Flow flow = instruction.Flow;
            int next = at + instruction.Size;
            endsInterrupt |= instruction.Mnemonic == "reti";
            int? target = map.TargetOf(at, instruction);
            if (target is { } place)
                open.Push(place);

            // A function that never returns ends in a loop without a body.
            ends |= flow is Flow.Return or Flow.IndirectJump || (flow == Flow.Jump && target == at);
            if (flow == Flow.Skip && map.IsWord(next))
                open.Push(next + map.Decode(next).Size);
            if (flow is Flow.Jump or Flow.Return or Flow.IndirectJump)
                continue;

            // A table before a function seems to run into it, too.
            if (wary && next > start && map[next] == CodeMap.WordState.Instruction && IsUnreached(start, next) && !IsRestoring(start, next))
                return null;
            open.Push(next);
            expected = next;
        }

        return ends ? new(endsInterrupt) : null;
    }

    /// <summary>Forgets what looked hopeless: more is known now.</summary>
    public void Forget()
    {
        _hopeless.Clear();
        _hopelessIfWary.Clear();
    }

    private bool IsPlausible(int at, bool wary) =>
        map.IsWord(at) && map[at] == CodeMap.WordState.Unreached && map.Decode(at) is var instruction
        && instruction.Flow != Flow.None && !(wary && _unlikely.Contains(instruction.Mnemonic));

    /// <summary>A row of loads: functions that share their end enter it where their registers start.</summary>
    private bool IsRestoring(int start, int end)
    {
        int at = start;
        while (at < end && map.Decode(at).Mnemonic == "ldd")
            at += 2;
        return at >= end && end - start > 2;
    }

    private bool IsUnreached(int start, int end)
    {
        int at = start;
        while (at < end && map[at] == CodeMap.WordState.Unreached)
            at += 2;
        return at >= end;
    }

    /// <summary>What a function saves first: two registers at least, or the frame pointer with the stack pointer's copy.</summary>
    public bool IsPrologue(int position)
    {
        const int Registers = 32;
        int pushes = 0;
        for (int at = position; map.IsWord(at) && pushes <= Registers; at += 2)
        {
            AvrInstruction instruction = map.Decode(at);
            if (instruction.Mnemonic == "push")
                pushes++;
            else
                return pushes >= 2 || (pushes > 0 && instruction is { Mnemonic: "in", Operands: "r28, 0x3d" or "r0, 0x3f" });
        }

        return false;
    }

    /// <param name="EndsInterrupt">It holds a reti.</param>
    public sealed record Findings(bool EndsInterrupt);
}
