using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS2xxx: texts that are no spec, and features of YAML that a spec does not use.</summary>
public class YamlRuleTests : RuleTests
{
    private const string Rest = "\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }";

    [Theory, Covers("FUS2001")]
    [InlineData("model: Net\nmodalities: { A: { vector: [1, 2 }\nheads: { H: { regress: A } }")]
    [InlineData("model: Net\nx: [1, 2\ny: 3")]
    [InlineData("model: \"Net\nheads: {}")]
    [InlineData("model: 'Net")]
    [InlineData("model: Net\n\tmodalities: {}")]
    [InlineData("model: Net\nmodalities:\n\tA: { vector: 3 }")]
    [InlineData("model: Net: Other")]
    [InlineData("model: Net\n  heads: {}\n modalities: {}")]
    [InlineData("model: Net\n@x: 3")]
    [InlineData("model: \"\\q\"")]
    [InlineData("%YAML 9.9\n---\nmodel: Net")]
    [InlineData("? [a, b]\n: 3")]
    [InlineData("]")]
    [InlineData("model: Net\0Other")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\n}")]
    public void A_text_that_is_not_YAML(string spec)
    {
        var run = Generation.Check(Generation.Spec(spec));
        var only = Assert.Single(run.Diagnostics);
        Assert.Equal("FUS2001", only.Id);
        Assert.DoesNotContain("Line:", Generation.Message(only));
        Assert.DoesNotContain("Exception", Generation.Message(only));
    }

    [Fact, Covers("FUS2001")]
    public void A_tab_is_named_and_marked() => InSpec("model: Net\nmodalities:\n[|\t|]A: { vector: 3 }", "FUS2001", "a tab", "spaces");

    [Fact, Covers("FUS2001")]
    public void A_NUL_is_named_and_marked() => InSpec("model: Net[|\0|]" + Rest, "FUS2001", "a NUL character");

    [Fact, Covers("FUS2001")]
    public void A_list_left_open_is_told_at_its_opening()
    {
        var only = Assert.Single(Generation.Check(Generation.Spec("model: Net\nencoders:\n  E:\n    from: A\n    layers: [dense: 2, relu\nheads: { H: { regress: E } }")).Diagnostics);
        Assert.Equal("This is not YAML: '[' is not closed, or a comma is missing behind it", Generation.Message(only));
        Assert.Equal((4, 12), (only.Location.GetLineSpan().StartLinePosition.Line, only.Location.GetLineSpan().StartLinePosition.Character));
    }

    [Theory, Covers("FUS2002")]
    [InlineData("model: Net\n[|model|]: Other" + Rest, "'model'")]
    [InlineData("model: Net\nmodalities:\n  A: { vector: 3 }\n  [|A|]: { vector: 4 }\nheads: { H: { regress: A } }", "'A'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, [|vector|]: 4 } }", "'vector'")]
    public void A_key_given_twice(string spec, string key) => InSpec(spec, "FUS2002", $"The key {key} is given twice in this map");

    [Theory, Covers("FUS2003")]
    [InlineData("model: [|&a Net|]" + Rest, "Anchors and aliases")]
    [InlineData("model: [|*a|]" + Rest, "Anchors and aliases")]
    [InlineData("model: [|!!str Net|]" + Rest, "Tags are not part of the language", "Remove")]
    [InlineData("model: [|!x Net|]" + Rest, "Tags")]
    [InlineData("model: Net\n[|<<|]: { a: 1 }" + Rest, "Merge keys")]
    [InlineData("model: Net" + Rest + "\n[|---|]\nmodel: Other", "Several documents", "Use a file for each model")]
    public void A_feature_that_specs_do_not_use(string spec, params string[] message) => InSpec(spec, "FUS2003", message);

    [Fact, Covers("FUS2004")]
    public void Nesting_that_no_spec_needs()
    {
        var deep = "model: " + new string('[', 200_000);
        Assert.Contains(Assert.Single(Generation.Check(Generation.Spec(deep)).Diagnostics).Id, new[] { "FUS2001", "FUS2004" });
        var run = Generation.Check(Generation.Spec("model: " + new string('[', 40) + new string(']', 40)));
        Assert.Equal("The spec has more than 32 levels; expected at most 32", Generation.Message(Assert.Single(run.Diagnostics)));
    }

    [Fact, Covers("FUS2004")]
    public void A_size_that_no_spec_needs()
    {
        var run = Generation.Quick(Generation.Spec($"model: [{string.Concat(Enumerable.Repeat("a,", 200_001))}]"));
        Assert.Equal("The spec has more than 200,000 values; expected at most 200,000", Generation.Message(Assert.Single(run.Diagnostics)));
    }

