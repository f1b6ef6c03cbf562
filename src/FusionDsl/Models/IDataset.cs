using FusionDsl.Data;

namespace FusionDsl.Models;

/// <summary>Labelled samples: one table per modality and per label.</summary>
public interface IDataset<TDataset> : IDisposable where TDataset : IDataset<TDataset>
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>The values of every modality and label, by its name.</summary>
    Tables Tables { get; }

    /// <summary>Three disjoint parts.</summary>
    Split<TDataset> Split(SplitPlan plan);
}
