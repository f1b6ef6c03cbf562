namespace FusionDsl.Avr.Files;

/// <summary>Program memory as records fill it: bytes anywhere, each with the line that wrote it.</summary>
internal sealed class SparseMemory
{
    private const int PageBits = 12;

    // A cell is line << 8 | value; 0 = nobody wrote it, as lines count from 1.
    private readonly SortedDictionary<int, int[]> _pages = [];

    /// <summary>The byte at an address and the line that wrote it, or null.</summary>
    public (byte Value, int Line)? this[int address] =>
        _pages.TryGetValue(address >> PageBits, out int[]? page) && page[address & ((1 << PageBits) - 1)] is var cell and not 0
            ? ((byte)cell, cell >> 8)
            : null;

    public void Write(int address, byte value, int line)
    {
        if (!_pages.TryGetValue(address >> PageBits, out int[]? page))
            _pages[address >> PageBits] = page = new int[1 << PageBits];
        page[address & ((1 << PageBits) - 1)] = (line << 8) | value;
    }

    /// <summary>The runs of bytes as regions of whole words; the other byte of a half-written word is 0xFF, as in erased flash.</summary>
    public List<CodeRegion> ToRegions()
    {
        var regions = new List<CodeRegion>();
        List<byte> run = [];
        int start = 0;
        foreach ((int page, int[] cells) in _pages)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i] == 0)
                    continue;
                int address = (page << PageBits) | i;
                if (run.Count == 0 || address > start + run.Count + 1 + (run.Count & 1))
                {
                    Close();
                    start = address & ~1;
                }

                while (start + run.Count < address)
                    run.Add(0xff);
                run.Add((byte)cells[i]);
            }
        }

        Close();
        return regions;

        void Close()
        {
            if (run.Count % 2 != 0)
                run.Add(0xff);
            if (run.Count > 0)
                regions.Add(new("", start, start, run.ToArray()));
            run.Clear();
        }
    }
}
