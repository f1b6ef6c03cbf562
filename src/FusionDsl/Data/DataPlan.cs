namespace FusionDsl.Data;

/// <summary>
/// Where the samples of a model come from: one source per modality and per label, joined by a key, and how they are split.
/// </summary>
/// <param name="Key">The column that names a sample in every file; null only where all sources share one file.</param>
/// <param name="Reader">The reader that turns an input of <c>fusion predict</c> into rows (its assembly's name); null where inputs are
/// data files.</param>
/// <param name="Sources">One per modality and label.</param>
/// <param name="Split">How the samples are split by default.</param>
/// <param name="Memory">
/// Bytes that their values may take in memory; what exceeds it lies in mapped files. Null: <see cref="MemoryBudget.Default"/>.
/// </param>
public sealed record DataPlan(string? Key, string? Reader, IReadOnlyList<NodeSource> Sources, SplitPlan Split, long? Memory = null)
{
    /// <summary>The same plan without the labels and without the columns of its split, for prediction.</summary>
    public DataPlan WithoutLabels() => this with
    {
        Sources = [.. Sources.Where(source => source is not (ClassSource or TargetSource))],
        Split = Split with { Stratify = null, Group = null, Column = null },
    };
}

/// <summary>Where the values of one node come from.</summary>
/// <param name="Node">Name of the modality or head.</param>
/// <param name="File">CSV, Parquet or JSON file, relative to the declaration.</param>
/// <param name="Columns">Column names in order; <c>c000..c111</c> stands for a numbered range.</param>
public abstract record NodeSource(string Node, string File, IReadOnlyList<string> Columns)
{
    /// <summary>
    /// Whether a sample may be without it: its file may lack the sample's row, or leave all its cells empty. Which samples have it is a table of
    /// its own, see <see cref="Presence"/>.
    /// </summary>
    public bool Optional { get; init; }
}

/// <summary>
/// Token ids: one column of integer lists, or <paramref name="Length"/> integer columns. Shorter lists are filled with token 0.
/// </summary>
/// <param name="Length">Tokens per sample.</param>
/// <param name="Vocabulary">Ids run from 0 to one less than this.</param>
/// <param name="Truncate">A longer list is cut, and the number of cut lists is noted; otherwise it is an error.</param>
public sealed record TokensSource(string Node, string File, IReadOnlyList<string> Columns, int Length, int Vocabulary, bool Truncate)
    : NodeSource(Node, File, Columns);

/// <summary>
/// Real numbers of a vector, series or image: as many numeric columns as there are numbers, or one list column with all of them,
/// or (for a series) one list column per channel.
/// </summary>
/// <param name="Shape">[feature], [channel, time] or [channel, height, width] of one sample, row-major.</param>
public sealed record NumbersSource(string Node, string File, IReadOnlyList<string> Columns, IReadOnlyList<int> Shape)
    : NodeSource(Node, File, Columns);

/// <summary>
/// Pictures: one column of file names relative to the file; each is decoded and must have the declared size. Values are 0 to 1.
/// </summary>
/// <param name="Channels">1: grey, 3: red, green, blue.</param>
public sealed record ImageSource(string Node, string File, IReadOnlyList<string> Columns, int Height, int Width, int Channels)
    : NodeSource(Node, File, Columns);

/// <summary>A class label: one column whose text is the name of a class, or the number in it where the names are one word and numbers
/// (1 for Class1 of Class0 and Class1).</summary>
/// <param name="Classes">The names in the order of the logits.</param>
public sealed record ClassSource(string Node, string File, IReadOnlyList<string> Columns, IReadOnlyList<string> Classes)
    : NodeSource(Node, File, Columns);

/// <summary>The numbers that a regression learns: <paramref name="Width"/> numeric columns, or one list column.</summary>
public sealed record TargetSource(string Node, string File, IReadOnlyList<string> Columns, int Width) : NodeSource(Node, File, Columns);

/// <summary>How samples are dealt to training, validation and test.</summary>
/// <param name="Validation">Fraction, 0 to 1.</param>
/// <param name="Test">Fraction, 0 to 1.</param>
/// <param name="Stratify">A classifier whose classes keep their proportions in every part; null: no matter.</param>
/// <param name="Group">A column whose values never appear in two parts; null: no groups.</param>
/// <param name="Column">A column that says <c>train</c>, <c>validation</c> or <c>test</c> for each row (empty: the row is left out, and
/// counted); excludes the others.</param>
/// <param name="Seed">Decides who goes where.</param>
public sealed record SplitPlan(
    double Validation = 0.15, double Test = 0.15, string? Stratify = null, string? Group = null, string? Column = null, ulong Seed = 7);
