using FusionDsl.Fusions;
using FusionDsl.Layers;
using FusionDsl.Tests.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Fusions;

/// <summary>First values, limits, and what is peculiar to one operator.</summary>
public sealed class StartTests
{
    [Fact]
    public void Closed_gates_let_every_operand_pass_unchanged()
    {
        using var scope = NewDisposeScope();
        using var module = new GatedResidual([4, 4, 4], 4);
        var operands = Draw(4, 4, 4);
        LayerChecks.Equal(cat(operands, 1), module.call(operands), 0);
    }

    [Fact]
    public void A_closed_gate_opens_in_the_first_step_and_then_the_rest_learns()
    {
        using var scope = NewDisposeScope();
        using var module = new GatedResidual([4, 4], 4);
        var operands = Draw(4, 4);
        Step();
        Assert.All(module.named_parameters().Where(named => named.name.StartsWith("others")), named => Assert.Equal(0, named.parameter.grad!.abs().max().ToDouble()));
        Assert.True(module.get_parameter("gates")!.grad!.abs().min().ToDouble() > 0);
        using (no_grad())
        {
            var gates = module.get_parameter("gates")!;
            gates.sub_(gates.grad!);
        }
        Step();
        Assert.All(module.named_parameters(), named => Assert.True(named.parameter.grad!.abs().max().ToDouble() > 0, named.name));

        void Step()
        {
            module.zero_grad();
            module.call(operands).square().sum().backward();
        }
    }

    [Fact]
    public void Equal_weights_are_a_mean_and_factors_of_1_a_sum()
    {
        using var scope = NewDisposeScope();
        using var weighted = new WeightedSum([4, 4, 4], 4);
        var operands = Draw(4, 4, 4);
        LayerChecks.Equal(Mean.Of(operands), weighted.call(operands), 1e-6);
        using var sets = new DeepSets([4, 4, 4], 4, 4);
        Assert.All(sets.get_parameter("factors")!.data<float>().ToArray(), factor => Assert.Equal(1f, factor));
    }

    [Fact]
    public void A_modulation_begins_near_the_identity()
    {
        using var scope = NewDisposeScope();
        using var module = new Film([4, 3]);
        var silent = zeros(2, 3);
        var input = LayerChecks.Random(1, 2, 4, 5);
        LayerChecks.Equal(input + module.get_parameter("beta.bias")!.view(1, 4, 1), module.call([input, silent]), 1e-6);
    }

    [Fact]
    public void Without_evidence_there_is_no_opinion_and_it_changes_none()
    {
        using var scope = NewDisposeScope();
        var silent = -LayerChecks.Random(2, 5, 4).abs();
        LayerChecks.Equal(zeros(5, 4), Evidential.Of([silent, silent]), 0);
        var told = LayerChecks.Random(3, 5, 4) * 3;
        LayerChecks.Equal(told.relu().log1p(), Evidential.Of([told, silent]), 1e-6);
    }

    [Fact]
    public void Agreement_lowers_uncertainty_and_the_softmax_is_the_mean_of_the_Dirichlet_distribution()
    {
        using var scope = NewDisposeScope();
        var one = tensor(new[] { 5f, 0, 0, 1 }, [1, 4]);
        var logs = Evidential.Of([one, one]);
        var alpha = logs.exp();
        LayerChecks.Equal(alpha / alpha.sum(1, keepdim: true), logs.softmax(1), 1e-6);
        double Uncertainty(Tensor strength) => 4 / strength.sum().ToDouble();
        Assert.True(Uncertainty(alpha) < Uncertainty(one + 1));
        // u = u¹u²/(1 − C), worked out by hand: S = 10, b = (.5, 0, 0, .1), u = .4, C = .1, u = .16/.9.
        Assert.Equal(0.16 / 0.9, Uncertainty(alpha), 1e-6);
    }

