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
        Assert.Equal(["Doing", "HowFar", "Where"], scores.Heads.Select(head => head.Head));
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
        var start = model.named_parameters().ToDictionary(named => named.name, named => Plain.One(named.parameter));
        double loss;
        using (NewDisposeScope())
        {
            var output = model.call(new(new(data.X), data.Labels));
            var sum = 0.5 * nn.functional.cross_entropy(output.Where.Tensor, data.Labels.Where)
                + 2 * nn.functional.cross_entropy(output.Doing.Tensor, data.Labels.Doing)
                + 0.25 * nn.functional.mse_loss(output.HowFar.Tensor, data.Labels.HowFar);
            sum.backward();
            loss = sum.ToDouble();
        }
        var gradients = model.named_parameters().ToDictionary(named => named.name, named => Plain.One(named.parameter.grad!));

        // One step of plain descent shows the gradient that the trainer has seen.
        const double rate = 0.125;
        var options = ThreeHeads.Trainer.Defaults with { Epochs = 1, BatchSize = 40, Optimizer = new SgdOptions(rate) };
        var run = model.Fit(data, data, options);
        Assert.Equal(loss, run.Epochs[0].TrainLoss, 1e-5);
        foreach (var (name, parameter) in model.named_parameters())
            Close.Equal(start[name].Zip(gradients[name], (weight, gradient) => weight - rate * gradient).ToArray(), parameter.flatten(), 1e-6);
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
