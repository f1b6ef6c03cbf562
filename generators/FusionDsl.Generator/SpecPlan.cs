using FusionDsl.Architecture;
using FusionDsl.Generator.FrontEnds.Yaml;

namespace FusionDsl.Generator;

/// <summary>What a spec means, for tools that look at a model's graph and have no need of its code.</summary>
public static class SpecPlan
{
    /// <summary>The plan of a spec; null where it has mistakes, which the generator reports.</summary>
    /// <param name="path">Of the spec.</param>
    /// <param name="text">Its text.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Plan? Of(string path, string text, CancellationToken cancellation = default) =>
        CheckedModel.Of(SpecReader.Read(path, text, "FusionModels", cancellation)).Plan;
}
