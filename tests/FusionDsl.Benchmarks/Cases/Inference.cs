using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>A trained generated model that says what it believes about the rows of a workload.</summary>
internal abstract class Inference : IDisposable
{
    /// <summary>Asks the predictor about one row; gives the place of the class.</summary>
    public abstract int PredictRow(int row);

    /// <summary>Asks the predictor about rows that follow each other; gives the place of the last one's class.</summary>
    public abstract int PredictRows(int first, int count);

    /// <summary>Asks the module itself, in evaluation mode: one tensor [rows, …] per modality in the order of the case, logits out.</summary>
    public abstract Tensor Forward(IReadOnlyList<Tensor> inputs);

    public abstract void Dispose();
}

/// <param name="samples">All rows.</param>
/// <param name="one">The predictor on a sample.</param>
/// <param name="many">The predictor on several samples.</param>
/// <param name="forward">The module.</param>
/// <param name="owned">What ends with this object.</param>
internal sealed class Inference<TSample>(
    TSample[] samples, Func<TSample, int> one, Func<IReadOnlyList<TSample>, int> many, Func<IReadOnlyList<Tensor>, Tensor> forward,
    params IDisposable[] owned) : Inference
{
    public override int PredictRow(int row) => one(samples[row]);

    public override int PredictRows(int first, int count) => many(new ArraySegment<TSample>(samples, first, count));

    public override Tensor Forward(IReadOnlyList<Tensor> inputs) => forward(inputs);

    public override void Dispose()
    {
        foreach (var part in owned) part.Dispose();
    }
}
