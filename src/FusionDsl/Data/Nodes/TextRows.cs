using FusionDsl.Data.Files;

namespace FusionDsl.Data.Nodes;

/// <summary>A column of text beside the nodes: keys, groups, parts.</summary>
internal sealed class TextRows(string column, string expected, bool mayBeEmpty)
{
    private string[] _values = [];

    public Wanted Wanted => new(column, CellKind.Text);

    public IReadOnlyList<string> Values => _values;

    public void Allocate(long rows) => _values = new string[rows];

    /// <summary>As <see cref="NodeRows.Take"/>.</summary>
    public void Take(Column cells, long first, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            var text = cells.IsNull(i) ? "" : cells.Text(i);
            if (text.Length == 0 && !mayBeEmpty) throw new BadCell(i, column, expected, "an empty cell");
            _values[first + i] = text;
        }
    }

    public string[] Finish(Kept kept) => kept.Pick(_values);
}
