using FusionDsl.Testing;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;
using Steps = FusionDsl.Generator.StepNames;

namespace FusionDsl.Generator.Tests;

/// <summary>What each kind of edit makes the generator compute anew. The input holds one C# model and one spec.</summary>
public class EditTests
{
    private static readonly GeneratorInput Before = Generation.Source(CipherNet.Attributed, "CipherNet.cs")
        .WithSource(CipherNet.Cipher, "Cipher.cs").WithSource("class Unrelated { int x = 1; }", "Unrelated.cs")
        .WithSpec(EarlyNet.Yaml, "early.fusion.yaml");

    [Fact]
    public void AddedComment_in_the_model_moves_places_but_writes_no_file()
    {
        var run = Edited("CipherNet.cs", "[Encoder<Counts>]", "// The second branch.\n    [Encoder<Counts>]");
        run.Step(Steps.Declared).Is(Modified);
        run.Step(Steps.Checked).Are(Unchanged, Cached);
        run.Step(Steps.Plan).AreAllCached();
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void AddedComment_behind_the_model_touches_nothing()
    {
        var run = Edited("CipherNet.cs", "public partial class Verdict;\n}", "public partial class Verdict;\n}\n// The end.");
        run.Step(Steps.Declared).Is(Unchanged);
        run.Step(Steps.Checked).AreAllCached();
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void UnrelatedEdit_reads_the_class_again_and_nothing_more()
    {
        var run = Edited("Unrelated.cs", "x = 1", "x = 2");
        run.Step(Steps.Declared).Is(Unchanged);
        run.Step(Steps.Checked).AreAllCached();
        run.Step(Steps.Plan).AreAllCached();
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void ChangedLayerArgument_writes_the_model_of_that_class_anew()
    {
        var run = Edited("CipherNet.cs", "kernel: 16", "kernel: 8");
        run.Step(Steps.Declared).Is(Modified);
        run.Step(Steps.Plan).Are(Modified, Cached);
        run.Step(Steps.ModelNames).AreAllCached();
        AssertSpecUntouched(run);
        Assert.NotEqual(run.Before["AvrCrypto.CipherNet.OpcodeCnn.g.cs"], run.After["AvrCrypto.CipherNet.OpcodeCnn.g.cs"]);
        AssertSameFiles(run, "EarlyNet.");
    }

    [Fact]
    public void AddedEnumMember_in_another_file_writes_the_model_anew()
    {
        var run = Edited("Cipher.cs", "Sparx", "Sparx, Speck");
        run.Step(Steps.Plan).Are(Modified, Cached);
        Assert.Contains("Cipher.Speck => 4,", run.After["AvrCrypto.CipherNet.Verdict.g.cs"]);
        Assert.DoesNotContain("Speck", run.Before["AvrCrypto.CipherNet.Verdict.g.cs"]);
    }

    [Fact]
    public void SwappedEnumMembers_in_another_file_write_the_model_anew()
    {
        var run = Edited("Cipher.cs", "Aes, Present", "Present, Aes");
        run.Step(Steps.Plan).Are(Modified, Cached);
        Assert.Contains("Cipher.Present => 0,", run.After["AvrCrypto.CipherNet.Verdict.g.cs"]);
    }

    [Fact]
    public void AddedNode_in_another_file_becomes_part_of_the_model()
    {
        var after = Before.WithSource(
            """
            using FusionDsl;

            namespace AvrCrypto;

            public partial class CipherNet
            {
                [Regression<Joint>]
                public partial class Size;
            }
            """, "CipherNet.Size.cs").Edit("CipherNet.cs", "[Data(Key = \"id\", Memory = \"2 GB\"), Split(Validation = 0.15, Test = 0.15, Stratify = nameof(Verdict), Group = \"build\", Seed = 7)]\n", "")
            .Edit("CipherNet.cs", "    [Source(\"functions.parquet\", \"opcodes\")]\n", "").Edit("CipherNet.cs", "    [Source(\"counts.csv\", \"c000..c111\")]\n", "")
            .Edit("CipherNet.cs", "    [Source(\"functions.parquet\", \"cipher\")]\n", "");
        var run = Harness.RunEdits(new FusionGenerator(), Before, after);
        DiagnosticAssert.None(run.After);
        Assert.Contains("AvrCrypto.CipherNet.Size.g.cs", run.After.Sources.Keys);
        Assert.DoesNotContain("AvrCrypto.CipherNet.Size.g.cs", run.Before.Sources.Keys);
    }

    [Fact]
    public void ChangedNode_in_another_file_writes_the_model_anew()
    {
        const string second = "using FusionDsl; partial class Net { [Vector(3)] public partial class A; }";
        var before = Generation.Source("using FusionDsl; [FusionModel] public partial class Net { [Regression<A>] public partial class B; }").WithSource(second, "Net.A.cs");
        var run = Harness.RunEdits(new FusionGenerator(), before, before.Edit("Net.A.cs", "Vector(3)", "Vector(4)"));
        DiagnosticAssert.None(run.After);
        run.Step(Steps.Plan).Is(Modified);
        Assert.Contains("nn.Linear(4, 1", run.After["Net.B.g.cs"]);
    }

    [Fact]
    public void AddedSpecComment_moves_places_but_writes_no_file()
    {
        var run = Edited("early.fusion.yaml", "fusions:", "# Early fusion.\nfusions:");
        run.Step(Steps.SpecText).Is(Modified);
        run.Step(Steps.Specified).Is(Modified);
        run.Step(Steps.Checked).Are(Unchanged, Cached);
        run.Step(Steps.Plan).AreAllCached();
        AssertClassUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void AppendedSpecComment_stops_at_the_spec_itself()
    {
        var run = Edited("early.fusion.yaml", "{ regress: Joint }", "{ regress: Joint }  # one number");
        run.Step(Steps.Specified).Is(Unchanged);
        run.Step(Steps.Checked).AreAllCached();
        AssertClassUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void ChangedSpecValue_writes_the_model_of_that_spec_anew()
    {
        var run = Edited("early.fusion.yaml", "vector: 4", "vector: 5");
        run.Step(Steps.Plan).Are(Modified, Cached);
        AssertClassUntouched(run);
        Assert.Contains("nn.Linear(8, 1", run.After["EarlyNet.Price.g.cs"]);
        AssertSameFiles(run, "AvrCrypto.CipherNet.");
    }

    [Fact]
    public void AddedSpec_leaves_the_other_models_alone()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.WithSpec(EveryLayerNet.Yaml, "zoo.fusion.yaml"));
        run.Step(Steps.Specified).Are(Cached, New);
        run.Step(Steps.Plan).Are(Cached, Cached, New);
        run.Outputs.Are(Cached, Cached, New);
    }

    [Fact]
    public void RemovedSpec_takes_its_files_along()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.Without("early.fusion.yaml"));
        Assert.DoesNotContain(run.After.Sources.Keys, name => name.StartsWith("EarlyNet", StringComparison.Ordinal));
        AssertSameFiles(run, "AvrCrypto.CipherNet.");
    }

    [Fact]
    public void BrokenModel_loses_its_files_and_leaves_the_others()
    {
        var run = Edited("CipherNet.cs", "kernel: 16", "kernel: 1600");
        Assert.Equal("FUS3002", Assert.Single(run.After.Diagnostics).Id);
        Assert.All(run.After.Sources.Keys, name => Assert.StartsWith("EarlyNet.", name));
        AssertSpecUntouched(run);
    }

    [Fact]
    public void MendedModel_is_free_of_its_old_diagnostic()
    {
        var broken = Before.Edit("early.fusion.yaml", "concat: [Left, Right]", "concat: [Left, Rihgt]");
        var run = Harness.RunEdits(new FusionGenerator(), broken, Before);
        Assert.Equal("FUS4001", Assert.Single(run.Before.Diagnostics).Id);
        DiagnosticAssert.None(run.After);
    }

    [Fact]
    public void AddedComment_moves_a_diagnostic_along()
    {
        var broken = Generation.Net("[Vector(3)] public partial class A; [Encoder<A>, Dense(0)] public partial class B; [Regression<B>] public partial class C;");
        var run = Harness.RunEdits(new FusionGenerator(), broken, broken.Edit("Model.cs", "public enum", "// Two.\npublic enum"));
        var (old, moved) = (Assert.Single(run.Before.Diagnostics), Assert.Single(run.After.Diagnostics));
        Assert.Equal(old.Location.GetLineSpan().StartLinePosition.Line + 1, moved.Location.GetLineSpan().StartLinePosition.Line);
        Assert.True(moved.Location.IsInSource);
    }

    [Fact]
    public void ChangedRootNamespace_moves_only_specs_that_name_none()
    {
        var before = Generation.Spec(EarlyNet.Yaml.Replace("namespace: ''\n", ""), "free.fusion.yaml").WithSpec(EveryLayerNet.Yaml, "zoo.fusion.yaml");
        var run = Harness.RunEdits(new FusionGenerator(), before, before.WithProperty("RootNamespace", "Other"));
        run.Step(Steps.Plan).Are(Modified, Cached);
        Assert.Contains("Other.EarlyNet.Module.g.cs", run.After.Sources.Keys);
        AssertSameFiles(run, "Zoo.");
    }

    [Fact]
    public void AddedFile_without_a_model_reads_the_class_again_and_nothing_more()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.WithSource("class Another;", "Another.cs"));
        run.Step(Steps.Declared).Is(Unchanged);
        run.Step(Steps.Checked).AreAllCached();
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void RemovedFile_without_a_model_reads_the_class_again_and_nothing_more()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.Without("Unrelated.cs"));
        run.Step(Steps.Declared).Is(Unchanged);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void RenamedFile_moves_places_but_writes_no_file()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.Without("CipherNet.cs").WithSource(CipherNet.Attributed, "Renamed.cs"));
        run.Step(Steps.Plan).Has(0, Modified);
        AssertSpecUntouched(run);
        AssertSameFiles(run, "AvrCrypto.CipherNet.");
        AssertSameFiles(run, "EarlyNet.");
    }

    [Fact]
    public void RenamedSpec_moves_places_but_writes_no_file()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.Without("early.fusion.yaml").WithSpec(EarlyNet.Yaml, "renamed.fusion.yaml"));
        AssertClassUntouched(run);
        AssertSameFiles(run, "AvrCrypto.CipherNet.");
        AssertSameFiles(run, "EarlyNet.");
    }

    [Fact]
    public void AddedClass_leaves_the_other_models_alone()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.WithSource(CipherNet.Attributed.Replace("CipherNet", "Second"), "Second.cs"));
        run.Step(Steps.Plan).Are(Cached, Cached, New);
        run.Outputs.Are(Cached, Cached, New);
        AssertSpecUntouched(run);
    }

    [Fact]
    public void RemovedClass_takes_its_files_along()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.Without("CipherNet.cs"));
        Assert.DoesNotContain(run.After.Sources.Keys, name => name.Contains("CipherNet", StringComparison.Ordinal));
        AssertSpecUntouched(run);
        AssertSameFiles(run, "EarlyNet.");
    }

    [Fact]
    public void RenamedEnumMember_writes_the_model_of_that_class_anew()
    {
        var run = Edited("Cipher.cs", "Sparx", "Speck");
        run.Step(Steps.Plan).Are(Modified, Cached);
        AssertSpecUntouched(run);
    }

    [Fact]
    public void CommentedEnum_in_another_file_touches_nothing()
    {
        var run = Edited("Cipher.cs", "Sparx", "Sparx /* 64 bit */");
        run.Step(Steps.Declared).Is(Unchanged);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void AddedReference_reads_the_class_again_and_writes_no_file()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before with { References = [.. Before.References, .. GeneratorInput.Empty.WithReferences(typeof(EditTests).Assembly).References[^1..]] });
        run.Step(Steps.Declared).Is(Unchanged);
        run.Step(Steps.Checked).AreAllCached();
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void ChangedNullability_of_the_project_writes_no_file()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before with { Nullable = NullableContextOptions.Disable });
        run.Step(Steps.Declared).Is(Unchanged);
        AssertSpecUntouched(run);
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void ChangedProperty_of_no_meaning_parses_no_spec()
    {
        var run = Harness.RunEdits(new FusionGenerator(), Before, Before.WithProperty("Company", "Somebody"));
        run.Step(Steps.SpecText).Is(Unchanged);
        run.Step(Steps.Specified).AreAllCached();
        run.Outputs.AreAllCached();
    }

    [Fact]
    public void Every_listed_step_runs() => Testing.StepNames.AssertAllRan(
        typeof(Steps), Generation.Quick(Before), Generation.Quick(Generation.Spec("model: broken")));

    private static EditRun Edited(string file, string find, string replacement) =>
        Harness.RunEdits(new FusionGenerator(), Before, Before.Edit(file, find, replacement));

    private static void AssertSpecUntouched(EditRun run)
    {
        run.Step(Steps.SpecText).AreAllCached();
        run.Step(Steps.Specified).AreAllCached();
    }

    // An edit of a spec makes no new compilation, so the class is not even looked at.
    private static void AssertClassUntouched(EditRun run) => run.Step(Steps.Declared).AreAllCached();

    private static void AssertSameFiles(EditRun run, string prefix)
    {
        var files = run.Before.Sources.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(file.Value, run.After[file.Key]));
    }
}