    [Theory, Covers("FUS2005")]
    [InlineData("[|[a, b]|]", "'the spec' takes a map of keys and values, such as 'model: MyNet'; found a list")]
    [InlineData("[|Net|]", "'the spec' takes a map of keys and values, such as 'model: MyNet'; found 'Net'")]
    [InlineData("model: [|[Net]|]" + Rest, "'model' takes one name; found a list")]
    [InlineData("model: Net\nmodalities: [|[A]|]", "'modalities' takes a map of nodes by their names, without '-' in front; found a list")]
    [InlineData("model: Net\nmodalities: { A: [|12|] }", "'A' takes a map of keys and values; found '12'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3, standardize: [|yes|] } }\nheads: { H: { regress: A } }", "'standardize' takes true or false; found 'yes'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: [|[A, B]|], layers: [dense: 2] } }\nheads: { H: { regress: E } }", "'from' takes the name of one node, such as a fusion that joins several; found a list")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: [|{ a: 1 }|] } }", "'regress' takes the name of one node; found a map")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [|dense|] } }\nheads: { H: { regress: E } }", "'layers' takes a list of layers, such as [dense: 12, relu]; found 'dense'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [[|{ dense: 1, relu: }|]] } }\nheads: { H: { regress: E } }", "'layers' takes one layer per item, such as 'dense: 12' or 'batchNorm'; found several keys")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [|X|] } }", "'classes' takes a list of names, such as [Aes, Present]; found 'X'")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { classify: A, enum: K, classes: [X, [|[Y]|]] } }", "'classes' takes a name for each class; found a list")]
    [InlineData("model: Net\naccess: [|private|]" + Rest, "'access' takes public or internal; found 'private'")]
    [InlineData("model: Net\ntrain: [|3|]" + Rest, "'train' takes a map of keys and values; found '3'")]
    [InlineData("model: Net\ndata: [|[]|]" + Rest, "'data' takes a map of keys and values; found a list")]
    [InlineData("model: Net\ndata: { sources: [|x|] }" + Rest, "'sources' takes a map of keys and values; found 'x'")]
    public void A_value_of_the_wrong_form(string spec, string message) => InSpec(spec, "FUS2005", message);

    [Theory, Covers("FUS2005")]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("~")]
    public void An_empty_spec(string spec)
    {
        var run = Generation.Check(Generation.Spec(spec));
        Assert.Equal("'the spec' takes a map of keys and values, such as 'model: MyNet'; found nothing", Generation.Message(Assert.Single(run.Diagnostics)));
    }

    [Theory, Covers("FUS2007")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nencoders:\n  E:\n    from: A\n  [|layers|]: [dense: 2]\nheads: { H: { regress: E } }", "'layers' stands among the names of 'encoders'. Indent it deeper, so that it belongs to 'E'")]
    [InlineData("model: Net\nmodalities:\n  A:\n  [|vector|]: 3\nheads: { H: { regress: A } }", "'vector' stands among the names of 'modalities'. Indent it deeper, so that it belongs to 'A'")]
    [InlineData("model: Net\nmodalities:\n  A: { vector: 3 }\n[|B|]: { vector: 4 }\nheads: { H: { regress: A } }", "'B' stands among the sections of the spec. Indent it deeper, so that it belongs to 'modalities'")]
    [InlineData("model: Net\nmodalities: { A: { series: 9 } }\nencoders:\n  E:\n    from: A\n    layers:\n    - conv1d:\n      [|channels|]: 2\n      kernel: 3\n    - flatten\nheads: { H: { regress: E } }", "'channels' stands beside 'conv1d'. Indent it deeper, so that it belongs to 'conv1d'")]
    public void A_line_that_belongs_one_level_deeper(string spec, string message) => InSpec(spec, "FUS2007", message);

    [Theory, Covers("FUS2001")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } [|B|]: { vector: 4 } }\nheads: { H: { regress: A } }", "a comma is missing in front of this")]
    [InlineData("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { H: { regress: A } }\ntrain: { adam: [|0,01|] }", "'0,01' is two values", "a number has a point: 0.01")]
    [InlineData("model: [|“Net”|]", "'“' is no quote of YAML")]
    [InlineData("model: Net\n[|from A|]\nlayers: []", "a colon and a space are missing behind the key")]
    [InlineData("[|model:Net|]\nmodalities: {}", "a space is missing behind the colon")]
    [InlineData("model: Net\n  [|heads|]: {}", "this line is indented deeper than the one above it, which already has a value")]
    [InlineData("model: Net\nx[|\uFF1A|]3\nheads: {}", "this colon is a full-width one")]
    [InlineData("model: Net[|:|] Other", "a second ': ' stands in this line")]
    [InlineData("model: [|\"|]Net\nheads: {}", "the quote that begins here is not closed")]
    public void What_is_wrong_is_said_in_plain_words(string spec, params string[] message) => InSpec(spec, "FUS2001", message);

    [Fact]
    public void A_list_in_brackets_may_have_its_comma_anywhere() => DiagnosticAssert.None(Generation.Quick(Generation.Spec(
        "model: Net\nmodalities: {\n  A: { vector: 3 } # one, and\n  , B: {vector: 3,},\n}\nfusions: { F: { concat: [A\n  ,B,], layers: [{dense: 3},relu,], }, }\nheads: { H: { \"regress\":F } }")));

    [Fact, Covers("FUS2006")]
    public void A_key_that_is_missing()
    {
        var run = Generation.Check(Generation.Spec("modalities: { A: { vector: 3 } }"));
        Assert.Equal("The spec has no 'model'. Add it: model: MyNet", Generation.Message(Assert.Single(run.Diagnostics)));
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { [|H|]: { classify: A, classes: [X, Y] } }", "FUS2006", "'H' has no 'enum'", "enum: Cipher");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { [|H|]: { classify: A, enum: K } }", "FUS2006", "'H' has no 'classes'");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { [|E|]: { layers: [dense: 3] } }\nheads: { H: { regress: E } }", "FUS2006", "'E' has no 'from'");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nheads: { [|H|]: { weight: 3 } }", "FUS2006", "'H' has no 'classify' or 'regress'");
    }

    [Fact]
    public void Places_are_right_behind_letters_beyond_the_first_plane() =>
        InSpec("# 😀 é 中\r\nmodel: Net # 😀\r\nmodalities: { A: { vector: 3 } } # 😀😀\r\nheads: { H: { 😀: 1, regress: A } }".Replace("{ 😀:", "{ [|😀|]:"), "FUS1004", "'😀' is no key of a head");

    [Fact]
    public void One_mistake_is_one_message_though_others_follow_from_it()
    {
        var run = Generation.Check(Generation.Spec(CipherNet.Yaml.Replace("tokens: 256", "[|tokns|]: 256")));
        DiagnosticAssert.Exactly(run, "FUS1004", "did you mean 'tokens'?");
    }

    [Fact, Covers("FUS2008")]
    public void A_section_among_the_nodes_of_another() => DiagnosticAssert.AllMarked(Generation.Check(Generation.Spec(
        """
        model: Net
        modalities:
          A: { vector: 3 }
          [|FUS2008:heads|]:
            H: { regress: A }
        """)));

    // What one step finds hides nothing that another would find in other nodes; and of what reads a broken node nothing is said.
    [Fact]
    public void Mistakes_of_all_kinds_are_told_at_once() => DiagnosticAssert.AllMarked(Generation.Check(Generation.Spec(
        """
        model: Net
        epochs_: 3
        modalities:
          Pressure: { series: 200, [|FUS1004:hz|]: 100 }
          Accel: { series: 500, channels: 3 }
          Meta: { vector: 5 }
          Spare: { vector: 2 }
        encoders:
          PressureNet: { from: Pressure, layers: [conv1d: { channels: 4, kernel: 900 }] }
          AccelNet: { from: Accel, layers: [conv1d: { channels: 4, kernel: [|FUS3002:900|] }] }
          metaNet: { from: Meta, layers: [dense: 4] }
          Other: { from: [|FUS4001:Acel|], layers: [dense: 4] }
          Wide: { from: Meta, layers: [dense: [|FUS1008:0|]] }
        fusions:
          Joint: { concat: [MetaNet, AccelNet, Wide] }
        heads:
          Fault: { classify: Joint, enum: Kind, [|FUS1004:clases|]: [A, B] }
        train: { adam: [|FUS1008:0|] }
        data:
          sources:
            Meta: { file: a.csv, columns: [|FUS6008:c0..c5|] }
            MetaX: { file: a.csv, column: b }
        """
        .Replace("epochs_: 3\n", "[|FUS1004:epochs_|]: 3\n").Replace("  metaNet:", "  [|FUS1001:metaNet|]:").Replace("MetaX", "[|FUS4001:MetaX|]"))));

    [Fact]
    public void Several_mistakes_are_told_at_once() => DiagnosticAssert.AllMarked(Generation.Check(Generation.Spec(CipherNet.Yaml
        .Replace("embedding: 8", "embedding: [|FUS1008:0|]").Replace("dense: 256", "dense: [|FUS1007:x|]").Replace("concat: [OpcodeCnn, CountsMlp]", "concat: [OpcodeCnn, [|FUS4001:CountMlp|]]"))));
}
