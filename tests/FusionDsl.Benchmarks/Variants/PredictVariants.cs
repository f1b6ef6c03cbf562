using FusionDsl.Benchmarks.Cases;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>The ways to predict, by name.</summary>
internal static class PredictVariants
{
    public const string Module = "generated-module";

    public static IReadOnlyList<string> Names { get; } =
        [StepVariants.Generated, Module, StepVariants.Tight, StepVariants.Idiomatic, PyTorchTraining.Tight];

    /// <param name="inference">The trained declared model.</param>
    /// <param name="twin">Its twin with the same weights, in evaluation mode.</param>
    /// <param name="workload">What is predicted.</param>
    /// <param name="batch">So many rows at once.</param>
    /// <param name="python">Where PyTorch runs with the same weights; null: nowhere.</param>
    public static IEnumerable<Predicting> Create(Inference inference, Twin twin, Workload workload, int batch, PyTorchProcess? python)
    {
        yield return new ByPredictor(inference, workload, batch);
        yield return new ByModule(inference, workload, batch);
        yield return new Tight(twin, workload, batch);
        yield return new Idiomatic(twin, workload, batch);
        if (python is not null) yield return new ByPyTorch(workload, batch, python);
    }

    /// <summary>The generated predictor on samples, as a user of it has them.</summary>
    private sealed class ByPredictor(Inference inference, Workload workload, int batch) : Predicting(StepVariants.Generated, workload.Rows, batch)
    {
        protected override int Predict(int first) =>
            Batch == 1 ? inference.PredictRow(first) : inference.PredictRows(first, Batch);
    }

    /// <summary>The generated module in inference mode, on rows that lie in tensors.</summary>
    private sealed class ByModule(Inference inference, Workload workload, int batch) : Predicting(Module, workload.Rows, batch)
    {
        protected override int Predict(int first)
        {
            using var mode = inference_mode();
            var inputs = Rows(workload.Raw, first, Batch);
            using var logits = inference.Forward(inputs);
            foreach (var input in inputs) input.Dispose();
            return LastClass(logits);
        }
    }

    /// <summary>The twin in inference mode, on rows that lie in tensors; a scope frees what the module makes.</summary>
    private sealed class Tight(Twin twin, Workload workload, int batch) : Predicting(StepVariants.Tight, workload.Rows, batch)
    {
        protected override int Predict(int first)
        {
            using var mode = inference_mode();
            using var scope = NewDisposeScope();
            return LastClass(twin.Forward(Rows(workload.Prepared, first, Batch)));
        }
    }

    /// <summary>The twin as the examples predict: arrays become tensors, gradients are off, a scope frees everything.</summary>
    private sealed class Idiomatic : Predicting
    {
        private readonly Twin _twin;
        private readonly (Array Values, int Length)[] _arrays;

        public Idiomatic(Twin twin, Workload workload, int batch) : base(StepVariants.Idiomatic, workload.Rows, batch)
        {
            _twin = twin;
            _arrays = [.. workload.Prepared.Select(tensor => (
                tensor.dtype == ScalarType.Int64 ? tensor.data<long>().ToArray() : (Array)tensor.data<float>().ToArray(), (int)tensor.size(1)))];
        }

        protected override int Predict(int first)
        {
            using var scope = NewDisposeScope();
            using var noGrad = no_grad();
            var inputs = Array.ConvertAll(_arrays, array => array.Values is long[] tokens
                ? tensor(tokens[(first * array.Length)..((first + Batch) * array.Length)]).view(Batch, array.Length)
                : tensor(((float[])array.Values)[(first * array.Length)..((first + Batch) * array.Length)]).view(Batch, array.Length));
            var classes = _twin.Forward(inputs).argmax(1);
            return (int)classes[Batch - 1].item<long>();
        }
    }

    private sealed class ByPyTorch(Workload workload, int batch, PyTorchProcess python)
        : Predicting(PyTorchTraining.Tight, workload.Rows, batch)
    {
        public override int[] Classes()
        {
            var all = python.Classes();
            return [.. Enumerable.Range(1, all.Length / Batch).Select(i => all[i * Batch - 1])];
        }

        public override TimeSpan Run(int rounds) => python.Predict(Batch, rounds);

        protected override int Predict(int first) => throw new NotSupportedException();
    }

    private static Tensor[] Rows(IReadOnlyList<Tensor> tensors, int first, int count)
    {
        var rows = new Tensor[tensors.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = tensors[i].narrow(0, first, count);
        return rows;
    }

    private static int LastClass(Tensor logits)
    {
        using var classes = logits.argmax(1);
        using var last = classes[^1];
        return (int)last.item<long>();
    }
}
