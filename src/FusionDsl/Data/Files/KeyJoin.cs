using FusionDsl.Data.Nodes;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>Brings the rows of several files together by their keys, in the order of the first file.</summary>
internal static class KeyJoin
{
    /// <summary>Which rows of each file are kept.</summary>
    /// <param name="notes">Receives an account of the rows without partner.</param>
    /// <exception cref="DataException">A key twice in one file, or nothing in common.</exception>
    public static IReadOnlyList<Kept> Match(IReadOnlyList<FileRows> files, List<string> notes)
    {
        var lead = files[0];
        var rowOf = files.Select(RowsByKey).ToArray();
        if (files.Count == 1) return [new Kept(null, lead.Count)];

        var matched = new List<long>[files.Count];
        for (var f = 0; f < files.Count; f++) matched[f] = new List<long>((int)lead.Count);
        var missing = new long[files.Count];
        var found = new int[files.Count];
        for (var row = 0; row < lead.Count; row++)
        {
            var complete = true;
            found[0] = row;
            for (var f = 1; f < files.Count; f++)
            {
                if (rowOf[f].TryGetValue(lead.Key!.Values[row], out found[f])) continue;
                missing[f]++;
                complete = false;
            }
            if (!complete) continue;
            for (var f = 0; f < files.Count; f++) matched[f].Add(found[f]);
        }

        Account(files, rowOf, missing, matched[0].Count, notes);
        return [.. files.Select((file, f) => new Kept(IsAll(matched[f], file.Count) ? null : [.. matched[f]], matched[f].Count))];
    }

    private static void Account(
        IReadOnlyList<FileRows> files, IReadOnlyList<Dictionary<string, int>> rowOf, long[] missing, long kept, List<string> notes)
    {
        var lead = files[0];
        for (var f = 1; f < files.Count; f++)
        {
            var file = files[f];
            if (missing[f] == lead.Count)
                throw new DataException(
                    $"{lead.File.Name} and {file.File.Name} have no id in common: the column '{lead.Key!.Wanted.Column}' holds " +
                    $"{Nearest.Few([.. lead.Key.Values.Take(3)])} in the first and " +
                    $"{Nearest.Few([.. file.Key!.Values.Take(3)])} in the second. " +
                    "Ids are compared as text.", file.File.Name, column: lead.Key.Wanted.Column);
            if (missing[f] > 0) notes.Add($"{Counted(missing[f])} of {Counted(lead.Count)} ids have no {Names(file)} ({file.File.Name})");
            var extra = file.Count - (lead.Count - missing[f]);
            if (extra > 0) notes.Add($"{Counted(extra)} of {Counted(file.Count)} ids of {file.File.Name} are not in {lead.File.Name}");
        }
        if (kept == 0)
            throw new DataException(
                $"No id is in all of the files {string.Join(", ", files.Select(file => file.File.Name))}: {string.Join("; ", notes)}.");
        if (kept < lead.Count) notes.Add($"{Counted(kept)} of {Counted(lead.Count)} rows of {lead.File.Name} are complete and were loaded");
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
