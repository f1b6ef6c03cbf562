using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Prediction;

public sealed class PredictorTests
{
    [Fact]
    public void A_predictor_says_what_the_model_says_when_it_is_not_training()
    {
        var samples = Samples.Ciphers(20, 1);
        using var data = CipherNet.Dataset.From(samples);
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        using var predictor = model.ToPredictor();
        model.eval();
        using var output = model.call(new(Opcodes: new(data.Opcodes), Counts: new(data.Counts), Labels: default));
        using var probabilities = output.Verdict.Tensor.softmax(1);
        var expected = Plain.Two(probabilities);
        var predictions = predictor.Predict(samples);
        Assert.Equal(20, predictions.Length);
        for (var row = 0; row < 20; row++)
        {
            var verdict = predictions[row].Verdict;
            Assert.Equal(Enumerable.Range(0, 4).Select(i => (float)expected[row, i]), verdict.Probabilities.ToArray());
            Assert.Equal(1, verdict.Probabilities.ToArray().Sum(), 1e-5);
            Assert.Equal(verdict.Probabilities.ToArray().Max(), verdict.Confidence);
            Assert.Equal(verdict.Confidence, verdict.ProbabilityOf(verdict.Class));
        }
    }

    [Fact]
    public void Many_samples_are_predicted_in_portions_and_come_back_in_order()
    {
        var samples = Samples.Ciphers(600, 1);
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        using var predictor = model.ToPredictor();
        var together = predictor.Predict(samples);
        Assert.Equal(600, together.Length);
        foreach (var i in new[] { 0, 255, 256, 511, 512, 599 })
        {
            var alone = predictor.Predict(samples[i]).Verdict;
            Assert.Equal(alone.Class, together[i].Verdict.Class);
            Assert.Equal(alone.Confidence, together[i].Verdict.Confidence, 1e-5f);
        }
    }

    [Fact]
    public void A_prediction_is_used_like_its_class()
    {
        using var model = new CipherNet(1);
        using var predictor = model.ToPredictor();
        var prediction = predictor.Predict(Samples.Ciphers(1, 1)[0]);
        Cipher cipher = prediction.Verdict;
        Assert.Equal(cipher == Cipher.Prince, prediction.Verdict == Cipher.Prince);
        Assert.Equal(cipher != Cipher.Prince, prediction.Verdict != Cipher.Prince);
        Assert.True(prediction.Verdict == cipher);
        Assert.Equal(cipher.ToString(), $"{prediction.Verdict}");
        Assert.Equal(4, CipherNet.Verdict.Classes.Count);
        Assert.Equal(CipherNet.Verdict.IndexOf(Cipher.Sparx), CipherNet.Verdict.Classes.ToList().IndexOf(Cipher.Sparx));
    }

    [Fact]
    public void Every_kind_of_head_has_its_own_type()
    {
        using var model = new ThreeHeads(1);
        using var predictor = model.ToPredictor();
        var prediction = predictor.Predict(Samples.Tasks(1, 1)[0]);
        Side side = prediction.Where;
        Activity activity = prediction.Doing;
        ReadOnlyMemory<float> far = prediction.HowFar;
        Assert.True(Enum.IsDefined(side) && Enum.IsDefined(activity));
        Assert.Equal(2, far.Length);
    }

    [Fact]
    public void Later_training_and_the_end_of_the_model_do_not_change_it()
    {
        var samples = Samples.Ciphers(40, 1);
        using var data = CipherNet.Dataset.From(samples);
        var model = new CipherNet(1);
        model.Fit(data, data);
        using var predictor = model.ToPredictor();
        var before = All(predictor, samples);
        model.Fit(data, data);
        Assert.Equal(before, All(predictor, samples));
        using var later = model.ToPredictor();
        Assert.NotEqual(before, All(later, samples));
        model.Dispose();
        Assert.Equal(before, All(predictor, samples));
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        var samples = Samples.Ciphers(30, 1);
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        using var predictor = model.ToPredictor();
        var alone = samples.Select(sample => predictor.Predict(sample).Verdict.Probabilities.ToArray()).ToList();
        var together = new float[600][];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => together[i] = predictor.Predict(samples[i % 30]).Verdict.Probabilities.ToArray());
        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % 30], together[i]);
    }

    [Fact]
    public void Making_one_draws_no_random_numbers_and_leaves_the_model_in_its_mode()
    {
        using var model = new CipherNet(1);
        manual_seed(4);
        using var expected = rand(5);
        manual_seed(4);
        using var predictor = model.ToPredictor();
        using var random = rand(5);
        Assert.Equal(0, Close.Difference(expected, random));
        Assert.True(model.training);
        Assert.Equal(All(predictor, Samples.Ciphers(9, 1)), All(predictor, Samples.Ciphers(9, 1)));
    }

    [Fact]
    public void A_sample_alone_gets_the_prediction_that_it_gets_among_others()
    {
        var samples = Samples.Ciphers(20, 1);
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        using var predictor = model.ToPredictor();
        var together = predictor.Predict(samples);
        for (var i = 0; i < samples.Count; i++)
            Assert.All(
                predictor.Predict(samples[i]).Verdict.Probabilities.ToArray().Zip(together[i].Verdict.Probabilities.ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void No_samples_no_predictions()
    {
        using var model = new CipherNet(1);
        using var predictor = model.ToPredictor();
        Assert.Empty(predictor.Predict([]));
    }

    [Fact]
    public void Predicting_leaves_no_tensor_behind()
    {
        var samples = Samples.Ciphers(10, 1);
        using var model = new CipherNet(1);
        using var predictor = model.ToPredictor();
        using var data = CipherNet.Dataset.From(samples);
        model.Evaluate(data);
        predictor.Predict(samples);
        var before = Tensor.TotalCount;
        for (var i = 0; i < 20; i++)
        {
            predictor.Predict(samples);
            model.Evaluate(data, batchSize: 3);
        }
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    private static List<float> All(CipherNet.Predictor predictor, List<CipherNet.Sample> samples) =>
        [.. predictor.Predict(samples).SelectMany(prediction => prediction.Verdict.Probabilities.ToArray())];
}
