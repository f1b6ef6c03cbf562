namespace FusionDsl.Architecture;

public sealed partial record Rule
{
    /// <summary>A node whose values come from nowhere.</summary>
    public static Rule MissingSource { get; } = new(6001, "A node has no source",
        "'{0}' has no source, but other nodes have. Add one: {1}");

    /// <summary>A source for a node that has no values of its own.</summary>
    public static Rule UselessSource { get; } = new(6002, "A node takes no data", "'{0}' is no modality and no head, so it has no values in a file. Remove its source");

    /// <summary>Fractions that leave nothing to learn from.</summary>
    public static Rule NothingToTrain { get; } = new(6003, "A split leaves nothing to train on",
        "Validation {0} and test {1} leave nothing for training; expected a sum below 1");

    /// <summary>Stratification by something that has no classes.</summary>
    public static Rule StratifyNeedsClasses { get; } = new(6004, "Only a classifier can stratify",
        "'{0}' is no classifier of this model{1} {2}");

    /// <summary>A fixed split together with a random one.</summary>
    public static Rule SplitConflict { get; } = new(6005, "A split is fixed or random",
        "'{0}' has no meaning beside 'column', which says for each row where it belongs. Remove one of them");

    /// <summary>A range of columns that cannot be counted.</summary>
    public static Rule BadColumnRange { get; } = new(6006, "A range of columns cannot be counted",
        "'{0}' is no range of columns, such as c000..c111: {1}");

    /// <summary>Several files and nothing to join them by.</summary>
    public static Rule MissingDataKey { get; } = new(6007, "Several files need a key",
        "The sources lie in several files ({0}), and rows are never paired by their number. Name the column that identifies a sample in all of them: {1}");

    /// <summary>A number of columns that does not match the node.</summary>
    public static Rule ColumnCount { get; } = new(6008, "The columns do not match the shape",
        "'{0}' has {1} per sample but the source names {2} columns; expected {3}");

    /// <summary>A memory budget that is no amount of memory.</summary>
    public static Rule WrongMemory { get; } = new(6010, "A memory budget is an amount of memory",
        "'{0}' is no amount of memory: expected a number and MB, GB or TB, at least 1 MB, such as 512 MB or 2 GB");

    /// <summary>A backslash that became something else.</summary>
    public static Rule BadFileName { get; } = new(6011, "A file name holds a control character",
        "The file name '{0}' holds a control character: in quotes, a backslash begins an escape. Write '/' instead, which works everywhere");

    /// <summary>Pictures of colours that no file has.</summary>
    public static Rule PictureChannels { get; } = new(6012, "Pictures have 1 or 3 channels",
        "'{0}' is read from pictures, which are grey (1 channel) or red, green and blue (3 channels); found {1}. Declare one of these, or name a column for every number");

    /// <summary>A split without any source.</summary>
    public static Rule NoSources { get; } = new(6009, "Data settings without a source", "{0} has no effect, since no node has a source. Add sources or remove it");
}