    [Fact]
    public void Total_conflict_is_a_number_too()
    {
        using var scope = NewDisposeScope();
        var result = Evidential.Of([tensor(new[] { 1e9f, 0 }, [1, 2]), tensor(new[] { 0, 1e9f }, [1, 2])]);
        LayerChecks.Equal(full(1, 2, Math.Log(1e9)), result, 1e-3);
    }

    [Fact]
    public void An_expert_that_knows_nothing_leaves_the_prior_and_the_others_alone()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = new ProductOfExperts([3, 3], 2);
        foreach (var name in new[] { "precisions.0", "precisions.1" })
        {
            module.get_parameter(name + ".weight")!.zero_();
            module.get_parameter(name + ".bias")!.fill_(-100);
        }
        var operands = Draw(3, 3);
        LayerChecks.Equal(zeros(5, 2), module.call(operands), 1e-6);
        module.get_parameter("precisions.1.bias")!.fill_(1e6);
        var mean = nn.functional.linear(operands[1], module.get_parameter("means.1.weight")!, module.get_parameter("means.1.bias")!);
        LayerChecks.Equal(mean, module.call(operands), 1e-4);
    }

    [Fact]
    public void A_low_rank_fusion_is_a_tensor_fusion_with_weights()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var module = new LowRankFusion([2, 3], 4, 2);
        LayerChecks.Fill(module);
        var operands = Draw(2, 3);
        var weight = zeros(4, 12);
        for (var r = 0; r < 2; r++)
            for (var k = 0; k < 4; k++)
                weight[k] += (Factor(0, r * 4 + k).unsqueeze(1) * Factor(1, r * 4 + k).unsqueeze(0)).flatten();
        LayerChecks.Equal(TensorFusion.Of(operands).matmul(weight.t()), module.call(operands), 1e-5);

        Tensor Factor(int operand, int row) =>
            cat([module.get_parameter($"factors.{operand}.bias")![row].view(1), module.get_parameter($"factors.{operand}.weight")![row]]);
    }

    [Fact]
    public void A_low_rank_fusion_of_standard_numbers_begins_with_variance_1()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(1);
        using var module = new LowRankFusion([40, 40, 40], 200, 8);
        Tensor[] operands = [.. Enumerable.Range(0, 3).Select(m => LayerChecks.Random(m, 200, 40))];
        Assert.InRange(module.call(operands).var().ToDouble(), 0.5, 2);
    }

    [Fact]
    public void Attention_to_oneself_is_self_attention()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var self = new SelfAttention(6, 2);
        using var attention = new Attention(6, 2);
        LayerChecks.Fill(self);
        attention.load_state_dict(self.state_dict());
        var tokens = LayerChecks.Random(4, 3, 5, 6);
        LayerChecks.Equal(self.call(tokens), attention.call(tokens, tokens), 1e-6);
        Assert.Contains("7 channels cannot be shared out among 2 heads", Assert.Throws<FusionException>(() => new Attention(7, 2)).Message);
    }

    [Fact]
    public void Dropout_acts_where_it_is_asked_for_and_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor[] operands = [LayerChecks.Random(1, 3, 4, 5), LayerChecks.Random(2, 3, 4, 6)];
        FusionModule[] Made(double dropout) =>
        [
            new CrossAttention([4, 4], 4, 2, dropout), new MulT([4, 4], 4, 2, 1, dropout), new TokenTransformer([4, 4], 4, 2, 1, dropout),
            new Bottleneck([4, 4], 4, 2, 2, 2, dropout), new Perceiver([4, 4], 4, 2, 1, 3, dropout),
        ];
        foreach (var dropout in new[] { 0, 0.5 })
            foreach (var module in Made(dropout))
            {
                LayerChecks.Fill(module);
                module.train();
                var difference = (module.call(operands) - module.call(operands)).abs().max().ToDouble();
                Assert.Equal(dropout > 0, difference > 1e-3);
                module.eval();
                LayerChecks.Equal(module.call(operands), module.call(operands), 0);
                module.Dispose();
            }
    }

    private static Tensor[] Draw(params long[] widths) => [.. widths.Select((width, m) => LayerChecks.Random(m + 20, 5, width))];
}
