using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

public sealed class ScoreTests
{
    private static readonly string[] Classes = ["Aes", "Prince", "Sparx", "Benign"];

    // A worked example: 10 samples of three classes and one class that nothing has and nothing names.
    private static readonly ClassificationScore Example = new("Verdict", 0.5, Classes, new long[,]
    {
        { 3, 1, 0, 0 },
        { 1, 2, 1, 0 },
        { 0, 0, 2, 0 },
        { 0, 0, 0, 0 },
    });

    [Fact]
    public void Accuracy_precision_recall_and_F1_follow_their_definitions()
    {
        Assert.Equal(10, Example.Count);
        Assert.Equal(7.0 / 10, Example.Accuracy);
        Assert.Equal(new("Aes", 3.0 / 4, 3.0 / 4, 3.0 / 4, 4), Example.PerClass[0]);
        Assert.Equal(new("Prince", 2.0 / 3, 2.0 / 4, 4.0 / 7, 4), Example.PerClass[1]);
        Assert.Equal(new("Sparx", 2.0 / 3, 1, 0.8, 2), Example.PerClass[2]);

        Assert.All(Example.PerClass.Take(3), score =>
            Assert.Equal(2 * score.Precision * score.Recall / (score.Precision + score.Recall), score.F1, 12));
    }

    [Fact]
    public void A_class_that_is_neither_true_nor_predicted_is_undefined_and_left_out_of_macro_F1()
    {
        var benign = Example.PerClass[3];
        Assert.True(double.IsNaN(benign.Precision) && double.IsNaN(benign.Recall) && double.IsNaN(benign.F1));
        Assert.Equal((0.75 + 4.0 / 7 + 0.8) / 3, Example.MacroF1, 15);
        Assert.Equal(Example.MacroF1, Example.Metrics["macroF1"]);
        Assert.Equal(Example.Accuracy, Example.Metrics["accuracy"]);
    }

    [Fact]
    public void A_class_that_is_predicted_but_never_true_lowers_macro_F1()
    {
        var score = new ClassificationScore("Verdict", 0, ["A", "B"], new long[,] { { 3, 1 }, { 0, 0 } });
        Assert.Equal((6.0 / 7 + 0) / 2, score.MacroF1, 15);
        Assert.Equal(0, score.PerClass[1].Precision);
        Assert.True(double.IsNaN(score.PerClass[1].Recall));
    }

    [Fact]
    public void Batches_of_any_size_give_the_score_of_the_whole()
    {
        const int rows = 257;
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var logits = randn([rows, 4], generator: generator);
        var labels = randint(0, 4, [rows], generator: generator);
        var meter = new ClassificationMeter("Verdict", Classes);
        for (var start = 0; start < rows; start += 50)
        {
            var (part, truth) = (logits[start..Math.Min(rows, start + 50)], labels[start..Math.Min(rows, start + 50)]);
            meter.Add(part, truth, nn.functional.cross_entropy(part, truth, reduction: nn.Reduction.Sum));
        }
        var score = meter.Result();

        var confusion = new long[4, 4];
        var hits = 0;
        var predicted = logits.argmax(1).data<long>().ToArray();
        var actual = labels.data<long>().ToArray();
        for (var i = 0; i < rows; i++)
        {
            confusion[actual[i], predicted[i]]++;
            if (actual[i] == predicted[i]) hits++;
        }
        Assert.Equal(confusion, score.Confusion);
        Assert.Equal((double)hits / rows, score.Accuracy);
        Assert.Equal(nn.functional.cross_entropy(logits, labels).ToDouble(), score.Loss, 5);
    }

    [Fact]
    public void A_label_that_is_no_class_names_the_sample()
    {
        using var scope = NewDisposeScope();
        var meter = new ClassificationMeter("Verdict", Classes);
        meter.Add(zeros(2, 4), tensor(new long[] { 0, 3 }), tensor(0f));
        var message = Assert.Throws<FusionException>(() => meter.Add(zeros(2, 4), tensor(new long[] { 1, 4 }), tensor(0f))).Message;
        Assert.Contains("sample 3 has the label 4; expected 0 to 3", message);
        Assert.Contains("expected [batch, 4]",
            Assert.Throws<FusionException>(() => meter.Add(zeros(2, 3), tensor(new long[] { 1, 0 }), tensor(0f))).Message);
    }

    [Fact]
    public void A_score_of_nothing_is_an_error()
    {
        Assert.Contains("'Verdict': there is no sample",
            Assert.Throws<FusionException>(() => new ClassificationMeter("Verdict", Classes).Result()).Message);
        Assert.Contains("'Price': there is no sample",
            Assert.Throws<FusionException>(() => new RegressionMeter("Price", 1).Result()).Message);
    }

    [Fact]
    public void Regression_scores_follow_their_definitions_batch_by_batch()
    {
        const int rows = 101;
        using var scope = NewDisposeScope();
        using var generator = new Generator(12);
        // A large offset: Σx² − (Σx)²/n would lose all digits here.
        var targets = randn([rows, 2], generator: generator) + 30_000;
        var predictions = targets + randn([rows, 2], generator: generator) * 0.5;
        var meter = new RegressionMeter("Price", 2);
        for (var start = 0; start < rows; start += 32)
        {
            var (said, actual) = (predictions[start..Math.Min(rows, start + 32)], targets[start..Math.Min(rows, start + 32)]);
            meter.Add(said, actual, (said - actual).square().sum());
        }
        var score = meter.Result();

        double[] p = [.. predictions.data<float>().Select(v => (double)v)], t = [.. targets.data<float>().Select(v => (double)v)];
        var errors = p.Zip(t, (a, b) => a - b).ToArray();
        Assert.Equal(errors.Average(Math.Abs), score.MeanAbsoluteError, 10);
        Assert.Equal(Math.Sqrt(errors.Average(e => e * e)), score.RootMeanSquareError, 10);
        Assert.Equal((R2(0) + R2(1)) / 2, score.R2, 9);
        Assert.Equal(errors.Sum(e => e * e) / rows, score.Loss, 4);
        Assert.Equal(["mae", "rmse", "r2"], score.Metrics.Keys);
        Assert.Equal(score.R2, score.Metrics["r2"]);

        double R2(int column)
        {
            var truth = t.Where((_, i) => i % 2 == column).ToArray();
            var mean = truth.Average();
            return 1 - errors.Where((_, i) => i % 2 == column).Sum(e => e * e) / truth.Sum(value => (value - mean) * (value - mean));
        }
    }

    [Fact]
    public void Always_saying_the_mean_has_an_R2_of_0_and_a_constant_target_has_none()
    {
        using var scope = NewDisposeScope();
        var meter = new RegressionMeter("Price", 2);
        meter.Add(tensor(new float[,] { { 2, 7 }, { 2, 7 }, { 2, 7 } }), tensor(new float[,] { { 1, 7 }, { 2, 7 }, { 3, 7 } }), tensor(2f));
        Assert.Equal(0, meter.Result().R2);
        var constant = new RegressionMeter("Price", 1);
        constant.Add(tensor(new float[,] { { 2 }, { 3 } }), tensor(new float[,] { { 2 }, { 2 } }), tensor(1f));
        Assert.True(double.IsNaN(constant.Result().R2));
        Assert.Equal(0.5, constant.Result().MeanAbsoluteError);
    }
}
