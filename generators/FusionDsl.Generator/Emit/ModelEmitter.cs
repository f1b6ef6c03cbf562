using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>All files of a model: one per node, one per duty.</summary>
internal static class ModelEmitter
{
    /// <summary>The same in as few files as can be: a model in the global namespace keeps its own, for usings cannot be told apart there.</summary>
    public static IEnumerable<SourceFile> EmitTogether(Plan plan)
    {
        var files = Emit(plan).ToList();
        return plan.Model.Namespace.Length == 0 ? files : [SourceFile.Together(plan.Model, files)];
    }

    public static IEnumerable<SourceFile> Emit(Plan plan)
    {
        // A node may be called like a duty: a head Diagnosis. Some file systems, and the compiler, do not tell upper from lower case.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files(plan))
        {
            var unique = file;
            while (!names.Add(unique.HintName)) unique = unique.Named("Of." + unique.HintName);
            yield return unique;
        }
    }

    private static IEnumerable<SourceFile> Files(Plan plan)
    {
        yield return ModuleEmitter.Emit(plan);
        yield return SampleEmitter.Emit(plan);
        foreach (var modality in plan.Model.Modalities) yield return ModalityEmitter.Emit(plan, modality);
        foreach (var part in plan.Parts) yield return PartEmitter.Emit(plan, part);
        foreach (var decision in plan.Model.Decisions) yield return DecisionEmitter.Emit(plan, decision);
        yield return DatasetEmitter.Emit(plan);
        if (plan.Model.Data is not null) yield return DataEmitter.Emit(plan);
        yield return LoaderEmitter.Emit(plan);
        yield return TrainerEmitter.Emit(plan);
        if (FitDecisionsEmitter.IsNeeded(plan.Model)) yield return FitDecisionsEmitter.Emit(plan);
        if (plan.Static is { } steps) yield return StaticStepEmitter.Emit(plan, steps);
        yield return EvaluatorEmitter.Emit(plan);
        yield return FrozenPlan.Of(plan) is { } frozen ? FrozenPredictorEmitter.Emit(plan, frozen) : PredictorEmitter.Emit(plan);
        yield return DiagnosisEmitter.Emit(plan);
        yield return SummaryEmitter.Emit(plan);
        yield return ToolEmitter.Emit(plan);
        foreach (var classes in plan.Model.Heads.Select(head => head.Classes).OfType<ClassSet>().Where(set => set.Generate).Distinct())
            yield return EnumEmitter.Emit(plan, classes);
    }
}
