using FusionDsl.Cli.Specs;

namespace FusionDsl.Cli.Runs;

/// <summary>The spec as it is kept with a run: the same text, but its data files are found from the run's folder.</summary>
internal static class ResolvedSpec
{
    /// <summary>Writes the spec so that training it again, from where it lies now, reads the same files.</summary>
    public static void Write(SpecFile spec, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        AtomicFile.WriteText(path, Moved(spec.Text.ToString(), spec.Directory, folder));
    }

    /// <summary>The text with every relative <c>file:</c> below <c>data</c> rewritten from one directory to another.</summary>
    public static string Moved(string text, string from, string to)
    {
        if (SpecTree.Parse(text) is not SpecMapping root || root.Find("data") is not { } data) return text;
        // From the last to the first, so that the places before stay what they are.
        foreach (var file in Files(data.Value).OrderByDescending(file => file.Start))
        {
            if (file.IsAbsent || Path.IsPathRooted(file.Value)) continue;
            var moved = Path.GetRelativePath(to, Path.GetFullPath(file.Value, from)).Replace('\\', '/');
            text = string.Concat(text.AsSpan(0, file.Start), SpecValue.Fit(moved, inFlow: true), text.AsSpan(file.End));
        }
        return text;
    }

    private static IEnumerable<SpecScalar> Files(SpecNode node) => node switch
    {
        SpecMapping mapping => mapping.Entries.SelectMany(entry =>
            entry is { Key.Value: "file", Value: SpecScalar file } ? [file] : Files(entry.Value)),
        SpecList list => list.Items.SelectMany(Files),
        _ => [],
    };
}
