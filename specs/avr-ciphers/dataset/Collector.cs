using FusionDsl;
using FusionDsl.Avr;

namespace AvrCiphers.Dataset;

/// <summary>Reads images into labelled functions, and counts what it leaves out.</summary>
internal static class Collector
{
    /// <summary>Shorter functions (stubs, single accesses) say nothing about what they are part of.</summary>
    public const int ShortestFunction = 8;

    public static List<FunctionRow> Collect(string folder, Tally tally)
    {
        string[] images = [.. Directory.GetFiles(folder, "*.elf").Order(StringComparer.Ordinal)];
        if (images.Length == 0)
            throw new FusionException($"{folder}: expected firmware images (*.elf), found none. Build them with firmware/build.sh.");
        tally.Images = images.Length;
        var rows = new List<FunctionRow>();
        foreach (string image in images)
            rows.AddRange(Read(image, tally));
        return Distinct(rows, tally);
    }

    private static IEnumerable<FunctionRow> Read(string image, Tally tally)
    {
        FirmwareName name = FirmwareName.Parse(image);
        LinkerMap map = LinkerMap.Load(Path.ChangeExtension(image, ".map"));
        foreach (FirmwareFunction function in Firmware.Load(image).Functions)
        {
            tally.Functions++;
            if (function.Tokens.Length < ShortestFunction)
            {
                tally.Short++;
                continue;
            }

            Origin origin = OriginOf(map.ObjectAt(function.Address));
            yield return new(name, function.Name, function.Address, origin, function.Tokens, function.Frequencies);
        }
    }

    // build.sh calls the two objects of an image so; all others come with the tool chain.
    private static Origin OriginOf(string file) => file.EndsWith(".unit.o", StringComparison.Ordinal) ? Origin.Unit
        : file.EndsWith(".main.o", StringComparison.Ordinal) ? Origin.Harness : Origin.Library;

    /// <summary>
    /// One row per sequence, implementation and build, so that library code, the same in every image of a part, counts once.
    /// A sequence under two labels has no right answer: none of its rows.
    /// </summary>
    private static List<FunctionRow> Distinct(List<FunctionRow> rows, Tally tally)
    {
        var labels = rows.ToLookup(row => row.Sequence, row => row.Cipher);
        var seen = new HashSet<(string, string, string)>();
        var kept = new List<FunctionRow>();
        foreach (FunctionRow row in rows)
        {
            if (labels[row.Sequence].Distinct().Skip(1).Any())
            {
                tally.AddAmbiguous(row);
                continue;
            }

            if (seen.Add((row.Sequence, row.Implementation, row.Build)))
                kept.Add(row);
            else
                tally.Repeated++;
        }

        return kept;
    }
}
