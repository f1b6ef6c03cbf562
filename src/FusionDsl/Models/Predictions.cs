using System.Runtime.InteropServices;
using FusionDsl.Numerics;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>From the output of heads to predictions.</summary>
public static class Predictions
{
    /// <summary>The probabilities of every row's classes.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="classes">In the order of the logits.</param>
    public static ClassPrediction<TEnum>[] Classes<TEnum>(Tensor logits, IReadOnlyList<TEnum> classes) where TEnum : struct, Enum
    {
        using var probabilities = logits.softmax(1);
        return [.. Rows(probabilities).Select(row => new ClassPrediction<TEnum>(classes, row))];
    }

    /// <summary>The probabilities of one sample's classes.</summary>
    /// <param name="logits">[classes]</param>
    /// <param name="classes">In the order of the logits.</param>
    public static ClassPrediction<TEnum> Class<TEnum>(ReadOnlySpan<float> logits, IReadOnlyList<TEnum> classes) where TEnum : struct, Enum
    {
        var probabilities = new float[logits.Length];
        Softmax.Of(logits, probabilities);
        return new(classes, probabilities);
    }

    /// <summary>The numbers of every row.</summary>
    /// <param name="values">[batch, width]</param>
    public static ReadOnlyMemory<float>[] Rows(Tensor values)
    {
        using var here = values.to(CPU);
        using var dense = here.contiguous();
        var numbers = MemoryMarshal.Cast<byte, float>(dense.bytes).ToArray();
        var (count, width) = ((int)dense.size(0), (int)dense.size(1));
        var rows = new ReadOnlyMemory<float>[count];
        for (var i = 0; i < count; i++) rows[i] = numbers.AsMemory(i * width, width);
        return rows;
    }
}
