using FusionDsl.Data;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Prediction;

/// <summary>Predictors, whatever they fold and however they compute, against the module in evaluation.</summary>
public sealed class FrozenPredictorTests
{
    public static TheoryData<string> Models => AnyModel.All;

    [Theory]
    [MemberData(nameof(Models))]
    public void A_predictor_says_what_the_module_says(string name)
    {
        var type = typeof(AnyModel).Assembly.GetType(name)!;
        typeof(FrozenPredictorTests).GetMethod(nameof(Compare), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type, type.GetNestedType("Dataset")!).Invoke(null, null);
    }

    [Fact]
    public void One_sample_is_answered_as_in_company()
    {
        var random = new Random(5);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 4 - 2)];
        var samples = Enumerable.Range(0, 300).Select(_ => new SharedNet.Sample(Picture: Draw(18), Sheet: Draw(5), Waves: Draw(21))).ToList();
        using var model = Given.Stirred(new SharedNet(seed: 1), seed: 2);
        using var predictor = model.ToPredictor();
        var together = predictor.Predict(samples);
        for (var i = 0; i < samples.Count; i++)
        {
            var alone = predictor.Predict(samples[i]);
            Assert.Equal(together[i].Shade, alone.Shade, 1e-5f);
            Assert.Equal(together[i].Where.Probabilities.ToArray(), alone.Where.Probabilities.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(together[i].Amount.ToArray(), alone.Amount.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    private static void Compare<TModel, TDataset>()
        where TModel : nn.Module, IFusionModel<TModel, TDataset> where TDataset : class, IDataset<TDataset>
    {
        using var scope = NewDisposeScope();
        using var any = AnyModel.Of(typeof(TModel).FullName!);
        Given.Stirred(any.Module, seed: 3);
        var values = any.Draw(9, seed: 4);
        // What only dropout takes away is there in prediction.
        foreach (var row in any.Modalities.Where(row => !any.IsOptional(row))) values.Remove(Presence.Of(row.Node));
        var predicted = ((IFusionModel<TModel, TDataset>)any.Module).Predict(new LoadedRows(values.ToDictionary(pair => pair.Key, pair => pair.Value.clone()), RowInfo.Numbered(9)));
        any.Module.eval();
        using var inference = inference_mode();
        var outputs = any.Forward(values);
        for (var head = 0; head < TModel.Description.Heads.Count; head++)
        {
            var description = TModel.Description.Heads[head];
            var expected = description.Classes.Count > 0 ? outputs[description.Name].softmax(1) : outputs[description.Name];
            for (var row = 0; row < 9; row++)
                Close.Equal(expected[row], tensor(predicted[row][head].Values.ToArray()), 2e-5 * Math.Max(1, expected.abs().max().ToDouble()));
        }
    }
}
