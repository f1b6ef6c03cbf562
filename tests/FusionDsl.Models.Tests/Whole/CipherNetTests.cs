using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models.Tests.Whole;

public sealed class CipherNetTests
{
    [Fact]
    public void The_state_has_the_names_that_a_reader_of_the_declaration_expects()
    {
        using var model = new CipherNet(1);
        string[] norm = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
        string[] expected =
        [
            "Counts.standardizer.mean", "Counts.standardizer.scale",
            "OpcodeCnn.0.weight", "OpcodeCnn.1.weight", .. norm.Select(name => "OpcodeCnn.2." + name),
            "OpcodeCnn.4.weight", .. norm.Select(name => "OpcodeCnn.5." + name), "OpcodeCnn.8.weight", "OpcodeCnn.8.bias",
            "CountsMlp.0.weight", .. norm.Select(name => "CountsMlp.1." + name), "CountsMlp.2.weight", .. norm.Select(name => "CountsMlp.3." + name),
            "CountsMlp.6.weight", "CountsMlp.6.bias", "Verdict.0.weight", "Verdict.0.bias",
        ];
        Assert.Equal(expected.Order(), model.state_dict().Keys.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_ReLU_in_place_gives_the_values_and_gradients_of_one_that_is_not(bool isTraining)
    {
        using var scope = NewDisposeScope();
        using var model = Given.Stirred(new CipherNet(1), seed: 2);
        model.train(isTraining);
        var (opcodes, counts, labels) = (Given.Tokens(3, 12, 10, 24), Given.Numbers(4, 10, 12), Given.Tokens(5, 4, 10));
        // In double precision, which oneDNN does not compute: a reference without its mistake in the gradients of few filters.
        var state = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().to(ScalarType.Float64).clone());
        var parameters = model.named_parameters().Select(named => named.name).ToList();
        foreach (var name in parameters) state[name].requires_grad_(true);

        manual_seed(6);
        var twin = nn.functional.cross_entropy(Twin(state, opcodes, counts.to(ScalarType.Float64), isTraining), labels);
        twin.backward();
        manual_seed(6);
        var output = model.call(new(Opcodes: new(opcodes), Counts: new(counts), Labels: default));
        var loss = CipherNet.Verdict.Loss(output.Verdict, labels);
        loss.backward();

        Assert.Equal(twin.ToDouble(), loss.ToSingle(), 1e-5);
        foreach (var (name, parameter) in model.named_parameters()) Close.Equal(state[name].grad!, parameter.grad!, 1e-5);
        // The running statistics moved alike, or not at all.
        foreach (var (name, buffer) in model.named_buffers())
            if (name.Contains("running")) Close.Equal(state[name], buffer, 1e-5);
    }

    [Fact]
    public void The_seed_decides_the_first_weights()
    {
        using CipherNet one = new(7), same = new(7), other = new(8);
        Assert.Equal(Close.Bits(one), Close.Bits(same));
        Assert.NotEqual(Close.Bits(one), Close.Bits(other));
    }

    [Fact]
    public void A_model_outlives_the_dispose_scope_in_which_it_was_made()
    {
        CipherNet model;
        using (NewDisposeScope()) model = new CipherNet(1);
        using (model)
        using (var opcodes = Given.Tokens(3, 12, 10, 24))
        using (var counts = Given.Numbers(4, 10, 12))
        using (var output = model.call(new(Opcodes: new(opcodes), Counts: new(counts), Labels: default)))
            Assert.Equal([10, 4], output.Verdict.Tensor.shape);
    }

    // The same network from functions that change nothing in place.
    private static Tensor Twin(Dictionary<string, Tensor> state, Tensor opcodes, Tensor counts, bool isTraining)
    {
        Tensor Norm(Tensor x, string name) => nn.functional.batch_norm(
            x, state[name + ".running_mean"], state[name + ".running_var"], state[name + ".weight"], state[name + ".bias"],
            training: isTraining, momentum: 0.1, eps: 1e-5);
        Tensor Dense(Tensor x, string name) => nn.functional.linear(x, state[name + ".weight"], state.GetValueOrDefault(name + ".bias"));
        Tensor Conv(Tensor x, string name) => nn.functional.conv1d(x, state[name + ".weight"]);

        var code = state["OpcodeCnn.0.weight"].index(TensorIndex.Tensor(opcodes)).transpose(1, 2);
        code = Norm(Conv(code, "OpcodeCnn.1"), "OpcodeCnn.2").relu();
        code = Norm(Conv(code, "OpcodeCnn.4"), "OpcodeCnn.5").relu();
        code = Dense(code.flatten(1), "OpcodeCnn.8").relu();
        var count = (counts - state["Counts.standardizer.mean"]) * state["Counts.standardizer.scale"];
        count = Norm(Dense(Norm(Dense(count, "CountsMlp.0"), "CountsMlp.1"), "CountsMlp.2"), "CountsMlp.3").relu();
        count = Dense(nn.functional.dropout(count, 0.2, isTraining, inplace: false), "CountsMlp.6").relu();
        return Dense(cat([code, count], 1), "Verdict.0");
    }
}
