using FusionDsl.Avr.Decoding;

namespace FusionDsl.Avr.Analysis;

/// <summary>Follows the flow of control from where execution is known to start, and marks every instruction it reaches.</summary>
internal sealed class Explorer(CodeMap map)
{
    private readonly Stack<int> _open = new();

    /// <summary>Places that are called: each starts a function.</summary>
    public HashSet<int> CallTargets { get; } = [];

    /// <summary>Unconditional jumps, from where to where: those between functions are calls in the place of a return.</summary>
    public List<(int From, int To)> Jumps { get; } = [];

    /// <summary>Places that tables of switch statements name.</summary>
    public HashSet<int> Cases { get; } = [];

    /// <summary>Jumps to an address in a register of which nothing is known.</summary>
    public SortedSet<int> BlindJumps { get; } = [];

    /// <summary>Marks all that can be reached from a position.</summary>
    public void Reach(int position)
    {
        _open.Push(position);
        while (_open.TryPop(out int at))
        {
            while (Mark(at) is { } instruction)
                at = Continue(at, instruction);
        }
    }

    /// <summary>
    /// Marks a range that the file itself declares as one function: every word that is not data, whatever leads there, for tables of
    /// addresses lead to places that no instruction names.
    /// </summary>
    public void Sweep(int start, int end)
    {
        for (int at = start; at < end && map.IsWord(at);)
        {
            AvrInstruction instruction = map.Decode(at);

            // Linkers that shorten jumps leave sizes too large or too small: an end need not be the end of a flow.
            if (Mark(at) is not null && Continue(at, instruction) is var next && next >= end)
                Open(next);
            at += map[at] == CodeMap.WordState.Instruction ? instruction.Size : 2;
        }

        if (_open.TryPop(out int open))
            Reach(open);
    }

    private AvrInstruction? Mark(int at)
    {
        if (!map.IsWord(at) || map[at] != CodeMap.WordState.Unreached)
            return null;
        AvrInstruction instruction = map.Decode(at);
        map[at] = CodeMap.WordState.Instruction;

        // Where another path already entered this instruction in its middle, that path stays.
        if (instruction.Size == 4 && map[at + 2] == CodeMap.WordState.Unreached)
            map[at + 2] = CodeMap.WordState.Extension;
        return instruction;
    }

    /// <summary>Notes where an instruction leads; returns the place to go on, or an odd number to stop.</summary>
    private int Continue(int at, in AvrInstruction instruction)
    {
        const int Stop = -1;
        int next = at + instruction.Size;
        int? target = map.TargetOf(at, instruction);
        switch (instruction.Flow)
        {
            case Flow.Branch:
                Open(target);
                return next;
            case Flow.Skip:
                if (map.IsWord(next))
                    Open(next + map.Decode(next).Size);
                return next;
            case Flow.Call:
                Open(target);
                // A call of the next instruction only makes room on the stack.
                if (target is { } callee && callee != next)
                    CallTargets.Add(callee);
                return next;
            case Flow.Jump or Flow.IndirectJump:
                Open(target);
                if (target is { } destination)
                    Jumps.Add((at, destination));
                FollowRegisters(at, next);
                return Stop;
            case Flow.Return:
                FollowRegisters(at, next);
                return Stop;
            case Flow.None:
                return Stop;
            default:
                return next;
        }
    }

    private void Open(int? target)
    {
        if (target is { } position && map.IsWord(position))
            _open.Push(position);
    }

    /// <summary>A jump whose way on is in Z: a switch, or a shared prologue that comes back to the address in r30 and r31.</summary>
    private void FollowRegisters(int jump, int next)
    {
        if (SwitchTable.Find(map, jump) is { } table)
        {
            for (int at = table.Start; at < table.End; at += 2)
                map[at] = CodeMap.WordState.Data;
            foreach (int place in table.Cases)
                Open(place);
            Cases.UnionWith(table.Cases);
            return;
        }

        int? low = null;
        int? high = null;
        int? position = map.Before(jump);
        for (int step = 0; step < 4 && position is { } at; step++, position = map.Before(at))
        {
            AvrInstruction instruction = map.Decode(at);
            if (instruction.Form.Mnemonic != "ldi")
                continue;
            int register = instruction.Form.Register('d', instruction.Word);
            int value = instruction.Form.Field('K', instruction.Word);
            low = register == 30 ? value : low;
            high = register == 31 ? value : high;
        }

        if (2 * ((high << 8) | low) == next)
            Open(next);
        else if (map.Decode(jump).Flow == Flow.IndirectJump)
            BlindJumps.Add(jump);
    }
}
