using FusionDsl.Architecture;

namespace FusionDsl.Data.Files;

/// <summary>Column names as a plan writes them: <c>c000..c111</c> stands for 112 columns.</summary>
internal static class ColumnNames
{
    /// <summary>Replaces every range by the names it stands for.</summary>
    /// <exception cref="DataException">A range that runs backwards or whose ends are numbered differently.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> columns, string node)
    {
        if (columns.Count == 0) throw new DataException($"The source of '{node}' names no column.");
        var names = new List<string>(columns.Count);
        foreach (var column in columns)
        {
            if (ColumnRange.Of(column, out var fault) is { } range) names.AddRange(range.Names);
            else if (fault is null) names.Add(column);
            else throw new DataException($"The columns '{column}' of '{node}' are no range: {fault}.", column: column);
        }
        return names;
    }
}
