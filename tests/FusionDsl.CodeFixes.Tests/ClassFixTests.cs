using Microsoft.CodeAnalysis.CodeFixes;

namespace FusionDsl.CodeFixes.Tests;

/// <summary>The light bulb in C#: the offered edit is applied to the text, and then the project compiles without a warning and has a model.</summary>
public class ClassFixTests
{
    /// <summary>Rule, title of the fix, the nodes before and after.</summary>
    public static TheoryData<string, string, string, string> Nodes => new()
    {
        // Names.
        { "FUS4001", "Replace by 'Left'", "[Vector(3)] public partial class Left; [Regression<Lefd>] public partial class H;", "[Vector(3)] public partial class Left; [Regression<Left>] public partial class H;" },
        { "FUS4044", "Replace by 'Ha'", Two + "[Average<Ha, Hb>(Labels = \"Hx\")] public partial class D;", Two + "[Average<Ha, Hb>(Labels = \"Ha\")] public partial class D;" },
        // Modifiers.
        { "FUS1012", "Make it partial", "[Vector(3)] public class A; [Regression<A>] public partial class H;", "[Vector(3)] public partial class A; [Regression<A>] public partial class H;" },
        { "FUS1012", "Make it partial", "[Vector(3)] class A; [Regression<A>] public partial class H;", "[Vector(3)] partial class A; [Regression<A>] public partial class H;" },
        { "FUS1018", "Remove 'abstract'", "[Vector(3)] public abstract partial class A; [Regression<A>] public partial class H;", "[Vector(3)] public partial class A; [Regression<A>] public partial class H;" },
        { "FUS1018", "Remove 'internal'", "[Vector(3)] internal partial class A; [Regression<A>] public partial class H;", "[Vector(3)] partial class A; [Regression<A>] public partial class H;" },
        // Values.
        { "FUS3002", "Replace by '9'", Encoder("Conv1d(2, kernel: 10), Flatten"), Encoder("Conv1d(2, kernel: 9), Flatten") },
        { "FUS3002", "Replace by '2'", Encoder("MaxPool(4, Padding = 1 + 2), Flatten"), Encoder("MaxPool(4, Padding = 2), Flatten") },
        { "FUS3012", "Replace by '3'", "[Vector(3), Pca(5)] public partial class A; [Regression<A>] public partial class H;", "[Vector(3), Pca(3)] public partial class A; [Regression<A>] public partial class H;" },
        // Layers.
        { "FUS3001", "Put Flatten before it", Encoder("Relu, Dense(2)"), Encoder("Relu, Flatten, Dense(2)") },
        { "FUS3001", "Put Flatten before it", Encoder("Relu]\n    // to numbers\n    [Dense(2)"), Encoder("Relu]\n    // to numbers\n    [Flatten, Dense(2)") },
        { "FUS3001", "Put Flatten before it", Encoder("global::FusionDsl.Dense(2)"), Encoder("global::FusionDsl.Flatten, global::FusionDsl.Dense(2)") },
        { "FUS3001", "Put Flatten behind the last layer", "[Series(9)] public partial class A;\n    [Regression<A>]\n    [Relu]\n    public partial class H;", "[Series(9)] public partial class A;\n    [Regression<A>]\n    [Relu, Flatten]\n    public partial class H;" },
        { "FUS3005", "Put Flatten behind the last layer",
            "[Series(9)] public partial class A; [Vector(2)] public partial class B; [Encoder<A>, Relu] public partial class E; [Bilinear<E, B>] public partial class F; [Regression<F>] public partial class H;",
            "[Series(9)] public partial class A; [Vector(2)] public partial class B; [Encoder<A>, Relu, Flatten] public partial class E; [Bilinear<E, B>] public partial class F; [Regression<F>] public partial class H;" },
        // Rates.
        { "FUS3010", "Add Resample(50)", Rates("[Series(20, Hertz = 100)]  // fast"), Rates("[Series(20, Hertz = 100), Resample(50)]  // fast") },
        { "FUS3010", "Replace by '50'", Rates("[Series(20, Hertz = 100), Resample(80)]"), Rates("[Series(20, Hertz = 100), Resample(50)]") },
        { "FUS3010", "Remove it", Rates("[Series(10, Hertz = 50)]\n    [Resample(80)]\n"), Rates("[Series(10, Hertz = 50)]\n") },
        { "FUS3011", "Remove it", "[Series(9, Hertz = 50), Resample(50)] public partial class A; [Regression<A>, Flatten] public partial class H;", "[Series(9, Hertz = 50)] public partial class A; [Regression<A>, Flatten] public partial class H;" },
        // What is too much.
        { "FUS3001", "Remove it", "[OneHot, Vector(3)] public partial class A; [Regression<A>] public partial class H;", "[Vector(3)] public partial class A; [Regression<A>] public partial class H;" },
        { "FUS4008", "Remove it",
            "[Vector(3)] public partial class A; [Vector(3)] public partial class B; [Concat<A, B, A>] public partial class F; [Regression<F>] public partial class H;",
            "[Vector(3)] public partial class A; [Vector(3)] public partial class B; [Concat<A, B>] public partial class F; [Regression<F>] public partial class H;" },
        { "FUS5050", "Remove it", "[Vector(3)] public partial class A; [Encoder<A>] [LearningRate(0.5)] [Relu] public partial class E; [Regression<E>] public partial class H;",
            "[Vector(3)] public partial class A; [Encoder<A>] [Relu] public partial class E; [Regression<E>] public partial class H;" },
    };

