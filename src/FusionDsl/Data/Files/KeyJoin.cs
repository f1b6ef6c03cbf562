using FusionDsl.Data.Nodes;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>Brings the rows of several files together by their keys, in the order of the first file.</summary>
internal static class KeyJoin
{
    /// <summary>
    /// Which rows of each file are kept, and what they are called. A file of modalities that may be absent may lack a sample, which then has the
    /// row behind its last one.
    /// </summary>
    /// <param name="notes">Receives an account of the rows without partner.</param>
    /// <returns>Names: null where there is no key.</returns>
    /// <exception cref="DataException">A key twice in one file, or nothing in common.</exception>
    public static (IReadOnlyList<Kept> Kept, string[]? Names) Match(IReadOnlyList<FileRows> files, List<string> notes)
    {
        var rowOf = files.Select(RowsByKey).ToArray();
        if (files.Count == 1)
        {
            var all = new Kept(null, files[0].Count);
            return ([all], files[0].Key?.Finish(all));
        }

        var ids = Ids(files);
        var names = new List<string>(ids.Count);
        var matched = files.Select(_ => new List<long>(ids.Count)).ToArray();
        var missing = new long[files.Count];
        var found = new long[files.Count];
        foreach (var id in ids)
        {
            var complete = true;
            for (var f = 0; f < files.Count; f++)
            {
                var isThere = rowOf[f].TryGetValue(id, out var row);
                found[f] = isThere ? row : files[f].Count;
                if (isThere) continue;
                missing[f]++;
                complete &= files[f].MayLackSamples;
            }
            if (!complete) continue;
            names.Add(id);
            for (var f = 0; f < files.Count; f++) matched[f].Add(found[f]);
        }

        Account(files, ids.Count, missing, names.Count, notes);
        return ([.. files.Select((file, f) => new Kept(IsAll(matched[f], file.Count) ? null : [.. matched[f]], matched[f].Count))], [.. names]);
    }

    // Of the first file that every sample is in; where there is none, of all files.
    private static IReadOnlyList<string> Ids(IReadOnlyList<FileRows> files) =>
        files.FirstOrDefault(file => !file.MayLackSamples) is { } lead ? lead.Key!.Values!
            : [.. files.SelectMany(file => file.Key!.Values).Distinct(StringComparer.Ordinal)!];

    private static void Account(IReadOnlyList<FileRows> files, long ids, long[] missing, long kept, List<string> notes)
    {
        var lead = files.FirstOrDefault(file => !file.MayLackSamples) ?? files[0];
        for (var f = 0; f < files.Count; f++)
        {
            var file = files[f];
            if (file == lead) continue;
            if (missing[f] == ids && !file.MayLackSamples)
                throw new DataException(
                    $"{lead.File.Name} and {file.File.Name} have no id in common: the column '{lead.Key!.Wanted.Column}' holds " +
                    $"{Nearest.Few([.. lead.Key.Values.Take(3)])} in the first and " +
                    $"{Nearest.Few([.. file.Key!.Values.Take(3)])} in the second. " +
                    "Ids are compared as text.", file.File.Name, column: lead.Key.Wanted.Column);
            if (missing[f] > 0) notes.Add($"{Counted(missing[f])} of {Counted(ids)} ids have no {Names(file)} ({file.File.Name})");
            var extra = file.Count - (ids - missing[f]);
            if (extra > 0) notes.Add($"{Counted(extra)} of {Counted(file.Count)} ids of {file.File.Name} are not in {lead.File.Name}");
        }
        if (kept == 0)
            throw new DataException(
                $"No id is in all of the files {string.Join(", ", files.Select(file => file.File.Name))}: {string.Join("; ", notes)}.");
        if (kept < ids) notes.Add($"{Counted(kept)} of {Counted(ids)} rows of {lead.File.Name} are complete and were loaded");
    }

    private static string Names(FileRows file) =>
        file.Nodes.Count == 0 ? "row" : string.Join(", ", file.Nodes.Select(node => $"'{node.Node}'"));

    private static Dictionary<string, int> RowsByKey(FileRows file)
    {
        var rows = new Dictionary<string, int>((int)file.Count, StringComparer.Ordinal);
        if (file.Key is not { } key) return rows;
        for (var row = 0; row < key.Values.Count; row++)
        {
            if (rows.TryAdd(key.Values[row], row)) continue;
            throw file.File.Complain(row, key.Wanted.Column, null, "an id that no other row has",
                $"'{key.Values[row]}', which row {Counted(rows[key.Values[row]] + 1)} has too");
        }
        return rows;
    }

    private static bool IsAll(List<long> rows, long count)
    {
        if (rows.Count != count) return false;
        for (var i = 0; i < rows.Count; i++)
            if (rows[i] != i) return false;
        return true;
    }
}
