using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

public sealed class HeadTests
{
    [Fact]
    public void The_loss_of_several_heads_is_their_weighted_sum_and_each_has_its_metrics()
    {
        using var data = ThreeHeads.Dataset.From(Samples.Tasks(40, 1));
        using var model = Given.Stirred(new ThreeHeads(1), seed: 2);
        var scores = model.Evaluate(data);
        Assert.Equal(0.5 * scores.Where.Loss + 2 * scores.Doing.Loss + 0.25 * scores.HowFar.Loss, scores.Loss, 1e-12);
        Assert.Equal(["Where", "Doing", "HowFar"], scores.Heads.Select(head => head.Head));
        Assert.Equal(["accuracy", "macroF1"], scores.Where.Metrics.Keys);
        Assert.Equal(["mae", "rmse", "r2"], scores.HowFar.Metrics.Keys);
        Assert.Equal(["Rest", "Walk", "Run"], scores.Doing.Classes);
        // Squared error, the mean over the two targets.
        Assert.Equal(scores.HowFar.RootMeanSquareError * scores.HowFar.RootMeanSquareError, scores.HowFar.Loss, 1e-5);
    }

    [Fact]
    public void The_gradient_is_that_of_the_weighted_sum()
    {
        using var data = ThreeHeads.Dataset.From(Samples.Tasks(40, 1));
        using var model = new ThreeHeads(1);
        double Loss()
        {
            using var output = model.call(new(new(data.X), data.Labels));
            return 0.5 * nn.functional.cross_entropy(output.Where.Tensor, data.Labels.Where).ToDouble()
                + 2 * nn.functional.cross_entropy(output.Doing.Tensor, data.Labels.Doing).ToDouble()
                + 0.25 * nn.functional.mse_loss(output.HowFar.Tensor, data.Labels.HowFar).ToDouble();
        }

        var before = Loss();
        var weights = model.named_parameters().ToDictionary(named => named.name, named => Plain.One(named.parameter));
        // One step of plain descent shows the gradient: (before − after) / learning rate.
        var options = ThreeHeads.Trainer.Defaults with { Epochs = 1, BatchSize = 40, Optimizer = new SgdOptions(1e-3) };
        var run = model.Fit(data, data, options);
        Assert.Equal(before, run.Epochs[0].TrainLoss, 1e-5);

        var gradients = model.named_parameters().ToDictionary(
            named => named.name, named => weights[named.name].Zip(Plain.One(named.parameter), (old, now) => (old - now) / 1e-3).ToArray());
        using var noGrad = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            // Finite differences along the gradient of this parameter.
            var length = Math.Sqrt(gradients[name].Sum(g => g * g));
            using var direction = tensor(gradients[name].Select(g => (float)(g / length)).ToArray(), parameter.shape);
            using var start = tensor(weights[name].Select(w => (float)w).ToArray(), parameter.shape);
            const float step = 0.01f;
            parameter.copy_(start + step * direction);
            var ahead = Loss();
            parameter.copy_(start - step * direction);
            var behind = Loss();
            Assert.Equal(length, (ahead - behind) / (2 * step), Math.Max(2e-3, 0.02 * length));
            parameter.copy_(start - 1e-3f * (float)length * direction);
        }
    }

    [Fact]
    public void A_regression_learns_a_linear_function()
    {
        var random = new Random(1);
        List<Line.Sample> Draw(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var x = Samples.Vector(random, 2);
            return new Line.Sample(x, 2 * x[0] - 3 * x[1] + 0.5f);
        })];
        using var train = Line.Dataset.From(Draw(300));
        using var test = Line.Dataset.From(Draw(100));
        using var model = new Line(1);
        model.Fit(train, test);
        Close.Equal(new[,] { { 2.0, -3.0 } }, model.state_dict()["Y.0.weight"], 1e-3);
        Close.Equal([0.5], model.state_dict()["Y.0.bias"], 1e-3);
        var scores = model.Evaluate(test);
        Assert.True(scores.Y.R2 > 0.99999, $"{scores}");
        using var predictor = model.ToPredictor();
        float y = predictor.Predict(new Line.Sample(new[] { 1f, 1f })).Y;
        Assert.Equal(-0.5, y, 5e-3);
    }
}
