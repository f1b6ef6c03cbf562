using FusionDsl.Benchmarks.Cases;
using FusionDsl.Benchmarks.Variants;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Tests;

public sealed class AgreementTests
{
    [Fact]
    public void Variants_of_other_first_weights_are_refused()
    {
        using var workload = new Workload(AllCases.Of("small"), threads: 1, rows: 64);
        using var honest = new TightTraining(workload);
        using var other = new TightTraining(workload);
        using (no_grad())
            foreach (var weight in workload.FirstWeights.Values) weight.mul_(1.5f);
        other.Reset();

        var failure = Assert.Throws<FusionException>(() => Agreement.Check("small", [honest, other], epochs: 1));

        Assert.Contains("do not train the same model", failure.Message);
    }

    [Fact]
    public void A_loss_that_is_no_number_agrees_with_nothing()
    {
        using var workload = new Workload(AllCases.Of("small"), threads: 1, rows: 64);
        using var lost = new TightTraining(workload);
        using (no_grad())
            foreach (var weight in workload.FirstWeights.Values) weight.fill_(float.NaN);
        lost.Reset();

        Assert.Throws<FusionException>(() => Agreement.Check("small", [lost], epochs: 1));
    }

    [Theory]
    [InlineData("small", 13)]   // as the two-encoder net has: 5 layers three products each, less the gradients of the two inputs
    [InlineData("three", 21)]
    [InlineData("six", 36)]
    public void The_floor_has_the_products_of_the_model(string name, int products)
    {
        using var workload = new Workload(AllCases.Of(name), threads: 1, rows: 2 * AllCases.Of(name).Defaults.BatchSize);

        var layers = LayerShapes.Of(workload).OfType<DenseShape>().ToList();

        Assert.Equal(products, layers.Sum(layer => layer.NeedsInputGradient ? 3 : 2));
        Assert.Equal(workload.Case.Description.FlopsPerSample, layers.Sum(layer => layer.Flops));
    }

    [Fact]
    public void The_small_case_has_the_size_it_is_known_by() =>
        Assert.Equal(11_082, AllCases.Of("small").Description.ParameterCount);
}
