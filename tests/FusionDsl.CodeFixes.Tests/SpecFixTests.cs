using Microsoft.CodeAnalysis.CodeFixes;

namespace FusionDsl.CodeFixes.Tests;

/// <summary>The light bulb in a spec, for editors that offer it there: the additional file is edited, and then there is a model.</summary>
public class SpecFixTests
{
    [Theory]
    [InlineData("FUS1004", "Replace by 'vector'", "modalities: { A: { vectr: 3 } }  # three\nheads: { H: { regress: A } }", "modalities: { A: { vector: 3 } }  # three\nheads: { H: { regress: A } }")]
    [InlineData("FUS3001", "Put Flatten before it", "modalities: { A: { series: 9 } }\nheads:\n  H:\n    regress: A\n    layers:\n      - relu\n      - dense: 3\n", "modalities: { A: { series: 9 } }\nheads:\n  H:\n    regress: A\n    layers:\n      - relu\n      - flatten\n      - dense: 3\n")]
    [InlineData("FUS5040", "Remove it", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ntrain: { modalityDropout: 0.5, epochs: 3 }", "modalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ntrain: { epochs: 3 }")]
    public async Task A_mistake_in_a_spec_is_mended(string rule, string title, string before, string after)
    {
        using var editor = new Editor(("net.fusion.yaml", "model: Net\nnamespace: Demo\n" + before));
        var diagnostic = Assert.Single(await editor.Reported());
        Assert.Equal(rule, diagnostic.Id);
        var fix = Assert.Single(await editor.Fixes(diagnostic));
        Assert.Equal(title, fix.Title);
        await editor.Apply(fix);
        Assert.Equal("model: Net\nnamespace: Demo\n" + after, await editor.Text("net.fusion.yaml"));
        Assert.Empty(await editor.Reported());
        Assert.Empty(await editor.CompilerSays());
    }

    [Fact]
    public void The_provider_says_that_it_mends_classes_and_specs()
    {
        var export = Assert.Single(typeof(FusionCodeFixProvider).GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), false).Cast<ExportCodeFixProviderAttribute>());
        Assert.Equal(["Document", "AdditionalDocument"], export.DocumentKinds!);
        Assert.Equal([".cs", ".yaml"], export.DocumentExtensions!);
    }

    /// <summary>A compiler has no workspaces, and editors have different versions of System.Composition.</summary>
    [Fact]
    public void The_compiler_need_not_load_what_it_does_not_have()
    {
        static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        Assert.DoesNotContain("Workspaces", string.Join(" ", References(typeof(FusionDsl.Generator.FusionGenerator))));
        Assert.DoesNotContain("Composition", string.Join(" ", References(typeof(FusionCodeFixProvider))));
        Assert.Contains("Microsoft.CodeAnalysis.Workspaces", References(typeof(FusionCodeFixProvider)));
        Assert.Equal(new Version(4, 8, 0, 0), typeof(FusionCodeFixProvider).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.CodeAnalysis.Workspaces").Version);
    }
}
