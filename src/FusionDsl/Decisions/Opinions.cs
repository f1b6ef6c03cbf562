using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>
/// What the heads of a decision say about rows that they have not learned, and what is true: what the decision is fitted to.
/// </summary>
public sealed class Opinions : IDisposable
{
    private readonly List<Tensor> _truth = [], _said = [];

    /// <summary>Adds one batch.</summary>
    /// <param name="truth">[batch] int64 classes, or [batch, targets] float32.</param>
    /// <param name="said">Of every head: [batch, width] logits or numbers.</param>
    public void Add(Tensor truth, params Tensor[] said)
    {
        using var noGrad = no_grad();
        using var stacked = stack(said);                                          // [heads, batch, width]
        _said.Add(stacked.to(ScalarType.Float64, CPU).DetachFromDisposeScope());
        using var here = truth.to(CPU);
        _truth.Add(here.clone().DetachFromDisposeScope());                        // a batch's memory is used again
    }

    /// <summary>Frees what was said.</summary>
    public void Dispose()
    {
        foreach (var tensor in _truth.Concat(_said)) tensor.Dispose();
    }

    /// <summary>[rows] or [rows, targets].</summary>
    internal Tensor Truth() => cat(_truth);

    /// <summary>[heads, rows, classes] in double precision.</summary>
    internal Tensor LogProbabilities()
    {
        if (_said.Count == 0) throw new FusionException("There are no rows to fit a decision to. Choose a split that leaves some.");
        using var said = cat(_said, 1);
        return said.log_softmax(2);
    }

    /// <summary>[rows][heads]: the logarithm of the probability that each head gives the true class.</summary>
    internal double[][] LogLikelihoods()
    {
        using var scope = NewDisposeScope();
        var (said, truth) = (LogProbabilities(), Truth());
        var (heads, rows) = ((int)said.size(0), (int)said.size(1));
        var index = truth.view(1, -1, 1).expand(heads, rows, 1);
        return Rows(said.gather(2, index).squeeze(2).t());
    }

    /// <summary>[rows · targets][heads]: prediction − target.</summary>
    internal double[][] Errors()
    {
        if (_said.Count == 0) throw new FusionException("There are no rows to fit a decision to. Choose a split that leaves some.");
        using var scope = NewDisposeScope();
        return Rows(cat(_said, 1).sub(Truth().unsqueeze(0)).flatten(1).t());
    }

    private static double[][] Rows(Tensor matrix)
    {
        var columns = (int)matrix.size(1);
        return [.. matrix.contiguous().data<double>().ToArray().Chunk(columns)];
    }
}
