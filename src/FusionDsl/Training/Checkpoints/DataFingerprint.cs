using System.IO.Hashing;
using FusionDsl.Data;
using FusionDsl.Data.Nodes;

namespace FusionDsl.Training;

/// <summary>Tells data apart: a hash over the values of every node, in their order. The same split of the same data has the same.</summary>
public sealed class DataFingerprint
{
    private const int RowsAtOnce = 1024;

    /// <param name="train">The rows that are learned.</param>
    /// <param name="validation">The rows that choose the epoch.</param>
    public DataFingerprint(Tables train, Tables validation)
    {
        var values = new Dictionary<string, string>();
        foreach (var node in train.Nodes)
        {
            values[$"{node} (training)"] = Of(train[node]);
            values[$"{node} (validation)"] = Of(validation[node]);
        }
        Values = values;
    }

    /// <summary>By node and part: shape and hash.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    // In slices: rows of a split lie apart, and those of a mapped file may be more than the memory holds.
    private static unsafe string Of(Table table)
    {
        var hash = new XxHash128();
        foreach (var slice in table.Slices(RowsAtOnce))
            hash.Append(new ReadOnlySpan<byte>(Memory.Of(slice), checked((int)(slice.NumberOfElements * slice.ElementSize))));
        return $"[{string.Join(", ", [table.Count, .. table.RowShape])}] {Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }
}
