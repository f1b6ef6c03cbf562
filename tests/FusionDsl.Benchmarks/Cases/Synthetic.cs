using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Cases;

/// <summary>
/// Made-up data with something to learn: every class has its own centre in each modality, or its own favourite tokens, under much noise.
/// </summary>
internal static class Synthetic
{
    // With some labels drawn by lot the loss stays well above 0: numbers so small that they slow a processor down do not come up.
    private const double WrongLabels = 0.1;
    private const double FavouriteTokens = 0.25;
    private const int FavouritesPerClass = 8;

    /// <returns>[rows, …] per modality, and the labels: [rows] int64.</returns>
    public static (Tensor[] Values, Tensor Labels) Of(BenchmarkCase theCase, int rows)
    {
        using var scope = NewDisposeScope();
        manual_seed(Workload.Seed);
        var classes = theCase.Head.Targets;
        var truth = randint(classes, rows, dtype: ScalarType.Int64);
        var values = theCase.Modalities
            .Select(modality => modality.Vocabulary > 0 ? Tokens(modality, truth) : Numbers(modality, truth, classes)).ToArray();
        var labels = where(rand(rows) < WrongLabels, randint(classes, rows, dtype: ScalarType.Int64), truth);
        return ([.. values.Select(tensor => tensor.DetachFromDisposeScope())], labels.DetachFromDisposeScope());
    }

    private static Tensor Numbers(Modality modality, Tensor truth, int classes)
    {
        var centres = randn(classes, modality.Length) * 0.5;
        var values = randn(truth.size(0), modality.Length).add_(centres.index_select(0, truth));
        return modality.Standardized ? values * 3 + 5 : values;
    }

    private static Tensor Tokens(Modality modality, Tensor truth)
    {
        long[] size = [truth.size(0), modality.Length];
        var favourites = randint(FavouritesPerClass, size, dtype: ScalarType.Int64) + truth.unsqueeze(1) * FavouritesPerClass;
        return where(rand(size) < FavouriteTokens, favourites, randint(modality.Vocabulary, size, dtype: ScalarType.Int64));
    }
}
