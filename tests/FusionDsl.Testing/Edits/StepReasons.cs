using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>Why each output of a step is as it is after an edit.</summary>
public sealed class StepReasons
{
    private readonly string _table;

    internal StepReasons(string name, ImmutableArray<IncrementalStepRunReason> reasons, string table)
    {
        Name = name;
        Reasons = reasons;
        _table = table;
    }

    public string Name { get; }

    public ImmutableArray<IncrementalStepRunReason> Reasons { get; }

    /// <summary>How many outputs the step computed anew, whether or not they came out equal.</summary>
    public int Executions => Reasons.Count(r => r is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed));

    /// <summary>The step has outputs, and each has this reason.</summary>
    public void Is(IncrementalStepRunReason reason) => Check(
        Reasons.Length > 0 && Reasons.All(r => r == reason), $"{reason}");

    /// <summary>The step has exactly these reasons, in any order.</summary>
    public void Are(params IncrementalStepRunReason[] reasons) => Check(
        Reasons.Order().SequenceEqual(reasons.Order()), string.Join(", ", reasons));

    /// <summary>Exactly <paramref name="count"/> outputs have this reason; others may have others.</summary>
    public void Has(int count, IncrementalStepRunReason reason) => Check(
        Reasons.Count(r => r == reason) == count, $"{count} × {reason}");

    /// <summary>Exactly <paramref name="count"/> outputs were computed anew.</summary>
    public void Executed(int count) => Check(Executions == count, $"{count} executions");

    /// <summary>There are outputs, and none was computed anew.</summary>
    public void AreAllCached() => Is(IncrementalStepRunReason.Cached);

    private void Check(bool holds, string expected)
    {
        if (!holds)
            throw new HarnessException(
                $"Step {Name}: expected {expected}, found " +
                $"{string.Join(", ", Reasons.Select(r => r.ToString()).DefaultIfEmpty("nothing"))}.\n{_table}");
    }
}
