namespace FusionDsl;

/// <summary>Where the samples are: settings that all sources share.</summary>
public sealed class DataAttribute : DeclarationAttribute
{
    /// <summary>Column that identifies a sample in every file; needed where sources lie in several files.</summary>
    public string? Key { get; set; }

    /// <summary>Assembly of the reader that turns an input of <c>fusion predict</c> into rows.</summary>
    public string? Reader { get; set; }

    /// <summary>
    /// What the values may take in memory, such as <c>"2 GB"</c>; the rest lies in mapped files. Without it half of what the process may use.
    /// </summary>
    public string? Memory { get; set; }
}

/// <summary>Where the values of a modality, or the labels of a head, are.</summary>
/// <param name="file">CSV, Parquet or JSON file, relative to the directory that <c>Dataset.Load</c> is given.</param>
/// <param name="columns">Column names in order; <c>c000..c111</c> stands for a numbered range.</param>
public sealed class SourceAttribute(string file, params string[] columns) : DeclarationAttribute
{
    /// <summary>CSV, Parquet or JSON file.</summary>
    public string File { get; } = file;

    /// <summary>Column names in order.</summary>
    public string[] Columns { get; } = columns;
}

/// <summary>Who is trained on, who validates, who tests.</summary>
public sealed class SplitAttribute : DeclarationAttribute
{
    /// <summary>Fraction of the samples, above 0 and below 1: they choose the epoch whose weights are kept.</summary>
    public double Validation { get; set; } = 0.15;

    /// <summary>Fraction of the samples; 0 to below 1.</summary>
    public double Test { get; set; } = 0.15;

    /// <summary>Classifier whose classes keep their proportions in every part.</summary>
    public string? Stratify { get; set; }

    /// <summary>Column whose values never appear in two parts.</summary>
    public string? Group { get; set; }

    /// <summary>Column that says <c>train</c>, <c>validation</c> or <c>test</c> for each row; excludes stratify and group.</summary>
    public string? Column { get; set; }

    /// <summary>Decides who goes where; at least 0.</summary>
    public int Seed { get; set; } = 7;
}
