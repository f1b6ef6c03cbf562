using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Layers;

public sealed class SequenceLayerTests : IDisposable
{
    private const int Rows = 3, Time = 9;
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly SequenceLayers _model = Given.Stirred(new SequenceLayers(), seed: 1);
    private readonly Dictionary<string, Tensor> _state;
    private readonly Tensor _x = Given.Numbers(2, Rows, 4, Time);

    public SequenceLayerTests()
    {
        _model.eval();
        _state = _model.state_dict();
    }

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Lstm_gives_what_it_remembers_in_the_end()
    {
        Close.Equal(AtEnds("Lstm.0.lstm", Plain.Lstm, layers: 1, isBidirectional: false), _model.Parts.Lstm.call(new(_x)).Tensor);
        Close.Equal(AtEnds("DeepLstm.0.lstm", Plain.Lstm, layers: 2, isBidirectional: true), _model.Parts.DeepLstm.call(new(_x)).Tensor);
    }

    [Fact]
    public void Gru_gives_what_it_remembers_in_the_end()
    {
        Close.Equal(AtEnds("Gru.0.gru", Plain.Gru, layers: 1, isBidirectional: false), _model.Parts.Gru.call(new(_x)).Tensor);
        Close.Equal(AtEnds("DeepGru.0.gru", Plain.Gru, layers: 2, isBidirectional: true), _model.Parts.DeepGru.call(new(_x)).Tensor);
    }

    [Fact]
    public void A_sequence_has_the_output_of_every_point_in_time()
    {
        Close.Equal(Sequence("LstmSequence.0.lstm", Plain.Lstm, layers: 2, isBidirectional: true), _model.Parts.LstmSequence.call(new(_x)).Tensor);
        Close.Equal(Sequence("GruSequence.0.gru", Plain.Gru, layers: 3, isBidirectional: false), _model.Parts.GruSequence.call(new(_x)).Tensor);
    }

    [Fact]
    public void Dropout_between_the_layers_works_in_training_only()
    {
        var first = _model.Parts.LstmSequence.call(new(_x)).Tensor;
        Assert.Equal(0, Close.Difference(first, _model.Parts.LstmSequence.call(new(_x)).Tensor));
        _model.train();
        Assert.NotEqual(0, Close.Difference(_model.Parts.LstmSequence.call(new(_x)).Tensor, _model.Parts.LstmSequence.call(new(_x)).Tensor));
    }

    [Fact]
    public void TransformerEncoder_attends_within_each_sample_and_adds_to_its_input()
    {
        Close.Equal(Transformed("Transformer.0", heads: 2, layers: 1), _model.Parts.Transformer.call(new(_x)).Tensor, 2e-5);
        Close.Equal(Transformed("DeepTransformer.0", heads: 4, layers: 2), _model.Parts.DeepTransformer.call(new(_x)).Tensor, 2e-5);
        Assert.Equal([16, 4], _state["Transformer.0.layers.0.linear1.weight"].shape);
        Assert.Equal([7, 4], _state["DeepTransformer.0.layers.1.linear1.weight"].shape);
    }

    [Fact]
    public void The_transformer_drops_out_in_training_only()
    {
        var once = _model.Parts.DeepTransformer.call(new(_x)).Tensor;
        Assert.Equal(0, Close.Difference(once, _model.Parts.DeepTransformer.call(new(_x)).Tensor));
        _model.train();
        Assert.NotEqual(0, Close.Difference(_model.Parts.DeepTransformer.call(new(_x)).Tensor, _model.Parts.DeepTransformer.call(new(_x)).Tensor));
    }

    private delegate double[,,] Direction(double[,,] x, RecurrentWeights weights, bool backwards);

    // All layers: [row, unit · direction, time].
    private double[,,] Sequence(string name, Direction direction, int layers, bool isBidirectional)
    {
        var x = Plain.Three(_x);
        for (var layer = 0; layer < layers; layer++)
        {
            var forwards = direction(x, WeightsOf($"{name}.{{0}}_l{layer}"), false);
            if (!isBidirectional)
            {
                x = forwards;
                continue;
            }
            var backwards = direction(x, WeightsOf($"{name}.{{0}}_l{layer}_reverse"), true);
            var units = forwards.GetLength(1);
            x = new double[Rows, 2 * units, Time];
            for (var row = 0; row < Rows; row++)
                for (var i = 0; i < 2 * units; i++)
                    for (var t = 0; t < Time; t++) x[row, i, t] = i < units ? forwards[row, i, t] : backwards[row, i - units, t];
        }
        return x;
    }

