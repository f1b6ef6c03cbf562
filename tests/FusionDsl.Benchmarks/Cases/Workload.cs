using FusionDsl.Data;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>What all contestants of a case share: data, first weights, orders, batch size, threads.</summary>
internal sealed class Workload : IDisposable
{
    /// <summary>Decides data, first weights and orders.</summary>
    public const long Seed = 7;

    private readonly Tensor[] _raw;

    /// <param name="theCase">The model.</param>
    /// <param name="threads">Threads of libtorch.</param>
    /// <param name="rows">Samples; without it as many as the case has.</param>
    /// <param name="batchSize">Without it that of the case.</param>
    public Workload(BenchmarkCase theCase, int threads, int? rows = null, int? batchSize = null)
    {
        (Case, Rows, BatchSize) = (theCase, rows ?? theCase.Rows, batchSize ?? theCase.Defaults.BatchSize);
        if (Rows % BatchSize != 0)
            throw new FusionException($"{theCase.Name}: {Rows} rows are no multiple of the batch size {BatchSize}, which a step per batch needs.");
        Options = theCase.Defaults with { BatchSize = BatchSize, Threads = threads, Seed = (ulong)Seed, Patience = 0 };
        Threads = threads;
        Quiet.Ask();
        set_num_threads(threads);
        (_raw, Labels) = Synthetic.Of(theCase, Rows);
        Prepared = [.. theCase.Modalities.Zip(_raw, (modality, values) => modality.Standardized ? Standardized(values) : values)];
        FirstWeights = theCase.NewWeights(Seed);
    }

    public BenchmarkCase Case { get; }

    public int Rows { get; }

    public int BatchSize { get; }

    public int Threads { get; }

    public int StepsPerEpoch => Rows / BatchSize;

    /// <summary>For the generated trainer.</summary>
    public TrainingOptions Options { get; }

    /// <summary>[rows, …] per modality, as the declared model takes them.</summary>
    public IReadOnlyList<Tensor> Raw => _raw;

    /// <summary>[rows, …] per modality, standardized where the model would do it: for those who lack that layer.</summary>
    public IReadOnlyList<Tensor> Prepared { get; }

    /// <summary>[rows] int64.</summary>
    public Tensor Labels { get; }

    /// <summary>The weights that every contestant begins with, by the names of the declared model.</summary>
    public IReadOnlyDictionary<string, Tensor> FirstWeights { get; }

    /// <summary>Memory of one sample with its label.</summary>
    public int BytesPerRow => Case.Modalities.Sum(modality => modality.Bytes) + sizeof(long);

    /// <summary>The order in which an epoch, counted from 1, shows the rows: that of the generated loader.</summary>
    public static long[] Order(int rows, int epoch)
    {
        var order = new long[rows];
        Shuffle.Fill(order, (ulong)Seed, epoch);
        return order;
    }

    /// <summary>The first rows for the data set of a declared model, in the same memory.</summary>
    public LoadedRows ToRows(int count)
    {
        var tensors = Case.Modalities.Select((modality, i) => (modality.Name, Tensor: _raw[i])).Append((Case.Head.Name, Labels));
        return new(tensors.ToDictionary(pair => pair.Item1, pair => pair.Item2.narrow(0, 0, count)), RowInfo.Numbered(count));
    }

    /// <summary>A row of a modality of numbers, as the declared model takes it.</summary>
    public float[] Numbers(int modality, int row)
    {
        using var values = _raw[modality][row];
        return values.data<float>().ToArray();
    }

    /// <summary>A row of a modality of tokens.</summary>
    public long[] Tokens(int modality, int row)
    {
        using var values = _raw[modality][row];
        return values.data<long>().ToArray();
    }

    /// <summary>Frees data and weights.</summary>
    public void Dispose()
    {
        foreach (var tensor in _raw.Concat(Prepared).Concat(FirstWeights.Values)) tensor.Dispose();
        Labels.Dispose();
    }

    private static Tensor Standardized(Tensor values)
    {
        using var scope = NewDisposeScope();
        var exact = values.to(ScalarType.Float64);
        var standard = (exact - exact.mean([0])) / exact.std(0, unbiased: false);
        return standard.to(ScalarType.Float32).DetachFromDisposeScope();
    }
}
