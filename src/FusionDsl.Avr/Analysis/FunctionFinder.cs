using FusionDsl.Avr.Decoding;
using FusionDsl.Avr.Files;

namespace FusionDsl.Avr.Analysis;

/// <summary>
/// Splits program memory into functions and leaves data out.
/// <list type="bullet">
/// <item>Code is what symbols declare as functions, and what can be reached from there, from reset and from the interrupt vectors.</item>
/// <item>Data are the symbols of variables, the tables of switch statements, and what no rule finds to be code.</item>
/// <item>What nothing leads to is code where it passes <see cref="CodeTest"/> and more speaks for it: a label that other files may use,
/// a prologue (pushes, then <c>in r28, 0x3d</c>), or code on both sides; or where it is one of a row of jumps.</item>
/// <item>A function starts at its symbol; at a label for other files that is called or that no code runs into; at what is called;
/// at what a vector names; at a prologue; and where another function jumps to the place behind an end.</item>
/// <item>It ends where its symbol says, or where the next one starts. Known code behind such an end is a function of its own.</item>
/// </list>
/// </summary>
internal sealed class FunctionFinder
{
    private const int MostPasses = 8;

    private readonly FirmwareImage _image;
    private readonly CodeMap _map;
    private readonly Explorer _explorer;
    private readonly CodeTest _test;
    private readonly ILookup<int, CodeSymbol> _symbols;
    private readonly SortedSet<int> _starts = [];
    private readonly SortedSet<int> _guesses = [];
    private readonly HashSet<int> _vectors = [];
    private readonly Dictionary<int, int> _declaredEnds = [];
    private int _startup;

    private FunctionFinder(FirmwareImage image)
    {
        _image = image;
        _map = new(image);
        _explorer = new(_map);
        _test = new(_map);
        _symbols = image.Symbols.Where(symbol => symbol.Kind != SymbolKind.Object && (symbol.Position & 1) == 0)
            .OrderBy(symbol => symbol.Kind == SymbolKind.Function ? 0 : 1)
            .ThenBy(symbol => symbol is { IsExternal: true, IsWeak: false } ? 0 : 1)
            .ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .ToLookup(symbol => symbol.Position);
    }

    public static List<FirmwareFunction> Find(FirmwareImage image)
    {
        var finder = new FunctionFinder(image);
        finder.MarkObjects();
        finder.SweepDeclaredFunctions();
        finder.ReachFromReset();
        finder.ReachFromLabels();
        finder.JudgeTheRest();
        finder.ChooseStarts();
        return finder.Cut();
    }

    private void MarkObjects()
    {
        foreach (CodeSymbol table in _image.Symbols.Where(symbol => symbol.Kind == SymbolKind.Object))
        {
            for (int at = table.Position & ~1; at < table.Position + table.Size && _map.IsWord(at); at += 2)
                _map[at] = CodeMap.WordState.Data;
        }
    }

    private void SweepDeclaredFunctions()
    {
        foreach (CodeSymbol function in _image.Symbols.Where(symbol => symbol.Kind == SymbolKind.Function && (symbol.Position & 1) == 0))
        {
            _starts.Add(function.Position);
            if (function.Size > 0)
            {
                int end = function.Position + function.Size;
                _declaredEnds[function.Position] = Math.Max(end, _declaredEnds.GetValueOrDefault(function.Position));
                _explorer.Sweep(function.Position, end);
            }
            else
            {
                _explorer.Reach(function.Position);
            }
        }
    }

