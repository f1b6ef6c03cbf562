using FusionDsl.Cli.Models;
using FusionDsl.Data;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Correlations;

/// <summary>How much all pairs of modalities have in common.</summary>
/// <param name="Modalities">Their names.</param>
/// <param name="TrainingRows">How many training rows there are.</param>
/// <param name="Complete">How many of them have all modalities.</param>
/// <param name="Rows">How many of these were measured.</param>
/// <param name="Pairs">Every pair once, the first one before the second.</param>
internal sealed record CorrelationTable(
    IReadOnlyList<ModalityWidth> Modalities, int TrainingRows, int Complete, int Rows, IReadOnlyList<CorrelationPair> Pairs)
{
    /// <summary>How often rows are shuffled to see what chance does.</summary>
    public const int Shuffles = 20;

    // A Gram matrix has their square, and more rows tell hardly more.
    private const int MostRows = 2000;

    private const int FewestRows = 4;

    /// <summary>The pair of two modalities, in either order.</summary>
    public CorrelationPair this[string one, string other] =>
        Pairs.First(pair => (pair.First, pair.Second) == (one, other) || (pair.First, pair.Second) == (other, one));

    /// <summary>Measures the training rows of a model's data.</summary>
    /// <param name="model">Tells what encoders see of them.</param>
    /// <param name="rows">Taken over.</param>
    /// <param name="split">As in training.</param>
    /// <param name="seed">Decides the shuffles, and which rows of very many are looked at.</param>
    /// <exception cref="FusionException">They are too few.</exception>
    public static CorrelationTable Measure(IModel model, LoadedRows rows, SplitPlan split, ulong seed)
    {
        using var views = model.View(rows, split, MostRows, seed);
        if (views.Rows < FewestRows)
            throw new FusionException(
                $"There are {views.Rows} training rows with all modalities; expected at least {FewestRows} to tell correlation from chance.");
        return Measure(views, seed);
    }

    /// <summary>Measures all pairs.</summary>
    /// <param name="views">The training rows.</param>
    /// <param name="seed">Decides the shuffles.</param>
    public static CorrelationTable Measure(ModalityViews views, ulong seed)
    {
        using var scope = NewDisposeScope();
        List<Measured> all = [.. views.Views.Select(one => new Measured(
            one.Modality, (int)one.View.shape[1], LinearCka.Gram(one.View), CanonicalCorrelation.Basis(one.View)))];
        var orders = Enumerable.Range(0, Shuffles).Select(shuffle => Order(views.Rows, seed, shuffle)).ToList();
        List<CorrelationPair> pairs = [];
        for (var first = 0; first < all.Count; first++)
            for (var second = first + 1; second < all.Count; second++) pairs.Add(Pair(all[first], all[second], orders));
        return new(
            [.. all.Select(one => new ModalityWidth(one.Name, one.Features, (int)one.Basis.shape[1]))],
            views.TrainingRows, views.Complete, views.Rows, pairs);
    }

    /// <summary>The order in which to merge the modalities.</summary>
    public FusionTree Tree() => FusionTree.Of(Modalities.Select(one => one.Name), (one, other) => this[one, other].DebiasedCka);

    private static CorrelationPair Pair(Measured one, Measured other, IReadOnlyList<Tensor> orders)
    {
        List<double> cka = [], cca = [];
        foreach (var order in orders)
        {
            using var scope = NewDisposeScope();
            cka.Add(LinearCka.Of(one.Gram, other.Gram.index_select(0, order).index_select(1, order)));
            cca.Add(CanonicalCorrelation.Of(one.Basis, other.Basis.index_select(0, order)));
        }
        return new(
            one.Name, other.Name,
            new(LinearCka.Of(one.Gram, other.Gram), cka.Average(), cka.Max()), LinearCka.Debiased(one.Gram, other.Gram),
            new(CanonicalCorrelation.Of(one.Basis, other.Basis), cca.Average(), cca.Max()));
    }

    private static Tensor Order(int rows, ulong seed, int shuffle)
    {
        var order = new long[rows];
        Shuffle.Fill(order, seed, shuffle);
        return tensor(order);
    }

    private sealed record Measured(string Name, int Features, Tensor Gram, Tensor Basis);
}

/// <summary>How wide a modality is.</summary>
/// <param name="Features">Numbers per row; for tokens the vocabulary.</param>
/// <param name="Components">What canonical correlation keeps of them.</param>
internal sealed record ModalityWidth(string Name, int Features, int Components);

/// <summary>What two modalities have in common.</summary>
/// <param name="Cka">Linear CKA.</param>
/// <param name="DebiasedCka">CKA less what chance gives; the tree is made of it.</param>
/// <param name="Cca">The mean canonical correlation.</param>
internal sealed record CorrelationPair(string First, string Second, Against Cka, double DebiasedCka, Against Cca);

/// <summary>A measure, and the same measure of rows that were shuffled, where everything that is left is chance.</summary>
/// <param name="Value">Of the rows as they are.</param>
/// <param name="Chance">Mean over the shuffles.</param>
/// <param name="MostByChance">The greatest of the shuffles.</param>
internal sealed record Against(double Value, double Chance, double MostByChance)
{
    /// <summary>Whether chance does no less.</summary>
    public bool IsNoise => !(Value > MostByChance);
}
