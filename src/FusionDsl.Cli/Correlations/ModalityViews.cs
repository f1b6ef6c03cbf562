using FusionDsl.Data;
using static TorchSharp.torch;

namespace FusionDsl.Cli.Correlations;

/// <summary>The training rows as matrices, one per modality.</summary>
/// <param name="TrainingRows">How many there are.</param>
/// <param name="Complete">How many of them have all modalities.</param>
/// <param name="Views">[rows, features] float64 by modality, in the order of their names: all complete rows, or some of them.</param>
internal sealed record ModalityViews(int TrainingRows, int Complete, IReadOnlyList<(string Modality, Tensor View)> Views) : IDisposable
{
    /// <summary>How many rows are looked at.</summary>
    public int Rows => (int)Views[0].View.shape[0];

    /// <summary>Prepared values as matrices: tokens as the number of times that each occurs, everything else row by row.</summary>
    /// <param name="trainingRows">How many there are, of which these are some.</param>
    /// <param name="complete">How many of them have all modalities.</param>
    /// <param name="prepared">As encoders see them.</param>
    /// <param name="plan">Tells which modalities are tokens.</param>
    public static ModalityViews Of(int trainingRows, int complete, IReadOnlyDictionary<string, Tensor> prepared, DataPlan plan)
    {
        return new(trainingRows, complete,
            [.. prepared.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, View(one.Key, one.Value)))]);

        Tensor View(string modality, Tensor values)
        {
            using var scope = NewDisposeScope();
            var vocabulary = plan.Sources.OfType<TokensSource>().FirstOrDefault(source => source.Node == modality)?.Vocabulary;
            var view = values.dtype == ScalarType.Int64 ? BagOfTokens(values, vocabulary!.Value) : values.flatten(1).to(ScalarType.Float64);
            return view.MoveToOuterDisposeScope();
        }
    }

    /// <summary>[rows, vocabulary] float64: how often each token occurs in each row; the filling 0 counts too, for it tells the length.</summary>
    public static Tensor BagOfTokens(Tensor tokens, int vocabulary)
    {
        var counts = zeros([tokens.shape[0], vocabulary], dtype: ScalarType.Float64);
        using var ones = ones_like(tokens, dtype: ScalarType.Float64);
        return counts.scatter_add_(1, tokens, ones);
    }

    public void Dispose()
    {
        foreach (var (_, view) in Views) view.Dispose();
    }
}
