using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Support;

/// <summary>Layers as loops over doubles, to compare with.</summary>
internal static class Plain
{
    public static double[] One(Tensor tensor)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    public static double[,] Two(Tensor tensor) => (double[,])Filled(new double[tensor.size(0), tensor.size(1)], tensor);

    public static double[,,] Three(Tensor tensor) => (double[,,])Filled(new double[tensor.size(0), tensor.size(1), tensor.size(2)], tensor);

    public static double[,,,] Four(Tensor tensor) =>
        (double[,,,])Filled(new double[tensor.size(0), tensor.size(1), tensor.size(2), tensor.size(3)], tensor);

    /// <summary>W·x + b for every row.</summary>
    public static double[,] Dense(double[,] x, double[,] weight, double[]? bias) =>
        Fill(x.GetLength(0), weight.GetLength(0), (row, i) =>
            (bias?[i] ?? 0) + Enumerable.Range(0, x.GetLength(1)).Sum(j => weight[i, j] * x[row, j]));

    public static double[,,] Conv1d(double[,,] x, double[,,] weight, double[]? bias, int stride, int padding, int dilation)
    {
        var (time, kernel) = (x.GetLength(2), weight.GetLength(2));
        var steps = (time + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        return Fill(x.GetLength(0), weight.GetLength(0), steps, (row, filter, step) =>
        {
            var sum = bias?[filter] ?? 0;
            for (var channel = 0; channel < x.GetLength(1); channel++)
                for (var k = 0; k < kernel; k++)
                {
                    var t = step * stride + k * dilation - padding;
                    if (t >= 0 && t < time) sum += weight[filter, channel, k] * x[row, channel, t];
                }
            return sum;
        });
    }

    public static double[,,,] Conv2d(double[,,,] x, double[,,,] weight, double[]? bias, int stride, int padding, int dilation)
    {
        var (height, width, kernel) = (x.GetLength(2), x.GetLength(3), weight.GetLength(2));
        int Steps(int size) => (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        return Fill(x.GetLength(0), weight.GetLength(0), Steps(height), Steps(width), (row, filter, down, right) =>
        {
            var sum = bias?[filter] ?? 0;
            for (var channel = 0; channel < x.GetLength(1); channel++)
                for (var i = 0; i < kernel; i++)
                    for (var j = 0; j < kernel; j++)
                    {
                        var (h, w) = (down * stride + i * dilation - padding, right * stride + j * dilation - padding);
                        if (h >= 0 && h < height && w >= 0 && w < width) sum += weight[filter, channel, i, j] * x[row, channel, h, w];
                    }
            return sum;
        });
    }

    /// <summary>Padding is ignored by a maximum, and counts as zeros in a mean.</summary>
    public static double[,,,] Pool2d(double[,,,] x, int kernel, int stride, int padding, bool isMax)
    {
        var (height, width) = (x.GetLength(2), x.GetLength(3));
        int Steps(int size) => (size + 2 * padding - kernel) / stride + 1;
        return Fill(x.GetLength(0), x.GetLength(1), Steps(height), Steps(width), (row, channel, down, right) =>
        {
            var (sum, greatest) = (0.0, double.NegativeInfinity);
            for (var h = down * stride - padding; h < down * stride - padding + kernel; h++)
                for (var w = right * stride - padding; w < right * stride - padding + kernel; w++)
                    if (h >= 0 && h < height && w >= 0 && w < width)
                        (sum, greatest) = (sum + x[row, channel, h, w], Math.Max(greatest, x[row, channel, h, w]));
            return isMax ? greatest : sum / (kernel * kernel);
        });
    }

    public static double[,,] Pool1d(double[,,] x, int kernel, int stride, int padding, bool isMax)
    {
        var time = x.GetLength(2);
        return Fill(x.GetLength(0), x.GetLength(1), (time + 2 * padding - kernel) / stride + 1, (row, channel, step) =>
        {
            var seen = Enumerable.Range(step * stride - padding, kernel).Where(t => t >= 0 && t < time).Select(t => x[row, channel, t]).ToList();
            return isMax ? seen.Max() : seen.Sum() / kernel;
        });
    }

    /// <summary>One direction of one LSTM layer: [row, channel, time] → [row, unit, time]. Gates in the order input, forget, cell, output.</summary>
    public static double[,,] Lstm(double[,,] x, RecurrentWeights weights, bool backwards) => Recur(x, weights, backwards, memories: 2, (inner, outer, state, units) =>
    {
        for (var i = 0; i < units; i++)
        {
            double Gate(int gate) => inner[gate * units + i] + outer[gate * units + i];
            var cell = Sigmoid(Gate(1)) * state[1][i] + Sigmoid(Gate(0)) * Math.Tanh(Gate(2));
            (state[1][i], state[0][i]) = (cell, Sigmoid(Gate(3)) * Math.Tanh(cell));
        }
    });

    /// <summary>One direction of one GRU layer. Gates in the order reset, update, new.</summary>
    public static double[,,] Gru(double[,,] x, RecurrentWeights weights, bool backwards) => Recur(x, weights, backwards, memories: 1, (inner, outer, state, units) =>
    {
        for (var i = 0; i < units; i++)
        {
            var reset = Sigmoid(inner[i] + outer[i]);
            var update = Sigmoid(inner[units + i] + outer[units + i]);
            var fresh = Math.Tanh(inner[2 * units + i] + reset * outer[2 * units + i]);
            state[0][i] = (1 - update) * fresh + update * state[0][i];
        }
    });

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function by its series, which is exact to a double for the small numbers of a test.</summary>
    public static double Erf(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double[,,] Recur(double[,,] x, RecurrentWeights weights, bool backwards, int memories, Action<double[], double[], double[][], int> step)
    {
        var (rows, channels, time) = (x.GetLength(0), x.GetLength(1), x.GetLength(2));
        var units = weights.State.GetLength(1);
        var outputs = new double[rows, units, time];
        for (var row = 0; row < rows; row++)
        {
            double[][] state = [.. Enumerable.Range(0, memories).Select(_ => new double[units])];
            for (var at = 0; at < time; at++)
            {
                var t = backwards ? time - 1 - at : at;
                var seen = Enumerable.Range(0, channels).Select(channel => x[row, channel, t]).ToArray();
                step(Affine(weights.Input, seen, weights.InputBias), Affine(weights.State, state[0], weights.StateBias), state, units);
                for (var i = 0; i < units; i++) outputs[row, i, t] = state[0][i];
            }
        }
        return outputs;
    }

    private static double[] Affine(double[,] weight, double[] x, double[] bias) =>
        [.. bias.Select((start, i) => start + x.Select((value, j) => weight[i, j] * value).Sum())];

    private static Array Filled(Array array, Tensor tensor)
    {
        Assert.Equal(array.Rank, tensor.dim());
        Buffer.BlockCopy(One(tensor), 0, array, 0, array.Length * sizeof(double));
        return array;
    }

    private static double[,] Fill(int a, int b, Func<int, int, double> value)
    {
        var result = new double[a, b];
        for (var i = 0; i < a; i++)
            for (var j = 0; j < b; j++) result[i, j] = value(i, j);
        return result;
    }

    private static double[,,] Fill(int a, int b, int c, Func<int, int, int, double> value)
    {
        var result = new double[a, b, c];
        for (var i = 0; i < a; i++)
            for (var j = 0; j < b; j++)
                for (var k = 0; k < c; k++) result[i, j, k] = value(i, j, k);
        return result;
    }

    private static double[,,,] Fill(int a, int b, int c, int d, Func<int, int, int, int, double> value)
    {
        var result = new double[a, b, c, d];
        for (var i = 0; i < a; i++)
            for (var j = 0; j < b; j++)
                for (var k = 0; k < c; k++)
                    for (var l = 0; l < d; l++) result[i, j, k, l] = value(i, j, k, l);
        return result;
    }
}

/// <summary>The weights of one direction of one recurrent layer.</summary>
internal sealed record RecurrentWeights(double[,] Input, double[,] State, double[] InputBias, double[] StateBias);
