namespace FusionDsl.Avr.Files;

internal enum SymbolKind
{
    /// <summary>A label of which the assembler knows nothing more.</summary>
    Label,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A variable or table.</summary>
    Object,
}

/// <summary>A name in program memory.</summary>
/// <param name="Position">Where it points, in the space of <see cref="CodeRegion.Position"/>.</param>
/// <param name="Size">Its extent in bytes; 0 = unknown.</param>
/// <param name="IsExternal">Other files may use it: global or weak.</param>
/// <param name="IsWeak">Others may override it.</param>
internal sealed record CodeSymbol(string Name, int Position, int Size, SymbolKind Kind, bool IsExternal, bool IsWeak);

/// <summary>Program memory and what the file says about it, the same for every file format.</summary>
internal sealed class FirmwareImage
{
    /// <summary>The program memory, by position, without overlaps.</summary>
    public required IReadOnlyList<CodeRegion> Regions { get; init; }

    public IReadOnlyList<CodeSymbol> Symbols { get; init; } = [];

    /// <summary>Where instructions of an object file really lead, by the position of the instruction; null = into another file.</summary>
    public IReadOnlyDictionary<int, int?> LinkTargets { get; init; } = new Dictionary<int, int?>();

    /// <summary>Where execution starts, if the file says so.</summary>
    public int? Entry { get; init; }

    /// <summary>The file is an object file that is not linked yet.</summary>
    public bool IsRelocatable { get; init; }

    /// <summary>The code is for the reduced core.</summary>
    public bool IsReducedCore { get; init; }
}
