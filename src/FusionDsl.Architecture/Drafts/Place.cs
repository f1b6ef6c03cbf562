namespace FusionDsl.Architecture;

/// <summary>Where something stands in a source file. Lines and columns count from 0, columns in UTF-16 units.</summary>
public readonly record struct Place(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>No place: the thing was not written but follows from something else.</summary>
    public static Place None => default;

    /// <summary>Whether there is a place at all.</summary>
    public bool IsKnown => Path is not null;
}
