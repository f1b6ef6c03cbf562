using System.Collections.Immutable;

namespace FusionDsl.Testing;

internal static class CompileCheck
{
    public static void Assert(GeneratorRun run, ImmutableArray<string> expected)
    {
        var unexpected = run.CompilerDiagnostics.Where(d => !expected.Contains(d.Id)).ToImmutableArray();
        if (unexpected.Length > 0)
            throw new HarnessException(CompilerOutput.Describe(run, unexpected));
        var missing = expected.Except(run.CompilerDiagnostics.Select(d => d.Id)).ToArray();
        if (missing.Length > 0)
            throw new HarnessException($"The compiler was expected to report {string.Join(", ", missing)}, and did not.");
    }
}
