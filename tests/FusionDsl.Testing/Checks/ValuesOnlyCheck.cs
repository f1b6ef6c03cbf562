namespace FusionDsl.Testing;

internal static class ValuesOnlyCheck
{
    public static void Assert(GeneratorRun run)
    {
        var unnamed = StepGraph.UnnamedTransforms(run.Result).Distinct().ToArray();
        if (unnamed.Length > 0)
            throw new HarnessException(
                $"Each transform needs WithTrackingName, or its caching cannot be tested; unnamed: {string.Join("; ", unnamed)}.");

        var leaks = Leaks(run).Select(l => "  " + l).Distinct().ToArray();
        if (leaks.Length > 0)
            throw new HarnessException(
                $"After the first transform only values may flow; these are not:\n{string.Join("\n", leaks.Take(20))}");
    }

    private static IEnumerable<Leak> Leaks(GeneratorRun run)
    {
        foreach (var (name, runs) in StepGraph.Named(run.Result))
            foreach (var (value, _) in runs.SelectMany(r => r.Outputs))
                foreach (var leak in ObjectGraph.Leaks(value, name))
                    yield return leak;
    }
}
