using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Decisions;

/// <summary>Softmax regression to its one best solution, in double precision.</summary>
internal static class SoftmaxRegression
{
    /// <summary>Minimizes mean −ln softmax(W x + b)[y] + ½ λ ‖W − W₀‖².</summary>
    /// <param name="features">[rows, width] float64</param>
    /// <param name="truth">[rows] int64</param>
    /// <param name="origin">W₀, [classes, width]: where it begins, and what it is pulled to.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="l2">λ.</param>
    /// <returns>W [classes, width] and b [classes].</returns>
    public static (double[] Weight, double[] Bias) Fit(Tensor features, Tensor truth, double[] origin, int classes, double l2)
    {
        var best = Lbfgs.Minimize([.. origin, .. new double[classes]], Loss);
        return (best[..origin.Length], best[origin.Length..]);

        double Loss(double[] at, double[] gradient)
        {
            using var scope = NewDisposeScope();
            using var noGrad = no_grad();
            var weight = tensor(at[..origin.Length], dtype: ScalarType.Float64).view(classes, -1);
            var bias = tensor(at[origin.Length..], dtype: ScalarType.Float64);
            var logProbabilities = features.mm(weight.t()).add_(bias).log_softmax(1);  // [rows, classes]
            var loss = nn.functional.nll_loss(logProbabilities, truth).ToDouble();

            // Of the loss: probabilities − truth, times the features.
            var errors = logProbabilities.exp().sub(nn.functional.one_hot(truth, classes)).div(truth.size(0));
            errors.t().mm(features).contiguous().data<double>().CopyTo(gradient, 0);
            errors.sum([0L]).data<double>().CopyTo(gradient, origin.Length);
            for (var i = 0; i < origin.Length; i++)
            {
                var off = at[i] - origin[i];
                loss += 0.5 * l2 * off * off;
                gradient[i] += l2 * off;
            }
            return loss;
        }
    }
}
