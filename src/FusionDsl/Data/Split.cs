namespace FusionDsl.Data;

/// <summary>Three disjoint parts of one data set. What is fitted to data sees <see cref="Train"/> only.</summary>
/// <param name="Train">For learning.</param>
/// <param name="Validation">For choosing: early stopping, learning rate, architecture.</param>
/// <param name="Test">For the last word, once.</param>
public sealed record Split<TDataset>(TDataset Train, TDataset Validation, TDataset Test) : IDisposable where TDataset : IDisposable
{
    /// <summary>Frees all three.</summary>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
