using System.Text.RegularExpressions;
using FusionDsl.Architecture;
using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>Whatever name is allowed gives code that compiles, beside all the names that generated code itself uses.</summary>
public partial class NameTests
{
    /// <summary>
    /// Every identifier that stands in generated code, in PascalCase, as the name of a node of each kind: either it is reserved or the code compiles. This
    /// finds names that the list of reserved ones lacks.
    /// </summary>
    [Fact]
    public void Every_identifier_of_generated_code_is_reserved_or_harmless()
    {
        var words = Words(Models.SelectMany(input => Generation.Quick(input).Sources.Values));
        var free = words.Where(word => !Names.IsReserved(word)).ToList();
        Assert.True(free.Count > 200, $"Only {free.Count} names to try.");

        // Each name once as a modality, an encoder, a fusion, a head and a decision, in models of thirty names.
        var input = Generation.Empty;
        foreach (var (names, i) in free.Chunk(30).Select((names, i) => (names, i)))
        {
            input = input.WithSpec(Model($"Modal{i}", names, "modalities", "{ vector: 3, standardize: true }"), $"Modal{i}.fusion.yaml");
            input = input.WithSpec(Model($"Early{i}", names, "modalities", "{ tokens: 1, vocabulary: 3, oneHot: true, minMax: true, pca: 2 }"), $"Early{i}.fusion.yaml");
            input = input.WithSpec(Model($"Inner{i}", names, "encoders", "{ from: Zz0, layers: [dense: 2, batchNorm, relu] }"), $"Inner{i}.fusion.yaml");
            input = input.WithSpec(Model($"Heads{i}", names, "heads", $"{{ classify: Zz0, enum: Kind{i}, classes: [A, B] }}"), $"Heads{i}.fusion.yaml");
            // Every word of decisions over heads of these names, and as the names of decisions.
            string[] kinds = ["average", "weighted", "product", "max", "vote", "stacking"];
            var merged = string.Concat(kinds.Select((kind, k) => $"\n  Zz{k}: {{ {kind}: [{string.Join(", ", names.Append("Zz9"))}] }}"));
            input = input.WithSpec(Model($"Merged{i}", [.. names, "Zz9"], "heads", $"{{ classify: Zz0, enum: Like{i}, classes: [A, B] }}") + $"\ndecisions:{merged.Replace("Zz0:", "Zza:")}", $"Merged{i}.fusion.yaml");
            var last = string.Concat(names.Select((name, k) => $"\n  {name}: {{ {kinds[k % kinds.Length]}: [Zz1, Zz2] }}"));
            var two = string.Concat(new[] { "Zz1", "Zz2" }.Select(name => $"\n  {name}: {{ classify: Zz0, enum: Last{i}, classes: [A, B] }}"));
            input = input.WithSpec($"model: Last{i}Net\nnamespace: Names\nmodalities: {{ Zz0: {{ vector: 4 }} }}\nheads:{two}\ndecisions:{last}", $"Last{i}.fusion.yaml");
        }
        var run = Generation.Quick(input);
        DiagnosticAssert.None(run);
        if (run.CompilerDiagnostics.Length > 0) Assert.Fail(Generation.CompilerSays(run));
    }

