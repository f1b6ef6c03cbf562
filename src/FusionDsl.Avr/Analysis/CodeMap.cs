using FusionDsl.Avr.Files;

namespace FusionDsl.Avr.Analysis;

/// <summary>What is known of each word of program memory.</summary>
internal sealed class CodeMap
{
    private readonly CodeRegion[] _regions;
    private readonly WordState[][] _states;
    private readonly FirmwareImage _image;
    private int _last;

    public CodeMap(FirmwareImage image)
    {
        _image = image;
        _regions = [.. image.Regions.Where(region => region.End > region.Position)];
        _states = [.. _regions.Select(region => new WordState[(region.End - region.Position) / 2])];
    }

    public enum WordState : byte
    {
        /// <summary>Nothing leads here, as far as is known.</summary>
        Unreached,

        /// <summary>An instruction starts here.</summary>
        Instruction,

        /// <summary>The second word of an instruction.</summary>
        Extension,

        /// <summary>A table or another constant.</summary>
        Data,
    }

    public IReadOnlyList<CodeRegion> Regions => _regions;

    /// <summary>The region that holds a position, or null.</summary>
    public CodeRegion? RegionOf(int position) => IndexOf(position) is var index and >= 0 ? _regions[index] : null;

    /// <summary>A word of program memory starts here.</summary>
    public bool IsWord(int position) => (position & 1) == 0 && IndexOf(position) >= 0;

    /// <summary>The state of the word at a position; <see cref="WordState.Data"/> outside of the program memory.</summary>
    public WordState this[int position]
    {
        get => IndexOf(position) is var index and >= 0 ? _states[index][(position - _regions[index].Position) / 2] : WordState.Data;
        set
        {
            if (IndexOf(position) is var index and >= 0)
                _states[index][(position - _regions[index].Position) / 2] = value;
        }
    }

    public AvrInstruction Decode(int position)
    {
        CodeRegion region = RegionOf(position) ?? throw new ArgumentOutOfRangeException(nameof(position));
        int offset = position - region.Position;
        return AvrInstruction.Decode(region.Bytes.Span, offset, region.Address + offset, _image.IsReducedCore);
    }

    /// <summary>The word at a position, or null outside of the program memory.</summary>
    public ushort? Word(int position) => IsWord(position) ? Decode(position).Word : null;

    /// <summary>
    /// The position that a jump, call or branch leads to. Program memory of 8 KB wraps: there rjmp and rcall reach every place.
    /// </summary>
    public int? TargetOf(int position, in AvrInstruction instruction)
    {
        if (instruction.Target is not { } target)
            return null;
        if (_image.LinkTargets.TryGetValue(position, out int? linked))
            return linked;
        target += position - instruction.Address;
        const int WrapSize = 0x2000;
        bool wraps = !instruction.Form.IsLong && !_image.IsRelocatable && _regions[^1].End <= WrapSize && IndexOf(target) < 0;
        return wraps ? target & (WrapSize - 1) : target;
    }

    /// <summary>The start of the last known instruction before a position if it ends right there, or null.</summary>
    public int? Before(int position) =>
        this[position - 2] == WordState.Instruction ? position - 2
        : this[position - 2] == WordState.Extension && this[position - 4] == WordState.Instruction ? position - 4
        : null;

    private int IndexOf(int position)
    {
        // Most questions are about the region of the question before.
        if (_last < _regions.Length && _regions[_last].Contains(position))
            return _last;
        int low = 0;
        int high = _regions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (position < _regions[middle].Position)
                high = middle - 1;
            else if (position >= _regions[middle].End)
                low = middle + 1;
            else
                return _last = middle;
        }

        return -1;
    }
}