    // Read forwards the end is the last point in time, read backwards the first.
    private double[,] AtEnds(string name, Direction direction, int layers, bool isBidirectional)
    {
        var sequence = Sequence(name, direction, layers, isBidirectional);
        var width = sequence.GetLength(1);
        var ends = new double[Rows, width];
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < width; i++) ends[row, i] = sequence[row, i, isBidirectional && i >= width / 2 ? 0 : Time - 1];
        return ends;
    }

    private RecurrentWeights WeightsOf(string name)
    {
        Tensor Of(string kind) => _state[string.Format(System.Globalization.CultureInfo.InvariantCulture, name, kind)];
        return new(Plain.Two(Of("weight_ih")), Plain.Two(Of("weight_hh")), Plain.One(Of("bias_ih")), Plain.One(Of("bias_hh")));
    }

    // x + attention(norm(x)), then the same with the network at each step, and a norm at the end; one sample, one head at a time.
    private double[,,] Transformed(string name, int heads, int layers)
    {
        var result = new double[Rows, 4, Time];
        var x = Plain.Three(_x);
        for (var row = 0; row < Rows; row++)
        {
            var steps = new double[Time, 4];
            for (var t = 0; t < Time; t++)
                for (var channel = 0; channel < 4; channel++) steps[t, channel] = x[row, channel, t];
            for (var layer = 0; layer < layers; layer++)
            {
                var block = $"{name}.layers.{layer}";
                steps = Sum(steps, Attended(Normed(steps, block + ".norm1"), block + ".self_attn", heads));
                var wide = Affine(Normed(steps, block + ".norm2"), block + ".linear1");
                for (var t = 0; t < Time; t++)
                    for (var i = 0; i < wide.GetLength(1); i++) wide[t, i] *= 0.5 * (1 + Plain.Erf(wide[t, i] / Math.Sqrt(2)));
                steps = Sum(steps, Affine(wide, block + ".linear2"));
            }
            steps = Normed(steps, name + ".norm");
            for (var t = 0; t < Time; t++)
                for (var channel = 0; channel < 4; channel++) result[row, channel, t] = steps[t, channel];
        }
        return result;
    }

    private double[,] Attended(double[,] x, string name, int heads)
    {
        var projected = Plain.Dense(x, Plain.Two(_state[name + ".in_proj_weight"]), Plain.One(_state[name + ".in_proj_bias"]));
        var (size, joined) = (4 / heads, new double[Time, 4]);
        for (var head = 0; head < heads; head++)
            for (var t = 0; t < Time; t++)
            {
                double Of(int kind, int at, int i) => projected[at, kind * 4 + head * size + i];
                var scores = Enumerable.Range(0, Time)
                    .Select(other => Math.Exp(Enumerable.Range(0, size).Sum(i => Of(0, t, i) * Of(1, other, i)) / Math.Sqrt(size))).ToArray();
                for (var i = 0; i < size; i++)
                    joined[t, head * size + i] = Enumerable.Range(0, Time).Sum(other => scores[other] / scores.Sum() * Of(2, other, i));
            }
        return Affine(joined, name + ".out_proj");
    }

    private double[,] Affine(double[,] x, string name) => Plain.Dense(x, Plain.Two(_state[name + ".weight"]), Plain.One(_state[name + ".bias"]));

    private double[,] Normed(double[,] x, string name)
    {
        var (weight, bias, result) = (Plain.One(_state[name + ".weight"]), Plain.One(_state[name + ".bias"]), new double[Time, 4]);
        for (var t = 0; t < Time; t++)
        {
            var values = Enumerable.Range(0, 4).Select(channel => x[t, channel]).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-5);
            for (var channel = 0; channel < 4; channel++) result[t, channel] = (values[channel] - mean) / deviation * weight[channel] + bias[channel];
        }
        return result;
    }

    private static double[,] Sum(double[,] one, double[,] other)
    {
        var sum = (double[,])one.Clone();
        for (var i = 0; i < sum.GetLength(0); i++)
            for (var j = 0; j < sum.GetLength(1); j++) sum[i, j] += other[i, j];
        return sum;
    }
}
