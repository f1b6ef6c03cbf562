using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

/// <summary>What happens to gradients between backward and the optimizer: accumulation and clipping.</summary>
public sealed class GradientTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 1, BatchSize = 4, Optimizer = new SgdOptions(0.1) };

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.5, false)]
    [InlineData(3, true)]
    [InlineData(1e6, true)]
    [InlineData(1e6, false)]
    public void Clipping_shortens_to_the_norm_and_keeps_the_direction(double most, bool bySpans)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        var before = Fill(flat, 7);
        Apply(new(Options with { ClipNorm = most }, flat), bySpans);

        var norm = Math.Sqrt(before.Sum(gradient => (double)gradient * gradient));
        Assert.True(norm > 3, "the gradients are meant to be longer than what they are clipped to");
        var factor = norm > most ? most / norm : 1;
        Assert.All(Nets.Floats(flat.Gradients).Zip(before), pair => Assert.Equal(pair.Second * factor, pair.First, 1e-6));
        if (norm <= most) Assert.Equal(before, Nets.Floats(flat.Gradients));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.004)]
    public void Clipping_agrees_with_clip_grad_norm(double most)
    {
        using var ours = Nets.Make(1);
        using var theirs = Nets.Make(1);
        var flat = FlatParameters.Of(ours);
        var (x, y) = Nets.Batch(16, 3);
        flat.ClearGradients();
        Nets.Differentiate(ours, x, y);
        Nets.Differentiate(theirs, x, y);
        new GradientClip(Options with { ClipNorm = most }, flat).Apply();
        var norm = nn.utils.clip_grad_norm_(theirs.parameters(), most);
        Assert.True(norm > most, $"the norm is {norm}, nothing is clipped");

        var expected = theirs.parameters().SelectMany(parameter => Nets.Floats(parameter.grad!)).ToArray();
        Assert.All(Nets.Floats(flat.Gradients).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    // In floats the small ones would be lost beside the large one, and the squares of the last case are too large for a float.
    [Theory]
    [InlineData(1f, 1e-4f)]
    [InlineData(1e25f, 1e25f)]
    public void The_norm_is_summed_in_double(float first, float rest)
    {
        using var wide = new Wide(1_000_003);
        var flat = FlatParameters.Of(wide);
        flat.Gradients.fill_(rest);
        flat.Gradients[0] = first;
        new GradientClip(Options with { ClipNorm = 0.5 }, flat).Apply();
        var norm = Math.Sqrt((double)first * first + 1_000_002.0 * rest * rest);
        Assert.Equal(first * 0.5 / norm, flat.Gradients[0].ToSingle(), 1e-6);
        Assert.Equal(1, flat.Gradients[1_000_002].ToSingle() / (rest * 0.5 / norm), 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Clipping_by_value_cuts_each_gradient_by_itself(bool bySpans)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        var before = Fill(flat, 7);
        Apply(new(Options with { ClipValue = 0.5 }, flat), bySpans);
        Assert.Equal(before.Select(gradient => Math.Clamp(gradient, -0.5f, 0.5f)), Nets.Floats(flat.Gradients));
        Assert.Contains(0.5f, Nets.Floats(flat.Gradients));
    }

    [Fact]
    public void Without_settings_nothing_is_clipped()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        var before = Fill(flat, 7);
        new GradientClip(Options, flat).Apply();
        Assert.Equal(before, Nets.Floats(flat.Gradients));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gradient_that_is_no_number_is_not_hidden(bool bySpans)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        Fill(flat, 7);
        flat.Gradients[3] = float.NaN;
        Apply(new(Options with { ClipNorm = 1 }, flat), bySpans);
        Assert.True(float.IsNaN(flat.Gradients[3].ToSingle()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Accumulated_gradients_are_the_mean_weighed_by_rows(bool bySpans)
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var accumulation = new Accumulation(3, flat);
        // Twice, so that nothing of the first step can be left in the second.
        for (var step = 0; step < 2; step++)
        {
            int[] rows = [5, 2, 4];
            var sum = new double[flat.Count];
            for (var batch = 0; batch < 3; batch++)
            {
                var gradients = Fill(flat, 10 * step + batch);
                for (var i = 0; i < sum.Length; i++) sum[i] += (double)rows[batch] * gradients[i];
                Assert.Equal(batch == 2, bySpans ? accumulation.Add(rows[batch]) : accumulation.AddByTensors(rows[batch]));
            }
            Assert.All(Nets.Floats(flat.Gradients).Zip(sum), pair => Assert.Equal(pair.Second / 11, pair.First, 1e-6));
        }
        Assert.False(accumulation.Finish());
    }

    [Fact]
    public void The_rest_of_an_epoch_is_a_step_of_its_own()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var accumulation = new Accumulation(4, flat);
        var first = Fill(flat, 1);
        Assert.False(accumulation.Add(6));
        var second = Fill(flat, 2);
        Assert.False(accumulation.Add(2));
        Assert.True(accumulation.Finish());
        Assert.All(
            Nets.Floats(flat.Gradients).Zip(first.Zip(second)),
            pair => Assert.Equal((6.0 * pair.Second.First + 2.0 * pair.Second.Second) / 8, pair.First, 1e-6));
        Assert.False(accumulation.Finish());

        var alone = Fill(flat, 3);
        for (var batch = 0; batch < 4; batch++) Assert.Equal(batch == 3, accumulation.Add(5));
        Assert.All(Nets.Floats(flat.Gradients).Zip(alone), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void One_batch_per_step_is_left_as_it_is()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        using var accumulation = new Accumulation(1, flat);
        var before = Fill(flat, 1);
        Assert.True(accumulation.Add(3));
        Assert.Equal(before, Nets.Floats(flat.Gradients));
        Assert.False(accumulation.Finish());
    }

    [Fact]
    public void Live_tensors_do_not_grow_with_the_steps()
    {
        using var net = Nets.Make(1);
        var flat = FlatParameters.Of(net);
        foreach (var options in new[] { Options with { ClipNorm = 0.1 }, Options with { ClipValue = 0.1 } })
        {
            var clip = new GradientClip(options, flat);
            using var accumulation = new Accumulation(2, flat);
            Step();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var step = 0; step < 100; step++) Step();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

            void Step()
            {
                accumulation.Add(3);
                accumulation.AddByTensors(3);
                clip.Apply();
                clip.ApplyByTensors();
            }
        }
    }

    public static TheoryData<TrainingOptions, string> Mistakes => new()
    {
        { Options with { ClipNorm = 0 }, "ClipNorm is 0; expected a number above 0" },
        { Options with { ClipNorm = double.NaN }, "ClipNorm is NaN" },
        { Options with { ClipValue = -1 }, "ClipValue is -1; expected a number above 0" },
        { Options with { ClipNorm = 1, ClipValue = 1 }, "both ClipNorm and ClipValue are given; expected one of them" },
        { Options with { Accumulate = 0 }, "Accumulate is 0; expected at least 1" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_what_was_expected(TrainingOptions options, string expected) =>
        Assert.Contains(expected, Assert.Throws<FusionException>(() => options.ThrowIfInvalid()).Message);

    private static void Apply(GradientClip clip, bool bySpans)
    {
        if (bySpans) clip.Apply();
        else clip.ApplyByTensors();
    }

    private static float[] Fill(FlatParameters flat, int seed)
    {
        using var generator = new Generator((ulong)seed);
        using var gradients = randn(flat.Count, generator: generator);
        flat.Gradients.copy_(gradients);
        return Nets.Floats(flat.Gradients);
    }

    private sealed class Wide : nn.Module<Tensor, Tensor>
    {
        public Wide(int width) : base(nameof(Wide)) => register_parameter("weight", new TorchSharp.Modules.Parameter(zeros(width)));

        public override Tensor forward(Tensor x) => x;

        protected override void RegisterComponents() { }
    }
}