    /// <summary>Rule, title of the fix, the attributes of the model before and after.</summary>
    public static TheoryData<string, string, string, string> Attributes => new()
    {
        { "FUS1012", "Make it partial", "public sealed class Net", "public sealed partial class Net" },
        { "FUS1018", "Remove 'static'", "public static partial class Net", "public partial class Net" },
        { "FUS5040", "Remove it", "[ModalityDropout(0.2), Train(Epochs = 3)] public partial class Net", "[Train(Epochs = 3)] public partial class Net" },
        { "FUS5040", "Remove it", "[Train(Epochs = 3)]\n[ModalityDropout(0.2)]\npublic partial class Net", "[Train(Epochs = 3)]\npublic partial class Net" },
        { "FUS5024", "Remove it", "[Adam(0.001), OneCycleSchedule(0.1), Warmup(5)] public partial class Net", "[Adam(0.001), OneCycleSchedule(0.1)] public partial class Net" },
        { "FUS5051", "Replace by 'H'", "[Stage(\"a\", Train = [\"Hh\"])] public partial class Net", "[Stage(\"a\", Train = [\"H\"])] public partial class Net" },
        { "FUS5051", "Replace by 'H'", "[Stage(\"a\", Losses = [nameof(Net.B)])] public partial class Net", "[Stage(\"a\", Losses = [nameof(H)])] public partial class Net" },
        { "FUS1019", "Remove it", "[Stage(\"a\", Train = [\"H\", \"H\"])] public partial class Net", "[Stage(\"a\", Train = [\"H\"])] public partial class Net" },
        { "FUS1019", "Remove it", "[Stage(\"a\", Train = new[] { \"H\", \"H\" })] public partial class Net", "[Stage(\"a\", Train = new[] { \"H\" })] public partial class Net" },
        { "FUS5059", "Remove it", "[Train(Epochs = 3), Stage(\"a\", Epochs = 4)] public partial class Net", "[Train, Stage(\"a\", Epochs = 4)] public partial class Net" },
        { "FUS6009", "Remove it", "[Split(Seed = 3)] public partial class Net", "public partial class Net" },
    };

    [Theory, MemberData(nameof(Nodes))]
    public Task A_mistake_in_a_node_is_mended(string rule, string title, string before, string after) => Mends(rule, title, InNet(before), InNet(after));

    [Theory, MemberData(nameof(Attributes))]
    public Task A_mistake_on_the_model_is_mended(string rule, string title, string before, string after) => Mends(rule, title, OnNet(before), OnNet(after));