    [Fact]
    public void A_name_is_reserved_only_where_generated_code_has_it()
    {
        var scenes = Scenes.All.Select(scene => scene.InClass(scene.Given));
        // A spec that reads images from files, and frozen layers of other kinds than the models have.
        var others = new[]
        {
            "modalities: { A: { image: { height: 4, width: 4 } } }\nencoders: { E: { from: A, layers: [flatten] } }\nheads: { B: { regress: E } }\ndata: { sources: { A: { file: a.csv, column: a }, B: { file: a.csv, column: b } } }",
            "modalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [dense: 4, batchNorm, dense: 4, layerNorm, dense: 4, softmax] } }\nheads: { B: { regress: E } }",
        }.Select(text => Generation.Spec("model: Net\n" + text));
        Assert.All(others, input => DiagnosticAssert.None(Generation.Quick(input)));
        var words = Words(Models.Concat(scenes).Concat(others).SelectMany(input => Generation.Quick(input).Sources.Values));
        Assert.Equal([], Names.AllReserved.Except(words).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<GeneratorInput> Models =>
    [
        Generation.Source(CipherNet.Attributed).WithSource(CipherNet.Cipher, "Cipher.cs"), Generation.Source(GaitNet.Attributed).WithSource(GaitNet.Enums, "Enums.cs"),
        Generation.Source(EveryLayerNet.Attributed), Generation.Source(EveryFusionNet.Attributed), Generation.Source(PatientNet.Attributed).WithSource(PatientNet.Finding, "Finding.cs"),
        Generation.Source(PreparedNet.Attributed), Generation.Source(DecisionNet.Attributed).WithSource(DecisionNet.Enums, "Enums.cs"),
    ];

    // In PascalCase, as a node would be called; with the members that generated classes inherit.
    private static List<string> Words(IEnumerable<string> code)
    {
        var members = new[] { typeof(TorchSharp.torch.nn.Module<object, object>), typeof(FusionDsl.Models.IFusionModel<,>), typeof(FusionDsl.Training.Evaluation), typeof(object) }
            .SelectMany(type => type.GetMembers((System.Reflection.BindingFlags)60)).Select(member => member.Name)
            .Concat(["Clone", "Deconstruct", "PrintMembers", "EqualityContract", "Value", "Field", "Var", "Dynamic", "Record", "Await", "Nameof", "Global", "Class", "String", "Event", "I", "Lock", "Loss", "Heads"]);
        return [.. code.SelectMany(text => Identifier().Matches(text).Select(match => match.Value)).Concat(members)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]).Where(Names.IsName).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Model(string name, string[] names, string section, string node)
    {
        var nodes = string.Concat(names.Select(name => $"\n  {name}: {node}"));
        string Section(string of, string others) => $"{of}:{others}{(section == of ? nodes : "")}";
        return $"""
            model: {name}
            namespace: Names
            {Section("modalities", "\n  Zz0: { vector: 4 }")}
            {(section == "encoders" ? Section("encoders", "") : "")}
            {(section == "heads" ? "" : $"fusions: {"{"} Zz1: {"{"} concat: [Zz0, {string.Join(", ", names)}] {"}"} {"}"}")}
            {Section("heads", section == "heads" ? "" : "\n  Zzz: { regress: Zz1 }")}
            """;
    }

    [Fact]
    public void Nodes_whose_names_only_begin_alike_do_not_clash() => DiagnosticAssert.None(Generation.Run(Generation.Net(
        """
        [Vector(3)] public partial class X;
        [Vector(3)] public partial class XThere;
        [Concat<X, XThere>] public partial class Joined;
        [Encoder<Joined>, Dense(3), Relu] public partial class Dense0;
        [Encoder<Dense0>, Dense(3), Relu] public partial class Relu1;
        [Classifier<Relu1, Kind>] public partial class Foo;
        [Classifier<Relu1, Kind>] public partial class FooLoss;
        """)));

    [Theory]
    [InlineData("public enum @class { @int, @void, record, @event }", "@class")]
    [InlineData("public static class Outer { public enum Kind { A, B } }", "Outer.Kind")]
    [InlineData("public enum H { A, B }", "global::H")]
    [InlineData("public enum Übung { Äpfel, Birnen, 林檎 }", "Übung")]
    [InlineData("public enum Small : byte { A = 200, B = 3, C }", "Small")]
    [InlineData("public enum Long : long { A = long.MinValue, B = long.MaxValue }", "Long")]
    [InlineData("[System.Flags] public enum Flags { None, A, B }", "Flags")]
    [InlineData("public enum Batch { A, B }", "global::Batch")]
    [InlineData("public enum Net2 { Classes, IndexOf, Loss, ToString }", "Net2")]
    public void Enums_of_any_name_work(string declaration, string reference) => DiagnosticAssert.None(Generation.Run(Generation.Source(
        $"""
        using FusionDsl;
        #pragma warning disable CS8981 // a type in lower case is the point
        {declaration}
        [FusionModel] public partial class Net {"{"} [Vector(3)] public partial class A; [Classifier<A, {reference}>] public partial class H; {"}"}
        """)));

    [Theory]
    [InlineData("H", "H")]
    [InlineData("Output", "H")]
    [InlineData("Tensor", "H")]
    [InlineData("Kind", "Kind")]
    [InlineData("System", "H")]
    [InlineData("Demo", "H")]
    [InlineData("FusionDsl", "H")]
    public void Generated_enums_may_bear_the_name_of_a_node_or_of_a_part(string name, string head)
    {
        var run = Generation.Quick(Generation.Spec(
            $"model: Net\nnamespace: Demo\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ {head}: {{ classify: A, enum: {name}, classes: [value, Value, record, B] }} }}"));
        Assert.True(run.Diagnostics.Length == 1 || run.CompilerDiagnostics.Length == 0, Generation.CompilerSays(run));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal("FUS1002", diagnostic.Id));
    }

    [Theory]
    [InlineData("value__")]
    [InlineData("class")]
    [InlineData("a-b")]
    [InlineData("")]
    public void Class_names_that_no_enum_can_have_are_rejected(string name)
    {
        var run = Generation.Quick(Generation.Spec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: K, classes: [X, '{name}'] }} }}"));
        Assert.Equal("FUS1001", Assert.Single(run.Diagnostics).Id);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Demo")]
    [InlineData("Kind")]
    [InlineData("Sub")]
    public void Nodes_may_bear_the_name_of_their_namespace_or_of_the_enum(string node) => DiagnosticAssert.None(Generation.Run(Generation.Source(
        $$"""
        using FusionDsl;
        namespace Demo.Sub
        {
            public enum Kind { A, B }
            [FusionModel] public partial class Net
            {
                [Vector(3)] public partial class {{node}};
                [Classifier<{{node}}, global::Demo.Sub.Kind>] public partial class Other;
            }
        }
        """)));

    [Theory]
    [InlineData("@event.@class", "@event.@class.")]
    [InlineData("Straße.Übung", "Straße.Übung.")]
    public void Namespaces_of_any_name_work(string name, string prefix)
    {
        var run = Generation.Run(Generation.Source($"namespace {name}; using FusionDsl; public enum Kind {{ A, B }} [FusionModel] public partial class Net {{ [Vector(3)] public partial class A; [Classifier<A, Kind>] public partial class H; }}"));
        DiagnosticAssert.None(run);
        Assert.All(run.Sources.Keys, key => Assert.StartsWith(prefix.Replace("@", ""), key.Replace("@", "")));
    }

    [Fact]
    public void Long_names_give_short_file_names()
    {
        var space = string.Join(".", Enumerable.Repeat(new string('N', 60), 4));
        string Spec(string model) => $"model: {model}\nnamespace: {space}\nmodalities: {{ {new string('A', 64)}: {{ vector: 3 }} }}\nheads: {{ {new string('H', 64)}: {{ regress: {new string('A', 64)} }} }}";
        var run = Generation.Run(Generation.Spec(Spec(new string('M', 64)), "a.fusion.yaml").WithSpec(Spec(new string('M', 63) + "N"), "b.fusion.yaml"));
        DiagnosticAssert.None(run);
        Assert.All(run.Sources.Keys, key => Assert.InRange(key.Length, 1, 140));
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Identifier();

    // Files are named for nodes and for duties; the compiler does not tell upper from lower case.
    [Theory]
    [InlineData("Diagnosis")]
    [InlineData("Evaluator")]
    [InlineData("Tool")]
    [InlineData("TOOL")]
    [InlineData("SAMPLE")]
    [InlineData("MODULE")]
    public void A_node_may_be_called_like_a_generated_file(string name) => DiagnosticAssert.None(Generation.Run(Generation.Spec(
        $"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ {name}: {{ regress: A }} }}")));
}
