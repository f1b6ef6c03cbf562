using System.Runtime.CompilerServices;
using FusionDsl.Data.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Data;

/// <summary>
/// Which samples have a modality that may be absent: a table [count] bool beside the table of its values, in which the rows of the others are
/// zeros.
/// </summary>
public static class Presence
{
    /// <summary>The name of that table.</summary>
    /// <param name="modality">The modality's name.</param>
    public static string Of(string modality) => modality + ".present";

    /// <summary>A table that says every sample has it.</summary>
    /// <param name="rows">Number of samples.</param>
    public static Table Everywhere(int rows) => new(ones(rows, dtype: ScalarType.Bool));

    /// <summary>A table that says no sample has it.</summary>
    /// <param name="rows">Number of samples.</param>
    public static Table Nowhere(int rows) => new(zeros(rows, dtype: ScalarType.Bool));

    /// <summary>Notes whether a sample has a modality; the values of one that has not become zeros.</summary>
    /// <param name="tables">The samples.</param>
    /// <param name="modality">The modality's name.</param>
    /// <param name="sample">The row, from 0.</param>
    /// <param name="isPresent">Whether it has it.</param>
    /// <returns><paramref name="isPresent"/>: whether its values are to be written.</returns>
    public static bool Mark(Tables tables, string modality, int sample, bool isPresent) =>
        Mark(tables[modality].Values, tables[Of(modality)].Values, sample, isPresent);

    /// <summary>The same for values that are not in tables.</summary>
    /// <param name="values">[samples, …] on the CPU.</param>
    /// <param name="present">[samples] bool on the CPU.</param>
    /// <param name="sample">The row, from 0.</param>
    /// <param name="isPresent">Whether it has it.</param>
    /// <returns><paramref name="isPresent"/>.</returns>
    public static unsafe bool Mark(Tensor values, Tensor present, int sample, bool isPresent)
    {
        Rows.Write(present, sample, [isPresent], "presence");
        if (isPresent) return true;
        var width = values.NumberOfElements / Math.Max(1, values.size(0)) * values.ElementSize;
        new Span<byte>(Memory.Of(values) + sample * width, checked((int)width)).Clear();
        return false;
    }
}
