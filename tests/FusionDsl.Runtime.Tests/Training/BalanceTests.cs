using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>Gradient-Blending and OGM-GE against their formulas.</summary>
public sealed class BalanceTests
{
    [Fact]
    public void A_head_weighs_by_its_gain_over_the_square_of_its_overfitting()
    {
        var weights = GradientBlending.WeightsOf(3,
            ((1.0, 1.1), (0.6, 0.8)),      // gains 0.3, the gap grows from 0.1 to 0.2
            ((2.0, 2.0), (1.0, 1.4)),      // gains 0.6, from 0 to 0.4
            ((0.9, 1.2), (0.5, 1.0)))!;    // gains 0.2, from 0.3 to 0.5
        double[] ratios = [0.3 / (0.1 * 0.1), 0.6 / (0.4 * 0.4), 0.2 / (0.2 * 0.2)];
        for (var i = 0; i < 3; i++) Assert.Equal(3 * ratios[i] / ratios.Sum(), weights[i], 1e-9);
    }

    [Fact]
    public void Where_the_formula_has_no_bound_there_is_one()
    {
        // The first gained nothing, the gap of the second shrank: as if it had grown by a hundredth of the largest, 0.5.
        var weights = GradientBlending.WeightsOf(2, ((1, 1), (0.5, 1)), ((1, 1), (0.9, 0.8)), ((1, 1), (0.7, 0.9)))!;
        double[] ratios = [0, 0.2 / (0.005 * 0.005), 0.1 / (0.2 * 0.2)];
        var shares = ratios.Select(ratio => Math.Max(0.01, ratio / ratios.Sum())).ToArray();
        for (var i = 0; i < 3; i++) Assert.Equal(2 * shares[i] / shares.Sum(), weights[i], 1e-9);
        Assert.Equal(2, weights.Sum(), 1e-12);

        Assert.Null(GradientBlending.WeightsOf(2, ((1, 1), (0.5, 1)), ((1, 1), (0.5, 1.2))));
        // No gap changed: the gains alone count.
        Assert.Equal([1.5, 0.5], GradientBlending.WeightsOf(2, ((1, 1), (0.25, 0.25)), ((1, 1), (0.75, 0.75)))!);
    }

    [Fact]
    public void Weights_are_estimated_after_every_super_epoch_and_go_on_from_a_checkpoint()
    {
        var (weights, other) = (new LossWeights(("A", 1), ("B", 0.5)), new LossWeights(("A", 1), ("B", 0.5)));
        var (blending, resumed) = (new GradientBlending(new(2), weights), new GradientBlending(new(2), other));
        var measures = 0;
        for (var epoch = 0; epoch < 9; epoch++)
        {
            blending.Begin(epoch, 0, () => Scores(1.0 / (1 + epoch), 1.0 / (1 + 2 * epoch)), () => { measures++; return Scores(1.1 / (1 + 0.9 * epoch), 1 / (1 + 0.5 * epoch)); });
            Assert.Equal(1 + epoch / 2, measures);
            Assert.Equal(1.5, weights["A"] + weights["B"], 1e-12);
            Assert.Equal(epoch < 2, weights["A"] == 1);
            if (epoch == 5) resumed.Resume(blending.State);
            if (epoch >= 5)
            {
                // Within the super-epoch nothing is measured twice.
                resumed.Begin(epoch, 0, () => Scores(1.0 / (1 + epoch), 1.0 / (1 + 2 * epoch)), () => Scores(1.1 / (1 + 0.9 * epoch), 1 / (1 + 0.5 * epoch)));
                Assert.Equal(weights.Present, other.Present);
            }
        }
    }

