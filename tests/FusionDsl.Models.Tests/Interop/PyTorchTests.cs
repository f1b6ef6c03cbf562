using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Interop;

/// <summary>Weights go to PyTorch and come from there, under the names that PyTorch has for them.</summary>
public sealed class PyTorchTests(Exchange exchange) : IClassFixture<Exchange>
{
    public static TheoryData<string> Models => [.. Exchange.Models.Select(type => type.Name)];

    // load_state_dict(strict=True) in the script refuses a name too many, a name too few and another shape.
    [PyTorchTheory]
    [MemberData(nameof(Models))]
    public void PyTorch_computes_the_same_with_our_weights(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Loaded(TypeOf(name), exchange.File(name, "ours"));
        AgreeOn(model, exchange.Read(name, "inputs"), exchange.Read(name, "ours-outputs"));
    }

    [PyTorchTheory]
    [MemberData(nameof(Models))]
    public void We_compute_the_same_with_the_weights_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var model = AnyModel.Loaded(TypeOf(name), exchange.File(name, "theirs"));
        AgreeOn(model, exchange.Read(name, "inputs"), exchange.Read(name, "theirs-outputs"));
    }

    [PyTorchFact]
    public void Every_layer_that_has_parameters_or_statistics_is_among_the_twins()
    {
        var modules = Exchange.Models.SelectMany(type =>
        {
            using var model = AnyModel.Of(type.FullName!);
            return model.Module.named_modules().Where(named => named.module.named_parameters(recurse: false).Any()
                || named.module.named_buffers(recurse: false).Any()).Select(named => named.module.GetType().Name).ToList();
        }).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "BatchNorm1d", "BatchNorm2d", "BatchNormRelu", "ChannelLayerNorm", "Conv1d", "Conv2d", "Embedding", "GRU", "LSTM", "LayerNorm",
            "Linear", "PositionalEncoding", "SelfAttention", "Standardizer",
        ], modules);
    }

    [PyTorchFact]
    public void The_statistics_of_a_BatchNorm_and_their_count_come_along()
    {
        using var model = CipherNet.Load(exchange.File(nameof(CipherNet), "theirs"));
        Assert.Equal(3, model.state_dict()["OpcodeCnn.2.num_batches_tracked"].ToInt64());
    }

    [PyTorchFact]
    public void Text_about_the_file_is_kept()
    {
        using var file = SafetensorsFile.Open(exchange.File(nameof(CipherNet), "theirs"));
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [PyTorchFact]
    public void Weights_of_another_twin_are_refused_by_name_and_shape()
    {
        var mistake = Assert.Throws<FusionException>(() => FeatureLayers.Load(exchange.File(nameof(ImageLayers), "theirs"))).Message;
        Assert.Contains("missing in the file: 'Dense.0.weight' [4, 6]", mistake);
        Assert.Contains("unknown to the model: ", mistake);
        Assert.Contains("'Batch1.0.weight' is Float32 [2] in the file, Float32 [6] in the model", mistake);
    }

    private static Type TypeOf(string name) => Exchange.Models.Single(type => type.Name == name);

    private static void AgreeOn(AnyModel model, Dictionary<string, Tensor> inputs, Dictionary<string, Tensor> expected)
    {
        model.Module.eval();
        using var inference = inference_mode();
        var actual = model.Forward(inputs);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (head, output) in expected) Close.Equal(output, actual[head], 1e-5);
    }
}
