using FusionDsl.Data;

namespace FusionDsl.Models;

/// <summary>Samples in memory: one contiguous tensor per modality and per label.</summary>
public interface IDataset<TDataset> : IDisposable where TDataset : IDataset<TDataset>
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Three disjoint parts.</summary>
    Split<TDataset> Split(SplitPlan plan);
}
