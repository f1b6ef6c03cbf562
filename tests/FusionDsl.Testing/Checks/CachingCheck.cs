using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

internal static class CachingCheck
{
    /// <summary>Runs the session twice more on equal input; it has run once before.</summary>
    public static void Assert(Session session)
    {
        Assert(session.RunOnClone(), "on a clone of the compilation");
        Assert(session.RunOnReparsedText(), "on equal text parsed anew");
    }

    private static void Assert(GeneratorRun run, string how)
    {
        var faults = Faults(run).ToArray();
        if (faults.Length == 0)
            return;
        throw new HarnessException(
            $"""
            A second run {how} must find each named step Cached or Unchanged, and each output Cached:
            {string.Join("\n", faults)}
            Give the value of the first step above equality by content.

            {new StepTable(run.Result)}
            """);
    }

    private static IEnumerable<string> Faults(GeneratorRun run)
    {
        foreach (var (name, runs) in StepGraph.Named(run.Result))
            foreach (var (value, reason) in runs.SelectMany(r => r.Outputs))
                if (reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
                    yield return $"  step {name}: {reason} ({value?.GetType().Name ?? "null"})";
        foreach (var (value, reason) in StepGraph.Outputs(run.Result).SelectMany(r => r.Outputs))
            if (reason != IncrementalStepRunReason.Cached && StepGraph.AddsSource(value))
                yield return $"  output: {reason}";
    }
}
