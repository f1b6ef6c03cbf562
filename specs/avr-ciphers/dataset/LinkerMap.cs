using System.Globalization;
using System.Text.RegularExpressions;
using FusionDsl;

namespace AvrCiphers.Dataset;

/// <summary>
/// Which object file each stretch of code came from, as the linker's map tells it. Addresses, not names: compilers make clones
/// (<c>mix.part.0</c>), and two files may each have a static function of the same name.
/// </summary>
internal sealed partial class LinkerMap
{
    private readonly string _path;
    private readonly List<(int Start, int End, string Object)> _code;

    private LinkerMap(string path, List<(int Start, int End, string Object)> code)
    {
        _path = path;
        _code = code;
    }

    public static LinkerMap Load(string path)
    {
        var code = new List<(int, int, string)>();
        string[] lines = File.ReadAllLines(path);
        bool placed = false;
        for (int i = 0; i < lines.Length; i++)
        {
            // What stands before is about sections that were thrown away.
            placed |= lines[i].StartsWith("Linker script and memory map", StringComparison.Ordinal);
            if (!placed || !lines[i].StartsWith(" .", StringComparison.Ordinal))
                continue;

            // A long section name has its numbers on the next line.
            string line = lines[i].Trim().Contains(' ') || i + 1 == lines.Length ? lines[i] : lines[i] + lines[i + 1];
            Match match = Contribution().Match(line);
            if (!match.Success || !IsCode(match.Groups["section"].Value))
                continue;
            int start = int.Parse(match.Groups["start"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            int size = int.Parse(match.Groups["size"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size > 0)
                code.Add((start, start + size, match.Groups["file"].Value));
        }

        if (code.Count == 0)
        {
            throw new FusionException(
                $"{path}: expected the linker's map with sections such as .text of each object file, found none. Link with -Wl,-Map=FILE.");
        }

        return new(path, code);
    }

    /// <summary>The object file that the code at a byte address came from.</summary>
    public string ObjectAt(int address)
    {
        foreach ((int start, int end, string file) in _code)
        {
            if (start <= address && address < end)
                return file;
        }

        throw new FusionException(
            $"{_path}: expected an object file for every function, found none at 0x{address:x4}. Build the image anew.");
    }

    private static bool IsCode(string section) =>
        section is ".text" or ".vectors" or ".trampolines" || section.StartsWith(".text.", StringComparison.Ordinal)
        || section.StartsWith(".init", StringComparison.Ordinal) || section.StartsWith(".fini", StringComparison.Ordinal)
        || section.StartsWith(".jumptables", StringComparison.Ordinal) || section.StartsWith(".lowtext", StringComparison.Ordinal);

    [GeneratedRegex(@"^ (?<section>\.\S+)\s+0x(?<start>[0-9a-f]+)\s+0x(?<size>[0-9a-f]+)\s+(?<file>\S.*)$")]
    private static partial Regex Contribution();
}
