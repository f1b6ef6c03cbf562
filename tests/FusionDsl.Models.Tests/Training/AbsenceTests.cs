using FusionDsl.Data;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Training;

/// <summary>Modalities that a sample may be without: what stands in for them is trained, and what lies in their place never counts.</summary>
public sealed class AbsenceTests
{
    private const int Count = 12;

    [Fact]
    public void What_lies_in_the_place_of_something_absent_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var (outputs, gradients, bits) = (new List<Tensor[]>(), new List<Tensor[]>(), new List<string>());
        foreach (var garbage in new[] { 0f, 1e6f })
        {
            using var model = AnyModel.Of(typeof(AbsentNet).FullName!);
            Support.Given.Stirred(model.Module, seed: 3).train();
            var values = model.Draw(Count, seed: 5);
            foreach (var row in model.Modalities.Where(row => values.ContainsKey(Presence.Of(row.Node)) && values[row.Node].is_floating_point()))
                values[row.Node][values[Presence.Of(row.Node)].logical_not()] = garbage;
            var made = model.Forward(values);
            made.Values.Select(output => output.square().sum()).Aggregate((a, b) => a + b).backward();
            outputs.Add([.. made.Values]);
            gradients.Add([.. model.Module.parameters().Select(parameter => parameter.grad!.clone())]);
            bits.Add(Close.Bits(model.Module));
        }
        foreach (var (one, other) in outputs[0].Zip(outputs[1]).Concat(gradients[0].Zip(gradients[1]))) Assert.Equal(0, Close.Difference(one, other));
        // The running statistics of the BatchNorms too.
        Assert.Equal(bits[0], bits[1]);
    }

    [Fact]
    public void A_sample_without_a_modality_has_the_token_in_its_place()
    {
        using var scope = NewDisposeScope();
        using var model = Support.Given.Stirred(new AbsentNet(seed: 1), seed: 2);
        model.eval();
        var waves = new Features<AbsentNet.Waves>(Support.Given.Numbers(1, 4, 3, 7)) { Present = tensor([true, false, true, false]) };
        var made = model.Parts.WaveCnn.call(waves).Tensor;
        var all = model.Parts.WaveCnn.call(waves with { Present = null }).Tensor;
        var token = model.get_parameter("WaveCnn.absent.token")!;
        Close.Equal(stack([all[0], token, all[2], token]), made, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void So_few_samples_with_a_modality_are_no_trouble_for_a_BatchNorm(int present)
    {
        using var scope = NewDisposeScope();
        using var model = new AbsentNet(seed: 1);
        model.train();
        var sheet = new Features<AbsentNet.Sheet>(Support.Given.Numbers(1, 5, 5)) { Present = tensor([.. Enumerable.Range(0, 5).Select(i => i < present)]) };
        var made = model.Parts.SheetNet.call(sheet).Tensor;
        Assert.Equal([5L, 6], made.shape);
        Assert.Equal(0, made[TensorIndex.Slice(present)].abs().max().ToSingle());  // the token, before it has learned anything
    }

    [Fact]
    public void A_preparation_is_fitted_to_those_who_have_the_modality()
    {
        using var scope = NewDisposeScope();
        using var model = new AbsentNet(seed: 1);
        float[][] sheets = [[1, 2, 3, 4, 5], [3, 2, 1, 0, 9], [8, 8, 8, 8, 8]];
        using var data = AbsentNet.Dataset.From(sheets.Select(sheet => Sample(sheet)).Concat(Enumerable.Repeat(Sample(null), 20)));
        model.Parts.Sheet.Fit(data);
        var mean = model.get_buffer("Sheet.standardizer.mean")!;
        Close.Equal([12 / 3.0, 12 / 3.0, 12 / 3.0, 12 / 3.0, 22 / 3.0], mean, 1e-6);
    }

    [Fact]
    public void Null_in_a_sample_is_what_the_predictor_and_the_evaluation_take_for_absent()
    {
        using var scope = NewDisposeScope();
        using var model = Support.Given.Stirred(new AbsentNet(seed: 1), seed: 2);
        var random = new Random(7);
        AbsentNet.Sample[] whole = [.. Enumerable.Range(0, 30).Select(_ => Sample(Samples.Vector(random, 5), Samples.Vector(random, 21)))];
        AbsentNet.Sample[] broken = [.. whole.Select(sample => sample with { Sheet = null })];
        using var data = AbsentNet.Dataset.From(whole);
        using var without = data.Without(nameof(AbsentNet.Sheet));
        using var nulls = AbsentNet.Dataset.From(broken);
        Assert.Equal(model.Evaluate(nulls).Loss, model.Evaluate(without).Loss);
        Assert.NotEqual(model.Evaluate(data).Loss, model.Evaluate(without).Loss);

        using var predictor = model.ToPredictor();
        using var inference = inference_mode();
        var predicted = predictor.Predict(broken);
        model.eval();
        foreach (var batch in new AbsentNet.Loader(nulls, 30).InOrder())
        {
            var expected = model.call(batch).Where.Tensor.softmax(1);
            for (var i = 0; i < 30; i++) Close.Equal(expected[i], tensor(predicted[i].Where.Probabilities.ToArray()), 1e-5);
        }
    }

    [Fact]
    public void A_null_array_is_an_empty_memory_which_is_said()
    {
        float[]? nothing = null;
        var failure = Assert.ThrowsAny<FusionException>(() => AbsentNet.Dataset.From([Sample(null) with { Sheet = nothing }]));
        Assert.Contains("Sample 0: 'Sheet' has 0 values, expected 5.", failure.Message);
        Assert.Contains("write default(ReadOnlyMemory<float>?)", failure.Message);
    }

    [Fact]
    public void A_model_learns_what_to_say_without_a_modality()
    {
        // Where the sheet is missing, the class is always Right; nothing else tells the class.
        var random = new Random(3);
        AbsentNet.Sample Draw()
        {
            var isThere = random.Next(2) == 0;
            return Sample(isThere ? Samples.Vector(random, 5) : null, where: isThere ? Side.Left : Side.Right);
        }
        using var data = AbsentNet.Dataset.From(Enumerable.Range(0, 200).Select(_ => Draw()));
        using var test = AbsentNet.Dataset.From(Enumerable.Range(0, 100).Select(_ => Draw()));
        using var model = new AbsentNet(seed: 1);
        model.Fit(data, data, AbsentNet.Trainer.Defaults with { Epochs = 20, Patience = 0 });
        Assert.Equal(1, model.Evaluate(test).Where.Accuracy);
    }

    [Fact]
    public void With_modality_dropout_a_broken_sensor_costs_less()
    {
        // The left side tells the class so clearly that nobody has to look at the right one, unless the left one is missing at times.
        var random = new Random(4);
        DroppedNet.Sample Draw()
        {
            var where = (Side)random.Next(2);
            float[] View(float shift) => [.. Samples.Vector(random, 4).Select(value => value + (where == Side.Left ? shift : -shift))];
            return new(Left: View(5), Right: View(0.5f), where);
        }
        using var train = DroppedNet.Dataset.From(Enumerable.Range(0, 400).Select(_ => Draw()));
        using var test = DroppedNet.Dataset.From(Enumerable.Range(0, 1000).Select(_ => Draw()));
        var accuracy = new[] { 0.0, 0.4 }.Select(dropout =>
        {
            using var model = new DroppedNet(seed: 1);
            model.Fit(train, train, DroppedNet.Trainer.Defaults with { Epochs = 30, Patience = 0, ModalityDropout = dropout });
            using var broken = test.Without(nameof(DroppedNet.Left));
            return model.Evaluate(broken).Where.Accuracy;
        }).ToArray();
        // The right view alone: Φ(√4 / 2) = 84.1 %.
        Assert.InRange(accuracy[1], 0.80, 0.88);
        Assert.True(accuracy[1] > accuracy[0] + 0.03, $"{accuracy[1]} with dropout, {accuracy[0]} without");
    }

    [Fact]
    public void Dropout_that_was_not_declared_has_nothing_to_put_in()
    {
        using var data = TwoSensors.Dataset.From([new(new float[2], new float[3], Side.Left), new(new float[2], new float[3], Side.Right)]);
        using var model = new TwoSensors(seed: 1);
        var failure = Assert.Throws<FusionException>(() => model.Fit(data, data, TwoSensors.Trainer.Defaults with { ModalityDropout = 0.2 }));
        Assert.Contains("[ModalityDropout(0.2)]", failure.Message);
    }

    [Fact]
    public void An_independent_fusion_teaches_its_operands_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Of(typeof(IndependentNet).FullName!);
        Support.Given.Stirred(model.Module, seed: 3);
        var made = model.Forward(model.Draw(9, seed: 4));
        made["Where"].square().sum().backward(retain_graph: true);
        Assert.All(Of("LeftNet", "RightNet", "ByLeft", "ByRight"), parameter => Assert.Null(parameter.grad));
        Assert.All(Of("Joint", "Where"), parameter => Assert.True(parameter.grad!.abs().max().ToSingle() > 0));
        made["ByLeft"].square().sum().backward();
        Assert.All(Of("LeftNet", "ByLeft"), parameter => Assert.True(parameter.grad!.abs().max().ToSingle() > 0));
        Assert.All(Of("RightNet"), parameter => Assert.Null(parameter.grad));

        IEnumerable<TorchSharp.Modules.Parameter> Of(params string[] nodes) =>
            model.Module.named_parameters().Where(named => nodes.Contains(named.name.Split('.')[0])).Select(named => named.parameter);
    }

    private static AbsentNet.Sample Sample(float[]? sheet, float[]? waves = null, Side where = Side.Left) => new(
        Picture: new float[32], Sheet: Given(sheet), Waves: Given(waves), Amount: new float[2], Where: where);

    // A null array would become an empty memory, which is something else than none.
    private static ReadOnlyMemory<float>? Given(float[]? values) => values is null ? default(ReadOnlyMemory<float>?) : values;
}
