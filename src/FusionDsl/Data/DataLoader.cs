using FusionDsl.Data.Files;
using FusionDsl.Data.Nodes;
using FusionDsl.Data.Storage;
using FusionDsl.Native;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data;

/// <summary>Reads what a <see cref="DataPlan"/> names, checks every cell, and joins the files by key.</summary>
/// <remarks>
/// Formats: CSV and TSV with a header line in UTF-8, JSON (an array of objects or one object per line), each also as <c>.gz</c>, and
/// Parquet.
/// Column names count exactly, upper and lower case included. Lists are list columns in Parquet, arrays in JSON, and text such as
/// <c>[1, 2, 3]</c> or <c>1 2 3</c> in CSV. Keys are compared as text. A file that was cut off is an error. An empty cell, NaN and infinity are errors; only a sample that may be
/// without a modality may leave all cells of it empty, or have no row in its file.
/// </remarks>
public static class DataLoader
{
    private static readonly string[] PartNames = ["train", "validation", "test", ""];

    /// <summary>Loads all rows that every source knows, in the order of the first file that all samples have to be in.</summary>
    /// <param name="plan">What to read. The columns of its split are looked for in the files of the sources, in their order.</param>
    /// <param name="directory">Where the files' relative paths start from: the directory of the declaration.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="memory">
    /// What exceeds it lies in mapped files. Without it what the plan says, or else <see cref="MemoryBudget.Default"/>.
    /// </param>
    /// <returns>
    /// One table per source, see <see cref="LoadedRows"/>, and one more for each that may be absent, see <see cref="Presence"/>. Names are the keys, or the row numbers from 1 where the plan has no key.
    /// </returns>
    /// <exception cref="DataException">
    /// A file, column, cell or key is absent or wrong. The message names file, row (in CSV also the line), column and key, and says how to
    /// mend it. Or a table exceeds the memory budget and there is no room for its file.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LoadedRows Load(DataPlan plan, string directory, CancellationToken cancellation = default, MemoryBudget? memory = null)
    {
        if (plan.Sources.Count == 0) throw new DataException("The data plan names no source.");
        LibTorch.EnsureLoaded();
        using var engine = new Engine(plan.Sources.Select(source => PathOf(source, directory)).Distinct());
        List<FileRows> files = [];
        try
        {
            foreach (var source in plan.Sources) Place(source, files, directory, engine);
            PlaceKey(plan, files);
            PlaceSplit(plan.Split, files);
            var tables = new TableMemory(memory ?? (plan.Memory is { } bytes ? new(bytes) : MemoryBudget.Default));
            foreach (var file in files) file.Read(engine, tables, cancellation);
            return Join(plan, files, cancellation);
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    /// <summary>
    /// Rows that an <see cref="IRecordReader"/> read, with the same checks; what a file is for <see cref="Load"/>, the table is here.
    /// </summary>
    /// <param name="plan">The plan without labels, or with them where the table has their columns. Its key is not needed.</param>
    /// <param name="table">The rows.</param>
    /// <param name="cancellation">Stops reading pictures, whose names are relative to the current directory.</param>
    /// <exception cref="DataException">A column is absent or of a wrong type, or a value is wrong; names row and column.</exception>
    public static LoadedRows FromTable(DataPlan plan, RecordTable table, CancellationToken cancellation = default)
    {
        LibTorch.EnsureLoaded();
        return TableRows.Load(plan, table, cancellation);
    }

    /// <summary>The names of the columns of a data file, exactly as they are in it.</summary>
    /// <param name="path">CSV, TSV, JSON or Parquet.</param>
    /// <exception cref="DataException">It is absent, of another format, or damaged.</exception>
    public static IReadOnlyList<string> ColumnsOf(string path)
    {
        var full = Path.GetFullPath(path);
        using var engine = new Engine([full]);
        return DataFile.Open(path, full, "input", engine).Columns;
    }

    /// <summary>The names of the columns of a source, with those that its ranges stand for.</summary>
    /// <exception cref="DataException">A range is none.</exception>
    public static IReadOnlyList<string> ColumnsOf(NodeSource source) => ColumnNames.Expand(source.Columns, source.Node);

    private static string PathOf(NodeSource source, string directory) => Path.GetFullPath(Path.Combine(directory, source.File));

    private static void Place(NodeSource source, List<FileRows> files, string directory, Engine engine)
    {
        var path = PathOf(source, directory);
        var file = files.Find(file => file.File.FullPath == path);
        if (file is null)
        {
            file = new FileRows(DataFile.Open(source.File, path, $"source of '{source.Node}'", engine));
            files.Add(file);
        }
        file.Add(source);
    }

    private static void PlaceKey(DataPlan plan, List<FileRows> files)
    {
        if (plan.Key is null && files.Count > 1)
            throw new DataException(
                $"The sources lie in {Counted(files.Count)} files ({Nearest.Few([.. files.Select(file => file.File.Name)])}), " +
                "so that a key is needed: the name of a column that is in each of them and names a sample. " +
                "Rows are never joined by their number.");
        if (plan.Key is null) return;
        foreach (var file in files)
        {
            file.File.Require(plan.Key, "key");
            file.Key = new TextRows(plan.Key, "an id", mayBeEmpty: false);
        }
    }

    private static void PlaceSplit(SplitPlan split, List<FileRows> files)
    {
        if (split.Group is { } group) Holder(group, "group of the split").Group = new TextRows(group, "a group", mayBeEmpty: false);
        if (split.Column is { } part) Holder(part, "part of the split").Part = new TextRows(part, "a part", mayBeEmpty: true);

        FileRows Holder(string column, string usedBy)
        {
            var holder = files.Find(file => file.File.Columns.Contains(column));
            if (holder is null && files.Count > 1)
                throw new DataException(
                    $"No file has a column '{column}' ({usedBy}).{Nearest.Hint(column, files.SelectMany(file => file.File.Columns))} " +
                    string.Join(" ", files.Select(file => $"{file.File.Name} has {Nearest.Few(file.File.Columns)}.")), column: column);
            holder ??= files[0];
            holder.File.Require(column, usedBy);
            return holder;
        }
    }

    private static LoadedRows Join(DataPlan plan, List<FileRows> files, CancellationToken cancellation)
    {
        List<string> notes = [.. files.Select(file => (file.File as CsvFile)?.Note).OfType<string>()];
        var (kept, keys) = KeyJoin.Match(files, notes);
        var names = keys ?? [.. Enumerable.Range(1, (int)kept[0].Count).Select(row => Plain(row))];
        string[]? groups = null, parts = null;
        var tables = new Dictionary<string, Table>();
        try
        {
            for (var f = 0; f < files.Count; f++)
            {
                if (files[f].Group is { } group) groups = group.Finish(kept[f]);
                if (files[f].Part is { } part)
                {
                    RequireParts(files[f].File, part);
                    parts = part.Finish(kept[f]);
                }
                foreach (var node in files[f].Nodes)
                {
                    tables.Add(node.Node, files[f].Finish(node, kept[f], notes, cancellation));
                    if (node.EmptyRows > 0)
                        notes.Add($"{Counted(node.EmptyRows)} of {Counted(files[f].Count)} rows of {files[f].File.Name} have no '{node.Node}'");
                    if (node.FinishPresence(kept[f]) is { } present) tables.Add(Presence.Of(node.Node), present);
                }
            }
        }
        catch
        {
            foreach (var table in tables.Values) table.Dispose();
            throw;
        }
        var left = parts?.Count(part => part.Length == 0) ?? 0;
        if (left > 0)
            notes.Add($"{Counted(left)} of {Counted(names.Length)} rows have an empty '{plan.Split.Column}' " +
                "and are in no part of the split");
        return new LoadedRows(tables, new RowInfo(names, groups, parts, notes));
    }

    private static void RequireParts(DataFile file, TextRows part)
    {
        for (var row = 0; row < part.Values.Count; row++)
            if (!PartNames.Contains(part.Values[row]))
                throw file.Complain(row, part.Wanted.Column, null, "'train', 'validation', 'test' or nothing", $"'{part.Values[row]}'",
                    Nearest.Of(part.Values[row], PartNames) is { } near ? $"write '{near}'" : null);
    }
}
