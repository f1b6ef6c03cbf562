using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Testing;

/// <summary>Tells the generator's own steps from those that Roslyn adds.</summary>
internal static class StepGraph
{
    private const string UnnamedAttributeStep = "result_ForAttributeWithMetadataName";

    private static readonly ImmutableHashSet<string> RoslynSteps =
    [
        "Compilation", "CompilationOptions", "ParseOptions", "AdditionalTexts", "AnalyzerConfigOptions", "MetadataReferences",
        "SourceOutput", "ImplementationSourceOutput", "HostOutput",
    ];

    /// <summary>Named steps of the generator, in ordinal order.</summary>
    public static IEnumerable<(string Name, ImmutableArray<IncrementalGeneratorRunStep> Runs)> Named(GeneratorRunResult result) =>
        result.TrackedSteps.Where(s => IsOwn(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value));

    public static IEnumerable<IncrementalGeneratorRunStep> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => s.Value);

    /// <summary>Descriptions of transforms without a tracking name: nothing could test whether they are cached.</summary>
    public static IEnumerable<string> UnnamedTransforms(GeneratorRunResult result)
    {
        if (result.TrackedSteps.ContainsKey(UnnamedAttributeStep))
            yield return "the transform of a ForAttributeWithMetadataName";
        foreach (var step in Reachable(Outputs(result)).Where(IsUnnamedTransform))
            yield return $"a step from {Origin(step)} to {step.Outputs[0].Value?.GetType().Name ?? "null"}";
    }

    /// <summary>True if the output step added a file; one that only reports may look at the compilation, and so run each time.</summary>
    public static bool AddsSource(object? output) =>
        output is not ITuple { Length: 2 } pair || ((IEnumerable)pair[0]!).Cast<object>().Any();

    private static bool IsOwn(string name) => !RoslynSteps.Contains(name) && !name.Contains("_ForAttribute", StringComparison.Ordinal);

    private static IEnumerable<IncrementalGeneratorRunStep> Reachable(IEnumerable<IncrementalGeneratorRunStep> from)
    {
        var seen = new HashSet<IncrementalGeneratorRunStep>(ReferenceEqualityComparer.Instance);
        var open = new Stack<IncrementalGeneratorRunStep>(from);
        while (open.TryPop(out var step))
        {
            if (!seen.Add(step))
                continue;
            yield return step;
            if (step.Name is null || IsOwn(step.Name) || step.Name.EndsWith("Output", StringComparison.Ordinal))
                foreach (var (source, _) in step.Inputs)
                    open.Push(source);
        }
    }

    // Where hands its input on, Combine has two inputs and Collect makes an array of its inputs: these three need no name.
    private static bool IsUnnamedTransform(IncrementalGeneratorRunStep step) =>
        step is { Name: null, Inputs.Length: 1, Outputs.Length: > 0 }
        && step.Inputs[0] is var (source, index)
        && step.Outputs.Any(o => !Equals(o.Value, source.Outputs[index].Value) && !IsArrayOf(o.Value, source.Outputs[index].Value));

    private static bool IsArrayOf(object? array, object? element) =>
        array?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && ((IEnumerable)array).Cast<object?>().Contains(element);

    private static string Origin(IncrementalGeneratorRunStep step) =>
        step.Name ?? (step.Inputs.Length == 0 ? "an input" : string.Join(" and ", step.Inputs.Select(i => Origin(i.Source)).Distinct()));
}
