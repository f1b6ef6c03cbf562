using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS1xxx: names, keywords, parameters, classes.</summary>
public class DeclarationRuleTests : RuleTests
{
    [Fact, Covers("FUS1001")]
    public void A_name_in_lower_case_in_CSharp() =>
        InClass($"[Vector(3)] public partial class [|counts|]; [Regression<counts>] public partial class H;", "FUS1001", "'counts' is no name for a node", "such as 'Counts'");

    [Theory, Covers("FUS1001")]
    [InlineData("model: [|my net|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "'my net' is no name for a model", "such as 'MyNet'")]
    [InlineData("model: Net\nmodalities: { [|a-b|]: { vector: 3 } }\nheads: { H: { regress: a-b } }", "'a-b' is no name for a node", "such as 'AB'")]
    [InlineData("model: Net\nnamespace: [|A..B|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "'A..B' is no name for a namespace", "such as 'MyCompany.MyModels'")]
    [InlineData("model: Net\nnamespace: [|A.class|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "'A.class' is no name for a namespace", "such as")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: [|'K;'|], classes: [X, Y] } }", "'K;' is no name for an enum", "such as 'K'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, [|y z|]] } }", "'y z' is no name for a class", "such as 'YZ'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, [|true|]] } }", "'true' is no name for a class", "such as 'True'")]
    [InlineData("model: [|12|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "'12' is no name for a model", "such as 'Name12'")]
    public void A_name_that_is_no_identifier_in_YAML(string spec, string found, string mend) => InSpec(spec, "FUS1001", found, mend);

    [Fact, Covers("FUS1001")]
    public void A_name_that_is_too_long()
    {
        var name = new string('N', 65);
        InSpec($"model: [|{name}|]\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}", "FUS1001", "at most 64 letters");
    }

    [Fact, Covers("FUS1002")]
    public void A_name_that_generated_code_needs()
    {
        InClass("[Vector(3)] public partial class [|Batch|]; [Regression<Batch>] public partial class H;", "FUS1002", "'Batch' cannot name a node", "such as 'MyBatch'");
        InSpec("model: Net\nmodalities: { [|Tensor|]: { vector: 3 } }\nheads: { H: { regress: Tensor } }", "FUS1002", "'Tensor'", "'MyTensor'");
        InSpec("model: Net\nmodalities: { [|Net|]: { vector: 3 } }\nheads: { H: { regress: Net } }", "FUS1002", "'Net'");
        InSpec("model: [|Batch|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS1002", "'Batch' cannot name a model", "'BatchNet'");
        InSpec("model: Net\nnamespace: [|TorchSharp.Mine|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "FUS1002", "a namespace");
    }

    [Fact, Covers("FUS1003")]
    public void Two_nodes_of_one_name()
    {
        InClass("[Vector(3)] public partial class Aa; [Vector(3)] public partial class [|AA|]; [Concat<Aa, AA>] public partial class B; [Regression<B>] public partial class H;",
            "FUS1003", "There is already a node 'Aa'", "found 'AA'");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { [|A|]: { from: A, layers: [dense: 3] } }\nheads: { H: { regress: A } }", "FUS1003", "There is already a node 'A'");
    }

    [Theory, Covers("FUS1004")]
    [InlineData("[[|dens|]: 12]", "'dens' is no layer, did you mean 'dense'? Expected one of: dense, conv1d")]
    [InlineData("[[|Dense|]: 12]", "'Dense' is no layer, did you mean 'dense'?")]
    [InlineData("[flatten, [|xyzzy|]]", "'xyzzy' is no layer. Expected one of: dense")]
    [InlineData("[[|btachNorm|]]", "did you mean 'batchNorm'?")]
    public void An_unknown_layer(string layers, string message) => InLayers(layers, "FUS1004", [message]);

    [Theory, Covers("FUS1004")]
    [InlineData("model: Net\n[|modalites|]: { A: { vector: 3 } }\nheads: { H: { regress: A } }", "'modalites' is no key of a spec, did you mean 'modalities'?")]
    [InlineData("model: Net\nmodalities: { A: { [|vectr|]: 3 } }\nheads: { H: { regress: A } }", "'vectr' is no key of a modality, did you mean 'vector'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, [|standardise|]: true } }\nheads: { H: { regress: A } }", "did you mean 'standardize'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layer: [dense: 3] } }\nheads: { H: { regress: E } }", "")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A, [|targts|]: 3 } }", "'targts' is no key of a head, did you mean 'targets'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ntrain: { [|epoch|]: 3 }", "'epoch' is no training setting, did you mean 'epochs'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ndata: { [|source|]: {} }", "'source' is no data setting, did you mean 'sources'?")]
    [InlineData("model: Net\n[|modality|]: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ndata: { sources: { A: { file: a.csv, column: a } } }", "did you mean 'modalities'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { [|form|]: A, layers: [relu] } }\nheads: { H: { regress: E } }", "did you mean 'from'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { [|clasify|]: A, enum: K, classes: [X, Y] } }", "did you mean 'classify'?")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, [|clases|]: [X, Y] } }", "did you mean 'classes'?")]
    public void An_unknown_key(string spec, string message)
    {
        if (message.Length > 0) InSpec(spec, "FUS1004", message);
        else InSpec(spec.Replace("layer:", "[|layer|]:"), "FUS1004", "'layer' is no key of an encoder, did you mean 'layers'? Expected one of: from, learningRate, layers");
    }

    [Theory, Covers("FUS1005")]
    [InlineData("[conv1d: { channels: 4, [|kernl|]: 3 }]", "Conv1d has no parameter 'kernl', did you mean 'kernel'? Expected channels, kernel, stride, padding, dilation, bias")]
    [InlineData("[conv1d: { channels: 4, kernel: 3, [|Stride|]: 2 }]", "did you mean 'stride'?")]
    [InlineData("[relu: [|3|]]", "Relu has no parameter '3'. Write 'relu' alone. Expected none")]
    public void An_unknown_parameter(string layers, string message) => InLayers(layers, "FUS1005", [message]);

    [Theory, Covers("FUS1006")]
    [InlineData("[[|conv1d|]: { channels: 4 }]", "Conv1d needs 'kernel' (an integer of at least 1")]
    [InlineData("[flatten, [|dense|]]", "Dense needs 'width' (an integer of at least 1")]
    [InlineData("[flatten, [|dropout|]: {}]", "Dropout needs 'rate' (a number of at least 0 and below 1)")]
    public void A_missing_parameter(string layers, string message) => InLayers(layers, "FUS1006", [message]);

    [Fact, Covers("FUS1006")]
    public void A_missing_parameter_of_a_modality_and_of_an_optimizer()
    {
        InSpec("model: Net\nmodalities: { A: { [|tokens|]: 3 } }\nencoders: { E: { from: A, layers: [embedding: 2, flatten] } }\nheads: { H: { regress: E } }", "FUS1006", "Tokens needs 'vocabulary'");
        InSmallSpec("train: { [|adam|]: }", "FUS1006", "Adam needs 'learningRate'");
    }

    [Theory, Covers("FUS1007")]
    [InlineData("[flatten, dense: [|many|]]", "'width' of Dense takes an integer of at least 1; found 'many'")]
    [InlineData("[flatten, dense: [|'12'|]]", "found '12'")]
    [InlineData("[flatten, dense: [|''|]]", "found ''")]
    [InlineData("[flatten, dense: [|'-'|]]", "found '-'")]
    [InlineData("[flatten, dense: [|'--5'|]]", "found '--5'")]
    [InlineData("[flatten, dense: [|1.5|]]", "found 1.5")]
    [InlineData("[flatten, dense: [|[1, 2]|]]", "found [1, 2]")]
    [InlineData("[flatten, dense: { width: [|{ a: 1 }|] }]", "found a map")]
    [InlineData("[flatten, dense: { width: 2, bias: [|yes|] }]", "'bias' of Dense takes true or false; found 'yes'")]
    [InlineData("[flatten, dense: { width: 2, bias: [|1|] }]", "found 1")]
    [InlineData("[dropout: [|.nan|]]", "found '.nan'")]
    [InlineData("[dropout: [|0x10|]]", "found '0x10'")]
    public void A_value_of_the_wrong_type(string layers, string message) => InLayers(layers, "FUS1007", [message]);

    [Fact, Covers("FUS1007")]
    public void Nothing_where_a_value_should_be()
    {
        InLayers("[flatten, dense: { width: [|}|]]", "FUS1007", ["found nothing"]);
        InClass("[Vector(3), Source([|null!|], \"c\")] public partial class A; [Regression<A>, Source(\"f.csv\", \"h\")] public partial class H;", "FUS1007", "'file' of Source takes text; found nothing");
    }

    [Theory, Covers("FUS1008")]
    [InlineData("[flatten, dense: [|0|]]", "'width' of Dense takes an integer of at least 1; found 0")]
    [InlineData("[flatten, dense: [|-3|]]", "found -3")]
    [InlineData("[flatten, dense: [|2147483648|]]", "of at most 2,147,483,647; found 2147483648")]
    [InlineData("[flatten, dense: [|99999999999999999999|]]", "found 99999999999999999999")]
    [InlineData("[dropout: [|1|]]", "'rate' of Dropout takes a number of at least 0 and below 1; found 1")]
    [InlineData("[dropout: [|-0.1|]]", "found -0.1")]
    [InlineData("[elu: [|0|]]", "'alpha' of Elu takes a number above 0; found 0")]
    [InlineData("[elu: [|1e999|]]", "found 1e999")]
    [InlineData("[batchNorm: { momentum: [|1.01|] }]", "above 0 and of at most 1; found 1.01")]
    public void A_number_out_of_bounds_in_YAML(string layers, string message) => InLayers(layers, "FUS1008", [message]);

    [Theory, Covers("FUS1008")]
    [InlineData("Dense([|0|])", "'width' of Dense takes an integer of at least 1; found 0")]
    [InlineData("Dense(bias: false, width: [|-1|])", "found -1")]
    [InlineData("Dropout([|1|])", "found 1")]
    [InlineData("Dropout([|double.NaN|])", "found NaN")]
    [InlineData("BatchNorm(Momentum = [|1 + 1|])", "'momentum' of BatchNorm takes a number above 0 and of at most 1; found 2")]
    public void A_number_out_of_bounds_in_CSharp(string layer, string message) =>
        InClass($"{A} [Encoder<A>, {layer}, Relu] public partial class E; [Regression<E>] public partial class H;", "FUS1008", message);

    [Theory, Covers("FUS1008")]
    [InlineData("Train(Epochs = [|0|])", "'epochs' of Train takes an integer of at least 1")]
    [InlineData("Adam([|0|])", "'learningRate' of Adam takes a number above 0; found 0")]
    [InlineData("Adam(1e-3, Beta1 = [|1|])", "'beta1' of Adam takes a number of at least 0 and below 1; found 1")]
    [InlineData("Sgd(0.1, Momentum = [|-0.5|])", "found -0.5")]
    public void A_training_setting_out_of_bounds(string setting, string message) => OnClass($", {setting}", A + Head, "FUS1008", message);

    [Fact, Covers("FUS1009")]
    public void A_parameter_given_by_place_and_by_name()
    {
        InSpec("model: Net\nmodalities: { A: { vector: 3, [|length|]: 3 } }\nheads: { H: { regress: A } }", "FUS1009", "'length' of Vector is given twice");
        InSmallSpec("data: { sources: { A: { file: a.csv, columns: [a, b, c], [|column|]: d }, H: { file: a.csv, column: h } } }", "FUS1009", "'columns' of Source is given twice");
    }

    [Fact, Covers("FUS1010")]
    public void A_node_that_says_not_what_it_is()
    {
        InClass(A + Head + "[Dense(3)] public partial class [|X|];", "FUS1010", "'X' does not say what it is. Expected one of: Vector, Tokens, Series, Image (a modality), Encoder, Autoencoder, Concat");
        InSpec("model: Net\nmodalities: { [|A|]: { standardize: true } }\nheads: { H: { regress: A } }", "FUS1010", "'A' does not say what it is. Expected one of: vector, tokens, series, image");
        InClass("public partial class [|A|]; [Regression<A>] public partial class H; [Vector(3)] public partial class B; [Regression<B>] public partial class G; public partial class Mine;", "FUS1010", "'A' does not say what it is");
    }

    [Fact, Covers("FUS1011")]
    public void A_node_that_says_twice_what_it_is()
    {
        InClass("[Vector(3), [|Series|](4)] public partial class A;" + Head, "FUS1011", "'A' is already declared as Vector; found Series as well");
        InSpec("model: Net\nmodalities: { A: { vector: 3, [|series|]: 4 } }\nheads: { H: { regress: A } }", "FUS1011", "'A' is already declared as Vector; found Series as well");
        InSpec("model: Net\nmodalities: { A: { series: 4, [|vector|]: 3 } }\nheads: { H: { regress: A } }", "FUS1011", "'A' is already declared as Series; found Vector as well");
        InSpec("model: Net\nmodalities: { A: { vector: 4 } }\nheads: { H: { regress: A, [|classify|]: A } }", "FUS1011", "'H' is already declared as Regression; found Classifier as well");
    }

    [Fact, Covers("FUS1012")]
    public void A_class_that_is_not_partial()
    {
        InSource($"[FusionModel] public class [|Net|] {{ {A} {Head} }}", "FUS1012", "'Net' must be 'partial'", "Write 'partial class Net'");
        InClass("[Vector(3)] public class [|A|];" + Head, "FUS1012", "'A' must be 'partial'");
    }

    [Fact, Covers("FUS1013")]
    public void A_generic_class()
    {
        InSource($"[FusionModel] public partial class [|Net|]<T> {{ {A} {Head} }}", "FUS1013", "'Net' has type parameters");
        InClass("[Vector(3)] public partial class [|A|]<T>; [Regression<A<int>>] public partial class H;", "FUS1013", "'A' has type parameters");
    }

    [Fact, Covers("FUS1014")]
    public void A_node_with_attributes_in_two_places() => InClass(
        A + "[Encoder<A>, Dense(3)] public partial class E; [Relu] public partial class [|E|]; [Regression<E>] public partial class H;", "FUS1014", "'E' has 2 partial declarations");

    [Fact]
    public void A_node_may_have_a_second_part_without_attributes() =>
        DiagnosticAssert.None(Generation.Run(Generation.Net(A + "[Encoder<A>, Dense(3)] public partial class E; partial class E { internal int Twice(int x) => 2 * x; } [Regression<E>] public partial class H;")));

    [Fact, Covers("FUS1015")]
    public void A_keyword_out_of_place()
    {
        InClass("[Vector(3), [|Dense|](3)] public partial class A;" + Head, "FUS1015", "Dense has no meaning on 'A', which is a modality; expected OneHot, Resample, MinMax, Standardize, Pca");
        InClass(A + "[Encoder<A>, [|Standardize|], Dense(3)] public partial class E; [Regression<E>] public partial class H;", "FUS1015", "Standardize has no meaning on 'E', which is an encoder");
        InClass(A + "[Regression<A>, [|Adam|](1)] public partial class H;", "FUS1015", "Adam has no meaning on 'H', which is a head");
        OnClass(", [|Relu|]", A + Head, "FUS1015", "Relu has no meaning on the model 'Net'; expected Train, Warmup, ModalityDropout, Stage, GradientBlending, OgmGe, Data, Split, Adam, AdamW, Sgd, StepSchedule, CosineSchedule, OneCycleSchedule, PlateauSchedule");
    }

    [Fact, Covers("FUS1016")]
    public void Two_models_of_one_name()
    {
        const string spec = "model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\nnamespace: Demo";
        var twice = Generation.Spec(spec, "a.fusion.yaml").WithSpec(spec.Replace("model: Net", "model: [|Net|]"), "b.fusion.yaml");
        DiagnosticAssert.Exactly(Generation.Check(twice), "FUS1016", "There is already a model 'Demo.Net' in a.fusion.yaml");
        var mixed = Generation.Net(A + Head).WithSpec(spec.Replace("model: Net", "model: [|Net|]"), "b.fusion.yaml");
        DiagnosticAssert.Exactly(Generation.Check(mixed), "FUS1016", "There is already a model 'Demo.Net' in Model.cs");
        var letters = Generation.Spec(spec, "a.fusion.yaml").WithSpec(spec.Replace("model: Net", "model: [|NET|]"), "b.fusion.yaml");
        DiagnosticAssert.Exactly(Generation.Check(letters), "FUS1016", "There is already a model 'Demo.Net' in a.fusion.yaml");
    }

    [Theory]
    [InlineData("my-app", "FUS1001")]
    [InlineData("A; class Evil {} namespace B", "FUS1001")]
    [InlineData("TorchSharp.Models", "FUS1002")]
    public void The_namespace_of_the_project_is_checked_where_a_spec_goes_there(string name, string id)
    {
        const string spec = "model: [|Net|]\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\n";
        DiagnosticAssert.Exactly(Generation.Check(Generation.Spec(spec).WithProperty("RootNamespace", name)), id, "the namespace of the project");
        DiagnosticAssert.None(Generation.Check(Generation.Spec(spec.Replace("[|", "").Replace("|]", "") + "namespace: Mine").WithProperty("RootNamespace", name)));
    }

    [Fact]
    public void Attributes_of_others_and_on_others_do_not_matter()
    {
        // One on an enum is the compiler's to report; a second part with somebody else's attribute is no second declaration.
        DiagnosticAssert.None(Generation.Check(Generation.Net(
            A + "[Encoder<A>, Dense(3)] public partial class E; [System.Obsolete] partial class E { } public enum Other { X } [Regression<E>] public partial class H;")));
        var onEnum = Generation.Quick(Generation.Net(A + "[Vector(3)] public enum Other { X } [Regression<A>] public partial class H;"));
        Assert.Empty(onEnum.Diagnostics);
        Assert.NotEmpty(onEnum.Sources);
    }

    [Fact]
    public void A_model_with_the_attribute_on_two_parts_is_read_once()
    {
        var run = Generation.Quick(Generation.Net(A + Head).WithSource("namespace Demo; [FusionDsl.FusionModel] public partial class Net;", "Other.cs"));
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Sources);
    }

    [Fact, Covers("FUS1028")]
    public void Two_enums_of_one_name()
    {
        string Spec(string model, string classes, string more = "") =>
            $"model: {model}\nnamespace: Demo\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ classify: A, enum: [|Kind|], classes: {classes} }} }}\n{more}";
        string Plain(string model, string classes, string more = "") => Spec(model, classes, more).Replace("[|", "").Replace("|]", "");
        var other = Generation.Spec(Plain("One", "[Left, Right]"), "a.fusion.yaml").WithSpec(Spec("Two", "[Right, Left]"), "b.fusion.yaml");
        DiagnosticAssert.Exactly(Generation.Check(other), "FUS1028", "There is already an enum 'Demo.Kind' in a.fusion.yaml, of the classes Left, Right");
        var model = Generation.Spec(Plain("Kind", "[Left, Right]").Replace("enum: Kind", "enum: Side"), "a.fusion.yaml").WithSpec(Spec("Two", "[Right, Left]"), "b.fusion.yaml");
        DiagnosticAssert.Exactly(Generation.Check(model), "FUS1016", "There is already a model 'Demo.Kind' in a.fusion.yaml");

        // The same classes are one enum, which the model brings along that more can see.
        var same = Generation.Run(Generation.Spec(Plain("One", "[Left, Right]", "access: internal"), "a.fusion.yaml").WithSpec(Plain("Two", "[Left, Right]"), "b.fusion.yaml")
            .WithSpec(Plain("Three", "[Left, Right]"), "c.fusion.yaml"));
        DiagnosticAssert.None(same);
        Assert.Equal("Demo.Two.Kind.Classes.g.cs", Assert.Single(same.Sources.Keys, key => key.Contains("Classes", StringComparison.Ordinal)));
        // In another namespace it is another enum.
        DiagnosticAssert.None(Generation.Run(Generation.Spec(Plain("One", "[Left, Right]"), "a.fusion.yaml")
            .WithSpec(Plain("Two", "[Right, Left]").Replace("namespace: Demo", "namespace: Lab"), "b.fusion.yaml")));
    }

    [Fact, Covers("FUS1017")]
    public void A_model_inside_a_class() =>
        InSource($"public partial class Outer {{ [FusionModel] public partial class [|Net|] {{ {A} {Head} }} }}", "FUS1017", "'Net' stands inside 'Outer'");

    [Theory, Covers("FUS1018")]
    [InlineData("public static partial class", "", "static")]
    [InlineData("public abstract partial class", "", "abstract")]
    [InlineData("public partial record", "", "a record")]
    [InlineData("file partial class", "", "local to its file")]
    [InlineData("public partial class", " : System.Exception", "derived from 'Exception'")]
    public void A_model_that_is_no_plain_class(string kind, string bases, string message) =>
        InSource($"[FusionModel] {kind} [|Net|]{bases} {{ {A} {Head} }}", "FUS1018", $"'Net' is {message}");

    [Theory, Covers("FUS1018")]
    [InlineData("internal partial class", "internal")]
    [InlineData("private partial class", "private")]
    [InlineData("protected partial class", "protected")]
    [InlineData("public abstract partial class", "abstract")]
    public void A_node_that_is_no_plain_public_class(string kind, string message) =>
        InClass($"[Vector(3)] {kind} [|A|];" + Head, "FUS1018", $"'A' is {message}", "Write 'public partial class A'");

    [Fact]
    public void A_node_without_a_modifier_becomes_public() => DiagnosticAssert.None(Generation.Run(Generation.Net("[Vector(3)] partial class A; [Regression<A>] partial class H;")));

    // The compiler refuses it as well (CS0579), but a generator sees both.
    [Fact, Covers("FUS1019")]
    public void A_setting_given_twice()
    {
        OnClass(", Train(Epochs = 1), [|Train|](Epochs = 2)", A + Head, "FUS1019", "Train is given twice on 'Net'");
        InClass("[Vector(3), Standardize, [|Standardize|]] public partial class A;" + Head, "FUS1019", "Standardize is given twice on 'A'");
    }
}