    private void ReachFromReset()
    {
        if (_image.IsRelocatable)
            return;
        if (_image.Entry is { } entry)
            Start(entry);
        foreach (CodeRegion region in _map.Regions)
        {
            // Where no symbol tells, the first region starts with reset; another one may be a boot loader or a table.
            int start = region.Position;
            bool isReset = start == _map.Regions[0].Position || start == _image.Entry;
            if (!isReset && (_image.Symbols.Count > 0 || _test.Try(start) is null))
                continue;
            Start(start);
            if (isReset && _map[start] == CodeMap.WordState.Instruction && _map.Decode(start) is { Flow: Flow.Jump } reset
                && _map.TargetOf(start, reset) is { } startup && startup != start)
            {
                _startup = startup;
                _starts.Add(startup);
            }

            foreach (int vector in VectorTable.Find(_map, _test, start, _symbols.Contains, IsInDeclared))
            {
                _explorer.Reach(vector);
                _vectors.Add(vector);
                if (_map.TargetOf(vector, _map.Decode(vector)) is { } handler)
                    _starts.Add(handler);
            }
        }
    }

    private void ReachFromLabels()
    {
        if (!_image.IsRelocatable)
            return;
        foreach (CodeSymbol label in _image.Symbols.Where(symbol => symbol is { Kind: SymbolKind.Label, IsExternal: true }))
            _explorer.Reach(label.Position & ~1);
    }

    private void Start(int position)
    {
        _starts.Add(position);
        _explorer.Reach(position);
    }

    /// <summary>Looks at what nothing leads to: functions called by address, and code behind jumps that could not be followed.</summary>
    private void JudgeTheRest()
    {
        bool changed = true;
        for (int pass = 0; pass < MostPasses && changed; pass++)
        {
            changed = false;
            _test.Forget();
            foreach (CodeRegion region in _map.Regions)
            {
                for (int at = region.Position; at < region.End; at += 2)
                    changed |= _map[at] == CodeMap.WordState.Unreached && Adopt(region, at);
            }
        }
    }

    private bool Adopt(CodeRegion region, int at)
    {
        bool named = _symbols[at].Any(symbol => symbol.IsExternal);

        // Only the first push of a row can start a function.
        bool midway = _map[at - 2] == CodeMap.WordState.Unreached && IsPush(at - 2);
        bool prologue = !midway && _test.IsPrologue(at);
        bool between = !named && !prologue && IsBetweenCode(region, at);
        if (IsTrampoline(at))
        {
            _explorer.Reach(at);
            if (_map.Before(at) is not { } before || _vectors.Contains(before))
                _starts.Add(at);
            return true;
        }

        if (!(named || prologue || between) || _test.Try(at, wary: !prologue) is null)
            return false;
        _explorer.Reach(at);
        (between ? _guesses : _starts).Add(at);
        return true;
    }

    /// <summary>
    /// One of a row of jumps: linkers make one before the start-up code where functions lie beyond the reach of a 16-bit address.
    /// </summary>
    private bool IsTrampoline(int at) => IsLongJump(at) && (IsLongJump(at - 4) || IsLongJump(at + 4)) && !FallsInto(at);

    private bool IsLongJump(int at)
    {
        if (!_map.IsWord(at) || _map[at] == CodeMap.WordState.Data || _map.Decode(at) is not { Size: 4, Flow: Flow.Jump } jump)
            return false;
        int? target = _map.TargetOf(at, jump);
        return target is { } place && (_map[place] == CodeMap.WordState.Instruction || _test.Try(place) is not null);
    }

    private bool IsPush(int position) => _map.IsWord(position) && _map.Decode(position).Mnemonic == "push";

    /// <summary>Right behind code that ends there, with more code to come; compilers keep their tables before the start-up code.</summary>
    private bool IsBetweenCode(CodeRegion region, int at)
    {
        if (at < _startup || _map.Before(at) is null || FallsInto(at))
            return false;
        int end = at;
        while (end < region.End && _map[end] == CodeMap.WordState.Unreached)
            end += 2;
        return end < region.End && _map[end] == CodeMap.WordState.Instruction;
    }

    /// <summary>The instruction before runs on into this one.</summary>
    private bool FallsInto(int position) =>
        _map.Before(position) is { } before
        && _map.Decode(before).Flow is not (Flow.Jump or Flow.IndirectJump or Flow.Return or Flow.None);

