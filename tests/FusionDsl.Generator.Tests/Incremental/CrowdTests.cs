using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using Steps = FusionDsl.Generator.StepNames;

namespace FusionDsl.Generator.Tests;

/// <summary>A project with many models gets one file for each of them, which holds the same code.</summary>
public class CrowdTests
{
    [Fact]
    public void A_crowd_of_models_has_a_file_each_and_compiles()
    {
        var run = Generation.Run(Crowd(ModelNames.Crowd).WithSource(CipherNet.Attributed, "CipherNet.cs").WithSource(CipherNet.Cipher, "Cipher.cs")
            .WithSpec(EveryLayerNet.Yaml.Replace("model: Zoo", "model: Zoo\nnamespace: Animals"), "zoo.fusion.yaml"));
        DiagnosticAssert.None(run);
        var file = run["AvrCrypto.CipherNet.g.cs"];
        Assert.Contains("// AvrCrypto.CipherNet.OpcodeCnn.g.cs", file);
        Assert.All(file.Split('\n'), line => Assert.True(line.Length <= 140, line));
        Assert.Equal(ModelNames.Crowd + 2, run.Sources.Count);
    }

    [Fact]
    public void The_code_is_that_of_the_single_files()
    {
        var alone = Generation.Quick(Crowd(1));
        var crowd = Generation.Quick(Crowd(ModelNames.Crowd));
        var file = crowd["Crowd.Net0.g.cs"].Split('\n').Select(line => line.Trim()).ToHashSet();
        foreach (var line in alone.Sources.Values.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => !line.StartsWith("using ", StringComparison.Ordinal) && line != "namespace Crowd;"))
            Assert.Contains(line, file);
    }

    [Fact]
    public void Below_a_crowd_each_part_has_a_file() => Assert.True(Generation.Quick(Crowd(ModelNames.Crowd - 1)).Sources.Count > 10 * (ModelNames.Crowd - 1));

    [Fact]
    public void A_model_in_the_global_namespace_keeps_its_files() =>
        Assert.Contains("EarlyNet.Module.g.cs", Generation.Quick(Crowd(ModelNames.Crowd).WithSpec(EarlyNet.Yaml, "early.fusion.yaml")).Sources.Keys);

    [Fact]
    public void The_model_that_makes_it_a_crowd_has_all_written_anew_once()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Crowd(ModelNames.Crowd - 1), Crowd(ModelNames.Crowd));
        run.Step(Steps.IsCrowded).Is(IncrementalStepRunReason.Modified);
        var next = Harness.RunEdits(new FusionGenerator(), Crowd(ModelNames.Crowd), Crowd(ModelNames.Crowd + 1));
        next.Step(Steps.IsCrowded).AreAllCached();
        Assert.Equal(1, next.Outputs.Executions);
    }

    private static GeneratorInput Crowd(int count)
    {
        var input = Generation.Empty;
        for (var i = 0; i < count; i++)
            input = input.WithSpec(EarlyNet.Yaml.Replace("model: EarlyNet", $"model: Net{i}").Replace("namespace: ''", "namespace: Crowd"), $"{i}.fusion.yaml");
        return input;
    }
}
