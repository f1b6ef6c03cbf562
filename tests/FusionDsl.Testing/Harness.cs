using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>Runs an incremental generator in memory.</summary>
public static class Harness
{
    /// <summary>Runs the generator and holds the run to <paramref name="checks"/> (all of them unless the test says otherwise).</summary>
    public static GeneratorRun Run(IIncrementalGenerator generator, GeneratorInput input, Checks? checks = null)
    {
        checks ??= Checks.All;
        var session = new Session(generator, input);
        var run = session.Run();
        if (checks.Locations)
            LocationCheck.Assert(run);
        if (checks.ValuesOnly)
            ValuesOnlyCheck.Assert(run);
        if (checks.Caching)
            CachingCheck.Assert(session);
        if (checks.SameEverywhere)
            SameEverywhereCheck.Assert(generator, run);
        if (checks.Compiles)
            CompileCheck.Assert(run, checks.CompilerErrors);
        return run;
    }

    /// <summary>Runs the generator on <paramref name="before"/>, then, with the same driver, on <paramref name="after"/>.</summary>
    public static EditRun RunEdits(IIncrementalGenerator generator, GeneratorInput before, GeneratorInput after)
    {
        var session = new Session(generator, before);
        var first = session.Run();
        return new EditRun(first, session.RunAfter(after));
    }
}
