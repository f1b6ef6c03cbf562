using System.IO.Hashing;
using FusionDsl.Data.Nodes;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Tells data apart: a hash over the values of every node, in their order. The same split of the same data has the same.</summary>
public sealed class DataFingerprint
{
    private const int BytesAtOnce = 1 << 30;

    /// <param name="nodes">Every modality and head with its training and its validation rows.</param>
    public DataFingerprint(params (string Name, Tensor Train, Tensor Validation)[] nodes)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, train, validation) in nodes)
        {
            values[$"{name} (training)"] = Of(train);
            values[$"{name} (validation)"] = Of(validation);
        }
        Values = values;
    }

    /// <summary>By node and part: shape and hash.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    private static unsafe string Of(Tensor tensor)
    {
        using var here = tensor.cpu();
        using var values = here.contiguous();
        var hash = new XxHash128();
        var bytes = values.NumberOfElements * values.ElementSize;
        var memory = bytes == 0 ? null : Memory.Of(values);
        for (var start = 0L; start < bytes; start += BytesAtOnce)
            hash.Append(new ReadOnlySpan<byte>(memory + start, (int)Math.Min(bytes - start, BytesAtOnce)));
        GC.KeepAlive(values);
        return $"[{string.Join(", ", tensor.shape)}] {Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }
}
