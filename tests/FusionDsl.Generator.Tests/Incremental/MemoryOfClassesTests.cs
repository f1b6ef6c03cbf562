using FusionDsl.Generator.FrontEnds.Attributes;
using FusionDsl.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace FusionDsl.Generator.Tests;

/// <summary>
/// A class is read anew only where an edit could have changed what its attributes mean. Whatever is edited, what comes out is that of a run from
/// the beginning.
/// </summary>
public class MemoryOfClassesTests
{
    private const string Other =
        "using System; namespace Lab { public enum Kind { A, B } public class Other { public const int Size = 3; int _field = 1; public int P { get; } = 1; public int M(int x = 1) { return x + 1; } int N() => 2; [Obsolete(\"a\")] public void O() { } // .\n } }";

    [Theory]
    [InlineData("return x + 1", "return x + 2")]
    [InlineData("=> 2", "=> 3")]
    [InlineData("_field = 1", "_field = 2")]
    [InlineData("{ get; } = 1", "{ get; } = 2")]
    [InlineData("(\"a\")", "(\"b\")")]
    [InlineData("// .", "// ...\n\n")]
    public void An_edit_that_cannot_matter(string find, string replacement) => Assert.True(DeclareTheSame(Other, Other.Replace(find, replacement)));

    [Theory]
    [InlineData("Size = 3", "Size = 4")]
    [InlineData("A, B", "A, B, C")]
    [InlineData("A, B", "B, A")]
    [InlineData("using System;", "using System; using static System.Math;")]
    [InlineData("using System;", "using A = System.Int32;")]
    [InlineData("namespace Lab", "namespace Lap")]
    [InlineData("class Other", "class Another")]
    [InlineData("class Other", "partial class Other")]
    [InlineData("class Other", "class Other : Exception")]
    [InlineData("int N()", "int Kind()")]
    [InlineData("const int", "const byte")]
    [InlineData("public enum", "internal enum")]
    public void An_edit_that_may_matter(string find, string replacement) => Assert.False(DeclareTheSame(Other, Other.Replace(find, replacement)));

    [Fact]
    public void Files_references_and_options_matter()
    {
        var compilation = CSharpCompilation.Create("Lab", [CSharpSyntaxTree.ParseText(Other)], Generation.Empty.References);
        var snapshot = DeclaredNames.Of(compilation);
        Assert.Same(snapshot, DeclaredNames.Of(compilation));
        Assert.True(Same(compilation.Clone()));
        Assert.False(Same(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class X;"))));
        Assert.False(Same(compilation.WithReferences(compilation.References.Skip(1))));
        Assert.False(Same(compilation.WithAssemblyName("Other")));
        Assert.False(Same(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true))));

        bool Same(CSharpCompilation other) => DeclaredNames.Of(other).DeclaresTheSameAs(snapshot, CancellationToken.None);
    }

    /// <summary>Edit after edit with one driver, each compared with a run that remembers nothing.</summary>
    [Fact]
    public void After_any_edits_the_output_is_that_of_a_run_from_the_beginning()
    {
        const int seed = 20260713;
        var random = new Random(seed);
        (string File, string[] Forms)[] files =
        [
            ("Net.cs", [
                "using FusionDsl; namespace Lab; [FusionModel] public partial class Net { [Vector(Sizes.Width)] public partial class A; [Classifier<A, Kind>] public partial class H; }",
                "using FusionDsl; namespace Lab; [FusionModel] public partial class Net { [Vector(Sizes.Width), Standardize] public partial class A; [Classifier<A, Kind>] public partial class H; }",
                "using FusionDsl; namespace Lab;\n\n// .\n[FusionModel] public partial class Net { [Vector(Sizes.Width)] public partial class A; [Classifier<A, Kind>] public partial class H; }",
                "using FusionDsl; namespace Lab; [FusionModel] public partial class Net { [Vector(0)] public partial class A; [Classifier<A, Kind>] public partial class H; }"]),
            ("Net.More.cs", [
                "using FusionDsl; namespace Lab; public partial class Net { [Encoder<A>, Dense(2)] public partial class E; [Regression<E>] public partial class G; }",
                "using FusionDsl; namespace Lab; public partial class Net { [Encoder<A>, Dense(0)] public partial class E; [Regression<E>] public partial class G; }",
                "using FusionDsl; namespace Lab;\n\n\npublic partial class Net { [Encoder<A>, Dense(0)] public partial class E; [Regression<E>] public partial class G; }",
                "namespace Lab; public partial class Net;"]),
            ("Sizes.cs", ["namespace Lab; static class Sizes { public const int Width = 3; }", "namespace Lab; static class Sizes { public const int Width = 4; static int _x = 1; }", "namespace Lab; static class Sizes { public const int Width = 4; static int _x = 2; }", "namespace Lab; static class Sizes;"]),
            ("Kind.cs", ["namespace Lab; public enum Kind { A, B }", "namespace Lab; public enum Kind { B, A }", "namespace Lab; public enum Kind { A, B, C } // .", "namespace Other; public enum Kind { X, Y }"]),
            ("Usings.cs", ["", "global using Kind = System.DayOfWeek;", "// .", "class Unrelated { void M() { } }"]),
            ("Second.cs", ["using FusionDsl; namespace Lab; [FusionModel] public partial class Second { [Vector(2)] public partial class A; [Regression<A>] public partial class H; }", "class Gone;", "", "using FusionDsl; namespace Lab; [FusionModel] public partial class Net { }"]),
        ];
        var input = files.Aggregate(Generation.Empty, (all, file) => all.WithSource(file.Forms[0], file.File));
        for (var edit = 0; edit < 60; edit++)
        {
            var before = input;
            for (var changes = random.Next(1, 3); changes > 0; changes--)
            {
                var (file, forms) = files[random.Next(files.Length)];
                input = input.WithSource(forms[random.Next(forms.Length)], file);
            }
            var incremental = Harness.RunEdits(new FusionGenerator(), before, input).After;
            var fresh = Generation.Quick(input);
            Assert.True(fresh.Sources.SequenceEqual(incremental.Sources), $"Seed {seed}, edit {edit}");
            Assert.Equal(fresh.Diagnostics.Select(Told), incremental.Diagnostics.Select(Told));
        }

        static string Told(Microsoft.CodeAnalysis.Diagnostic diagnostic) => $"{diagnostic.Location.GetLineSpan()} {diagnostic.Id} {Generation.Message(diagnostic)}";
    }

    private static bool DeclareTheSame(string before, string after)
    {
        Assert.NotEqual(before, after);
        var compilation = CSharpCompilation.Create("Lab", [CSharpSyntaxTree.ParseText(before)]);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(after));
        return DeclaredNames.Of(edited).DeclaresTheSameAs(DeclaredNames.Of(compilation), CancellationToken.None);
    }
}
