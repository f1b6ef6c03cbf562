using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>A run before an edit and one after it, by the same driver: the reasons are those of the second.</summary>
public sealed class EditRun
{
    internal EditRun(GeneratorRun before, GeneratorRun after)
    {
        Before = before;
        After = after;
    }

    public GeneratorRun Before { get; }

    public GeneratorRun After { get; }

    /// <summary>All steps that write files; those that only report diagnostics are not among them.</summary>
    public StepReasons Outputs => Reasons(
        "(outputs)", StepGraph.Outputs(After.Result).SelectMany(s => s.Outputs).Where(o => StepGraph.AddsSource(o.Value)));

    /// <summary>Reasons of every named step of the generator that ran.</summary>
    public IReadOnlyDictionary<string, StepReasons> Steps => StepGraph.Named(After.Result)
        .ToDictionary(s => s.Name, s => Reasons(s.Name, s.Runs.SelectMany(r => r.Outputs)));

    /// <summary>The step with this tracking name; fails with the names there are.</summary>
    public StepReasons Step(string name) => Steps.TryGetValue(name, out var step)
        ? step
        : throw new HarnessException($"No step '{name}' ran; these did: {string.Join(", ", Steps.Keys)}.");

    private StepReasons Reasons(string name, IEnumerable<(object Value, IncrementalStepRunReason Reason)> outputs) =>
        new(name, [.. outputs.Select(o => o.Reason)], new StepTable(After.Result).ToString());
}