    [Fact]
    public async Task A_modality_in_another_file_is_mended_there()
    {
        const string start = "using FusionDsl;\nnamespace Demo;\n";
        using var editor = new Editor(
            ("Net.cs", start + "[FusionModel] public partial class Net { [Series(10, Hertz = 50)] public partial class B; [Concat<A, B>, Flatten] public partial class F; [Regression<F>] public partial class H; }"),
            ("Fast.cs", start + "public partial class Net { [Series(20, Hertz = 100)] public partial class A; }"));
        var diagnostic = Assert.Single(await editor.Reported());
        Assert.Equal("Net.cs", diagnostic.Location.GetLineSpan().Path);
        await editor.Apply(Assert.Single(await editor.Fixes(diagnostic)));
        Assert.Equal(start + "public partial class Net { [Series(20, Hertz = 100), Resample(50)] public partial class A; }", await editor.Text("Fast.cs"));
        Assert.Empty(await editor.Reported());
        Assert.Empty(await editor.CompilerSays());
    }

    [Fact]
    public async Task A_mistake_with_a_choice_offers_nothing()
    {
        using var editor = new Editor(("Net.cs", InNet("[Vector(3), Standardize, MinMax] public partial class A; [Regression<A>] public partial class H;")));
        Assert.Empty(await editor.Fixes(Assert.Single(await editor.Reported())));
    }

    [Theory]
    [InlineData(FixAllScope.Document, false)]
    [InlineData(FixAllScope.Project, true)]
    [InlineData(FixAllScope.Solution, true)]
    public async Task All_mistakes_of_one_kind_are_mended_at_once(FixAllScope scope, bool reachesOther)
    {
        using var editor = new Editor(
            ("Net.cs", InNet("[Vector(3)] public class A; [Vector(4)] public class B; [Concat<A, B>] public class F; [Regression<F>] public class H;")),
            ("Other.cs", "using FusionDsl;\n[FusionModel] public partial class Other { [Vector(3)] public class A; [Regression<A>] public partial class H; }"));
        await editor.ApplyAll((await editor.Reported()).First(diagnostic => diagnostic.Location.GetLineSpan().Path == "Net.cs"), scope);
        Assert.Equal(InNet("[Vector(3)] public partial class A; [Vector(4)] public partial class B; [Concat<A, B>] public partial class F; [Regression<F>] public partial class H;"), await editor.Text("Net.cs"));
        Assert.Equal(reachesOther, (await editor.Text("Other.cs")).Contains("public partial class A"));
        if (reachesOther) Assert.Empty(await editor.CompilerSays());
    }

    private const string Two = "[Vector(3)] public partial class A; [Classifier<A, Kind>] public partial class Ha; [Classifier<A, Kind>, Dense(3)] public partial class Hb; ";

    private static async Task Mends(string rule, string title, string before, string after)
    {
        using var editor = new Editor(("Net.cs", before));
        var diagnostic = (await editor.Reported()).First(diagnostic => diagnostic.Id == rule);
        var fix = Assert.Single(await editor.Fixes(diagnostic));
        Assert.Equal(title, fix.Title);
        await editor.Apply(fix);
        Assert.Equal(after, await editor.Text("Net.cs"));
        Assert.Empty(await editor.Reported());
        Assert.Empty(await editor.CompilerSays());
    }

    private static string Encoder(string layers) => $"[Series(9)] public partial class A;\n    [Encoder<A>, {layers}]\n    public partial class E;\n    [Regression<E>] public partial class H;";

    private static string Rates(string attributes) =>
        $"{attributes}\n    public partial class A;\n    [Series(10, Hertz = 50)] public partial class B; [Concat<A, B>, Flatten] public partial class F; [Regression<F>] public partial class H;";

    private static string InNet(string nodes) => $"using FusionDsl;\nnamespace Demo;\npublic enum Kind {{ A, B }}\n[FusionModel]\npublic partial class Net\n{{\n    {nodes}\n}}\n";

    private static string OnNet(string head) => $"using FusionDsl;\nnamespace Demo;\n[FusionModel]\n{head}\n{{\n    [Vector(3)] public partial class B; [Regression<B>] public partial class H;\n}}\n";
}
