using FusionDsl.Architecture;
using FusionDsl.Generator.FrontEnds;
using Microsoft.CodeAnalysis;

namespace FusionDsl.Generator;

/// <summary>The steps from a draft to a plan and to findings, the same for both front ends.</summary>
internal sealed class ModelPipeline
{
    public ModelPipeline(IncrementalValuesProvider<Drafted> drafts)
    {
        var checkedModels = drafts.Select(Guarded.Check).WithTrackingName(StepNames.Checked);

        // The plan knows no places: if only they have moved, it is equal to the one before, and everything below is cached.
        Plans = checkedModels
            .Where(static model => model.Plan is not null)
            .Select(static (model, _) => model.Plan!).WithTrackingName(StepNames.Plan);
        Names = checkedModels
            .Where(static model => model.Name is not null)
            .Select(static (model, _) => model.Name!).WithTrackingName(StepNames.ModelName);
        Findings = checkedModels
            .Select(static (model, _) => model.Findings).WithTrackingName(StepNames.Findings)
            .Where(static findings => findings.Count > 0);
    }

    public IncrementalValuesProvider<Plan> Plans { get; }

    public IncrementalValuesProvider<ModelName> Names { get; }

    public IncrementalValuesProvider<EquatableArray<Finding>> Findings { get; }
}
