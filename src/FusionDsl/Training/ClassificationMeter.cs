using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Training;

/// <summary>Gathers the score of a classifier batch by batch; counts exactly.</summary>
/// <param name="head">The head's node name.</param>
/// <param name="classes">The names in the order of the logits.</param>
public sealed class ClassificationMeter(string head, IReadOnlyList<string> classes)
{
    private readonly long[,] _confusion = new long[classes.Count, classes.Count];
    private double _loss;
    private long _count;

    /// <summary>Adds one batch.</summary>
    /// <param name="logits">[batch, classes] float32; on a tie the first class counts as predicted.</param>
    /// <param name="labels">[batch] int64, each from 0 to below the number of classes.</param>
    /// <param name="summedLoss">A scalar: the sum of the samples' losses.</param>
    /// <exception cref="FusionException">A label is no class, or the shapes do not fit.</exception>
    public void Add(Tensor logits, Tensor labels, Tensor summedLoss)
    {
        if (logits.dim() != 2 || logits.shape[1] != classes.Count || labels.dim() != 1 || labels.shape[0] != logits.shape[0])
            throw new FusionException(
                $"Head '{head}': logits [{string.Join(", ", logits.shape)}] and labels [{string.Join(", ", labels.shape)}]; "
                + $"expected [batch, {classes.Count}] and [batch].");

        using var scope = NewDisposeScope();
        var here = logits.detach().cpu().contiguous();
        var labelsHere = labels.cpu().contiguous();
        var rows = Spans.Floats(here);
        var actual = MemoryMarshal.Cast<byte, long>(labelsHere.bytes);
        for (var row = 0; row < actual.Length; row++)
        {
            var label = actual[row];
            if (label < 0 || label >= classes.Count)
                throw new FusionException(
                    $"Head '{head}': sample {_count + row} has the label {label}; "
                    + $"expected 0 to {classes.Count - 1}.");
            _confusion[label, Largest(rows.Slice(row * classes.Count, classes.Count))]++;
        }
        _loss += summedLoss.ToDouble();
        _count += actual.Length;
    }

    /// <summary>The score of all batches so far.</summary>
    /// <exception cref="FusionException">There was no sample.</exception>
    public ClassificationScore Result()
    {
        if (_count == 0) throw new FusionException($"Head '{head}': there is no sample to judge by. Choose a split that leaves some.");
        return new(head, _loss / _count, classes, (long[,])_confusion.Clone());
    }

    private static int Largest(ReadOnlySpan<float> logits)
    {
        var largest = 0;
        for (var i = 1; i < logits.Length; i++)
            if (logits[i] > logits[largest]) largest = i;
        return largest;
    }
}
