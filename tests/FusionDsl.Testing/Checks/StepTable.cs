using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>The steps of one run with their reasons, one line each, for messages.</summary>
internal sealed class StepTable(GeneratorRunResult result)
{
    public override string ToString()
    {
        var lines = StepGraph.Named(result)
            .Select(s => (s.Name, Reasons: Reasons(s.Runs)))
            .Append(("(outputs)", Reasons(StepGraph.Outputs(result))))
            .ToArray();
        var width = lines.Max(l => l.Item1.Length);
        return "Steps of that run:\n" + string.Join("\n", lines.Select(l => $"  {l.Item1.PadRight(width)}  {l.Item2}"));
    }

    private static string Reasons(IEnumerable<IncrementalGeneratorRunStep> runs) =>
        string.Join(", ", runs.SelectMany(r => r.Outputs).Select(o => o.Reason).CountBy(r => r).OrderBy(p => p.Key)
            .Select(p => p.Value == 1 ? $"{p.Key}" : $"{p.Value} × {p.Key}").DefaultIfEmpty("did not run"));
}