    [Fact]
    public void With_a_stage_everything_begins_anew_and_one_head_alone_is_left_as_it_is()
    {
        var weights = new LossWeights(("A", 1), ("B", 0.5));
        var blending = new GradientBlending(new(2), weights);
        var measured = new List<int>();
        void Begin(int epoch, int beganAfter) => blending.Begin(epoch, beganAfter, () => Scores(1, 1), () => { measured.Add(epoch); return Scores(1.0 / (1 + epoch), 1.0 / (1 + epoch)); });
        weights.Begin(["B"]);
        for (var epoch = 0; epoch < 3; epoch++) Begin(epoch, 0);
        Assert.Empty(measured);
        Assert.Equal((0, 0.5), (weights["A"], weights["B"]));
        weights.Begin(["A", "B"]);
        for (var epoch = 3; epoch < 8; epoch++) Begin(epoch, 3);
        Assert.Equal([3, 5, 7], measured);
        Assert.Equal(0.75, weights["A"], 1e-9);
    }

    [Fact]
    public void A_branch_that_leads_is_held_back_by_the_published_factor()
    {
        // Two branches: ρ = s / the other's s.
        Assert.Equal([1 - Math.Tanh(0.3 * 3), 1], GradientModulation.Factors(0.3, 6, 2));
        // Three: s against the mean of the two others.
        var factors = GradientModulation.Factors(0.5, 4, 3, 2);
        Assert.Equal([1 - Math.Tanh(0.5 * 4 / 2.5), 1, 1], factors);
        Assert.Equal([1, 1], GradientModulation.Factors(0.5, 2, 2));
    }

    [Fact]
    public void Confidence_is_the_sum_of_the_probabilities_of_the_true_classes()
    {
        using var logits = tensor(new float[,] { { 1, 2, 0 }, { -1, 0, 3 } });
        using var labels = tensor(new long[] { 1, 0 });
        var expected = Math.Exp(2) / (Math.Exp(1) + Math.Exp(2) + 1) + Math.Exp(-1) / (Math.Exp(-1) + 1 + Math.Exp(3));
        Assert.Equal(expected, GradientModulation.Confidence(logits, labels), 1e-6);
    }

    [Fact]
    public void Gradients_are_scaled_and_get_noise_of_their_own_deviation()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var gradients = linspace(-1, 2, (int)flat.Count);
        flat.Gradients.copy_(gradients);
        new GradientModulation(new(0.3, Noise: false), flat, ["conv"], ["dense", "norm"]).Apply(6, 2);
        var (before, after, factor) = (Nets.Floats(gradients), Nets.Floats(flat.Gradients), 1 - Math.Tanh(0.9));
        for (var i = 0; i < 120; i++) Assert.Equal(before[i] * factor, after[i], 1e-6);
        Assert.Equal(before[120..], after[120..]);

        flat.Gradients.copy_(gradients);
        using var random = get_rng_state();
        new GradientModulation(new(0.3, Noise: true), flat, ["dense"], ["conv"]).Apply(6, 2);
        var noisy = Nets.Floats(flat.Gradients);
        // dense: weight [7, 96] and bias [7] behind conv [120] and norm [16].
        foreach (var (start, end, scale) in new[] { (136, 136 + 672, factor), (0, 120, 1) })
        {
            var own = before[start..end].Select(value => (double)value).ToArray();
            var deviation = Math.Sqrt(own.Sum(value => Math.Pow(value - own.Average(), 2)) / (own.Length - 1));
            var noise = noisy[start..end].Select((value, i) => value - scale * own[i]).ToArray();
            Assert.InRange(Math.Sqrt(noise.Sum(value => value * value) / noise.Length) / deviation, 0.75, 1.25);
        }
        Assert.Equal(before[120..136], noisy[120..136]);
    }

    [Fact]
    public void A_setting_out_of_range_is_named()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        Assert.Contains("Every is 0", Assert.Throws<FusionException>(() => new GradientBlending(new(0), new LossWeights(("A", 1)))).Message);
        Assert.Contains("Alpha is 0", Assert.Throws<FusionException>(() => new GradientModulation(new(0, false), flat, [], [])).Message);
    }

    private static Evaluation Scores(double a, double b) => new Two(a + b, new("A", a, 0, 0, 0), new("B", b, 0, 0, 0));

    private sealed record Two(double Loss, RegressionScore A, RegressionScore B) : Evaluation(Loss)
    {
        public override IReadOnlyList<HeadScore> Heads => [A, B];
    }
}