    private void ChooseStarts()
    {
        foreach (int callee in _explorer.CallTargets.Where(callee => !IsInDeclared(callee)))
            _starts.Add(callee);
        foreach (IGrouping<int, CodeSymbol> names in _symbols)
        {
            bool isEntry = names.Any(symbol => symbol is { Kind: SymbolKind.Label, IsExternal: true } && !symbol.Name.StartsWith('.'));
            bool isCalled = _explorer.CallTargets.Contains(names.Key);
            if (isEntry && (isCalled || (!FallsInto(names.Key) && !IsInDeclared(names.Key))))
                _starts.Add(names.Key);
        }

        foreach (int guess in _guesses)
        {
            // Behind a jump that could not be followed it is rather what that jump leads to.
            int owner = _starts.GetViewBetween(0, guess).Max;
            if (!_explorer.BlindJumps.GetViewBetween(owner, guess).Any())
                _starts.Add(guess);
        }

        AddTailCalls();
    }

    /// <summary>A jump into the midst of another function, behind the end of what lies before, starts one of its own.</summary>
    private void AddTailCalls()
    {
        List<(int From, int To)> candidates =
        [
            .. _explorer.Jumps.Where(jump => !_starts.Contains(jump.To) && !FallsInto(jump.To) && !IsInDeclared(jump.To)
                && !_explorer.Cases.Contains(jump.From) && !_explorer.Cases.Contains(jump.To)
                && (_image.Symbols.Count == 0 || _symbols.Contains(jump.To))),
        ];
        bool changed = candidates.Count > 0;
        while (changed)
        {
            int[] sorted = [.. _starts.Order()];
            changed = false;
            foreach ((int from, int to) in candidates)
            {
                if (Owner(sorted, from) != Owner(sorted, to))
                    changed |= _starts.Add(to);
            }
        }
    }

    private static int Owner(int[] sortedStarts, int position)
    {
        int index = Array.BinarySearch(sortedStarts, position);
        return index >= 0 ? index : ~index - 1;
    }

    private List<(int Start, int End)>? _declared;

    private bool IsInDeclared(int position)
    {
        _declared ??= [.. _declaredEnds.Select(range => (range.Key, range.Value)).OrderBy(range => range.Key)];
        int low = 0;
        int high = _declared.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_declared[middle].Start <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && position > _declared[low - 1].Start && position < _declared[low - 1].End;
    }

    private List<FirmwareFunction> Cut()
    {
        var functions = new List<FirmwareFunction>();
        foreach (CodeRegion region in _map.Regions)
        {
            int end = region.Position;
            int start = -1;
            var instructions = new List<AvrInstruction>();
            for (int at = region.Position; at < region.End; at += 2)
            {
                if (_map[at] != CodeMap.WordState.Instruction)
                    continue;
                if (_starts.Contains(at) || (at >= end && !FallsInto(at)) || start < 0)
                {
                    Close();
                    start = at;
                    end = _declaredEnds.GetValueOrDefault(at, int.MaxValue);
                }

                instructions.Add(_map.Decode(at));
            }

            Close();

            void Close()
            {
                if (instructions.Count > 0)
                    functions.Add(Function(region, start, [.. instructions]));
                instructions.Clear();
            }
        }

        return functions;
    }

    private FirmwareFunction Function(CodeRegion region, int position, AvrInstruction[] instructions)
    {
        int address = position - region.Position + region.Address;
        string[] names = [.. _symbols[position].Select(symbol => symbol.Name).Where(name => name.Length > 0).Distinct()];
        return new(names.Length > 0 ? names[0] : $"sub_{address:x4}", address, instructions)
        {
            Aliases = names.Length > 1 ? names[1..] : [],
            Section = region.Name,
            IsNamed = names.Length > 0,
        };
    }
}
