namespace FusionDsl.Data;

/// <summary>A file, a row or a cell is not what the data plan says. The message names all three; the properties are for tools.</summary>
public sealed class DataException : FusionException
{
    /// <param name="message">The whole message, as the user should read it.</param>
    /// <param name="file">The data file as the plan names it.</param>
    /// <param name="row">Row of the data, the first one is 1; a header does not count.</param>
    /// <param name="column">Column name.</param>
    /// <param name="cause">What went wrong underneath.</param>
    public DataException(string message, string? file = null, long? row = null, string? column = null, Exception? cause = null)
        : base(message, cause)
    {
        File = file;
        Row = row;
        Column = column;
    }

    /// <summary>The data file as the plan names it; null where no single file is at fault.</summary>
    public string? File { get; }

    /// <summary>Row of the data, the first one is 1 (a CSV's header does not count); null where no single row is at fault.</summary>
    public long? Row { get; }

    /// <summary>Column name; null where no single column is at fault.</summary>
    public string? Column { get; }
}
