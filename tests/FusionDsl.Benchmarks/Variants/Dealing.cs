using System.Diagnostics;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Measuring;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Utils = TorchSharp.torch.utils.data;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>Ways to deal the rows of a workload out in random batches, with nobody who learns from them. A round is an epoch, a unit a row.</summary>
internal abstract class Dealing(string name, Workload workload) : Contestant(name)
{
    public const string IndexSelect = "index-select";

    private int _epoch;

    protected Workload Workload => workload;

    public override long UnitsPerRound => workload.Rows;

    public static IReadOnlyList<string> Names { get; } = [StepVariants.Generated, IndexSelect, StepVariants.Idiomatic, .. PyTorchTraining.Names];

    public static IReadOnlyList<Contestant> Create(Workload workload, IReadOnlyCollection<string> wanted, PyTorchProcess? python)
    {
        List<Contestant> all = [new ByLoader(workload), new ByIndexSelect(workload), new ByDataLoader(workload)];
        if (python is not null)
        {
            python.Open(workload);
            all.AddRange(PyTorchTraining.Names.Select(name => new ByPyTorch(name, workload, python)));
        }
        foreach (var other in all.Where(one => !wanted.Contains(one.Name))) other.Dispose();
        return [.. all.Where(one => wanted.Contains(one.Name))];
    }

    public override TimeSpan Run(int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) Epoch(++_epoch);
        return Stopwatch.GetElapsedTime(start);
    }

    protected abstract void Epoch(int epoch);

    /// <summary>The generated loader.</summary>
    private sealed class ByLoader(Workload workload) : Dealing(StepVariants.Generated, workload)
    {
        private readonly Connection _connection = workload.Case.Connect(workload, workload.Options);

        public override void Dispose() => _connection.Dispose();

        protected override void Epoch(int epoch) => _connection.DealEpoch((ulong)Workload.Seed, epoch);
    }

    /// <summary>By hand: a random permutation, and index_select per batch and tensor.</summary>
    private sealed class ByIndexSelect(Workload workload) : Dealing(IndexSelect, workload)
    {
        private readonly Tensor[] _tensors = [.. workload.Prepared, workload.Labels];

        protected override void Epoch(int epoch)
        {
            using var order = randperm(Workload.Rows);
            for (var start = 0; start < Workload.Rows; start += Workload.BatchSize)
            {
                using var rows = order.narrow(0, start, Workload.BatchSize);
                foreach (var tensor in _tensors) tensor.index_select(0, rows).Dispose();
            }
        }
    }

    /// <summary>TorchSharp's own.</summary>
    private sealed class ByDataLoader : Dealing
    {
        private readonly TensorDataset _data;
        private readonly IterableDataLoader _loader;

        public ByDataLoader(Workload workload) : base(StepVariants.Idiomatic, workload)
        {
            // Copies: the data set frees its tensors.
            _data = Utils.TensorDataset([.. workload.Prepared.Append(workload.Labels).Select(tensor => tensor.clone().DetachFromDisposeScope())]);
            _loader = Utils.DataLoader(_data, workload.BatchSize, shuffle: true, disposeDataset: false);
        }

        public override void Dispose()
        {
            _loader.Dispose();
            _data.Dispose();
        }

        // The loader frees a batch when the next is asked for.
        protected override void Epoch(int epoch)
        {
            foreach (var _ in _loader) { }
        }
    }

    private sealed class ByPyTorch(string name, Workload workload, PyTorchProcess python) : Dealing(name, workload)
    {
        public override TimeSpan Run(int rounds) => python.Deal(Name, rounds);

        protected override void Epoch(int epoch) => python.Deal(Name, 1);
    }
}
