using FusionDsl.Cli.Specs;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Specs;

public sealed class SpecEditTests
{
    private static string Set(string text, string path, string value) => SpecEdit.Set(text, SpecPath.Parse(path), value);

    [Theory]
    [InlineData("a: 1\n", "a", "2", "a: 2\n")]
    [InlineData("a: 1 # why\nb: 2\n", "a", "20", "a: 20 # why\nb: 2\n")]
    [InlineData("a: 'x y'\n", "a", "z", "a: z\n")]
    [InlineData("a: \"x\"", "a", "z", "a: z")]
    [InlineData("t: { epochs: 50, b: 64 }\n", "t.epochs", "3", "t: { epochs: 3, b: 64 }\n")]
    [InlineData("t:\n  epochs: 50   # long\n  b: 64\n", "t.epochs", "3", "t:\n  epochs: 3   # long\n  b: 64\n")]
    [InlineData("l:\n- embedding: 8\n- relu\n", "l[0].embedding", "16", "l:\n- embedding: 16\n- relu\n")]
    [InlineData("l:\n- embedding: 8\n- relu\n", "l[1]", "tanh", "l:\n- embedding: 8\n- tanh\n")]
    [InlineData("l: [dense: 8, relu, dense: 9]\n", "l[2].dense", "16", "l: [dense: 8, relu, dense: 16]\n")]
    [InlineData("l: [[1, 2], [3]]\n", "l[0][1]", "5", "l: [[1, 5], [3]]\n")]
    [InlineData("a: [1, 2]\n", "a", "[3]", "a: [3]\n")]
    [InlineData("a: { x: 1 } # c\n", "a", "{ y: 2 }", "a: { y: 2 } # c\n")]
    public void A_value_is_replaced_and_nothing_else(string text, string path, string value, string expected) =>
        Assert.Equal(expected, Set(text, path, value));

    [Theory]
    [InlineData("t: { a: 1 }\n", "t.b", "2", "t: { a: 1, b: 2 }\n")]
    [InlineData("t: {a: 1}\n", "t.b", "2", "t: {a: 1, b: 2}\n")]
    [InlineData("t: { a: 1, }\n", "t.b", "2", "t: { a: 1, b: 2, }\n")]
    [InlineData("t: {}\n", "t.b", "2", "t: { b: 2 }\n")]
    [InlineData("t: { a }\n", "t.b", "2", "t: { a, b: 2 }\n")]
    [InlineData("t: { a: }\n", "t.b", "2", "t: { a:, b: 2 }\n")]
    [InlineData("t:\n  a: 1 # c\n\n# about u\nu: 3\n", "t.b", "2", "t:\n  a: 1 # c\n  b: 2\n\n# about u\nu: 3\n")]
    [InlineData("t:\n    a: 1", "t.b", "2", "t:\n    a: 1\n    b: 2")]
    [InlineData("t:\r\n  a: 1\r\nu: 3\r\n", "t.b", "2", "t:\r\n  a: 1\r\n  b: 2\r\nu: 3\r\n")]
    [InlineData("l:\n  - conv1d:\n      kernel: 3\n  - relu\n", "l[0].conv1d.stride", "2",
        "l:\n  - conv1d:\n      kernel: 3\n      stride: 2\n  - relu\n")]
    [InlineData("l:\n- a: 1\n- relu\n", "l[0].b", "2", "l:\n- a: 1\n  b: 2\n- relu\n")]
    [InlineData("l: [a: 1, relu]\n", "l[0].b", "2", "l: [{ a: 1, b: 2 }, relu]\n")]
    [InlineData("t:\n  a: |\n    long\n    text\n\nu: 1\n", "t.b", "2", "t:\n  a: |\n    long\n    text\n  b: 2\n\nu: 1\n")]
    [InlineData("t:\n  a:\n    deep: { x: 1,\n      y: 2 } # end\nu: 1\n", "t.b", "2",
        "t:\n  a:\n    deep: { x: 1,\n      y: 2 } # end\n  b: 2\nu: 1\n")]
    [InlineData("a: 1\n", "b", "2", "a: 1\nb: 2\n")]
    public void A_missing_key_is_added_to_its_mapping(string text, string path, string value, string expected) =>
        Assert.Equal(expected, Set(text, path, value));

    [Theory]
    [InlineData("t:\nu: 1\n", "t.a", "2", "t: { a: 2 }\nu: 1\n")]
    [InlineData("t: # soon\nu: 1\n", "t.a", "2", "t: { a: 2 } # soon\nu: 1\n")]
    [InlineData("t:\nu: 1\n", "t", "2", "t: 2\nu: 1\n")]
    [InlineData("{ t: , u: 1 }\n", "t", "2", "{ t: 2 , u: 1 }\n")]
    [InlineData("{ t, u: 1 }\n", "t", "2", "{ t: 2, u: 1 }\n")]
    [InlineData("t:\n  - a\n  - b\nu: 1\n", "t", "[c]", "t: [c]\nu: 1\n")]
    [InlineData("t:\n  x: 1\n  y: 2\nu: 1\n", "t", "{ z: 3 }", "t: { z: 3 }\nu: 1\n")]
    public void An_empty_value_and_a_block_can_be_set(string text, string path, string value, string expected) =>
        Assert.Equal(expected, Set(text, path, value));

    [Theory]
    [InlineData("a: { f: x, g: 1 }\n", "a.f", "a, b.csv", "a: { f: 'a, b.csv', g: 1 }\n")]
    [InlineData("f: x\n", "f", "a, b.csv", "f: a, b.csv\n")]
    [InlineData("f: x\n", "f", "a: b", "f: 'a: b'\n")]
    [InlineData("f: x\n", "f", "a #b", "f: 'a #b'\n")]
    [InlineData("f: x\n", "f", "it's: so", "f: 'it''s: so'\n")]
    [InlineData("f: x\n", "f", "[a, b", "f: '[a, b'\n")]
    [InlineData("f: x\n", "f", "*other", "f: '*other'\n")]
    [InlineData("f: x\n", "f", "''", "f: ''\n")]
    [InlineData("f: x\n", "f", @"C:\data\rows.csv", "f: C:\\data\\rows.csv\n")]
    public void A_value_that_would_be_read_as_something_else_is_quoted(string text, string path, string value, string expected) =>
        Assert.Equal(expected, Set(text, path, value));

    [Fact]
    public void The_sections_whose_keys_have_defaults_are_made_where_they_are_absent()
    {
        Assert.Equal("model: A\ntrain: { seed: 4 }\n", Set("model: A\n", "train.seed", "4"));
        Assert.Equal("data:\n  key: id\n  split: { test: 0.2 }\n", Set("data:\n  key: id\n", "data.split.test", "0.2"));
    }

    [Theory]
    [InlineData("trian.epochs", "The spec has no 'trian'. Did you mean 'train'? It has: model, train, layers, base, copy.")]
    [InlineData("encoders.A.from", "The spec has no 'encoders'. It has: model, train, layers, base, copy.")]
    [InlineData("layers[2]", "'layers' is a list of 2 items, [0] to [1]; there is no [2].")]
    [InlineData("layers.dense", "'layers' is a list of 2 items; name one by its number, like layers[0].dense.")]
    [InlineData("train[0]", "'train' is a mapping, not a list: [0] leads nowhere.")]
    [InlineData("train.epochs.x",
        "'train.epochs' is the value '5', so there is no 'x' in it. Set it whole: --set \"train.epochs={ x: … }\".")]
    [InlineData("copy", "'copy' is the alias *b. Set the value where &b is written, or write it out here.")]
    [InlineData("copy.x", "'copy' is the alias *b; 'x' cannot be set through it.")]
    public void A_path_that_leads_nowhere_says_where_it_ends(string path, string expected)
    {
        const string Text = "model: A\ntrain: { epochs: 5 }\nlayers: [relu, dense: 3]\nbase: &b { x: 1 }\ncopy: *b\n";
        Assert.Equal(expected, Assert.Throws<FusionException>(() => Set(Text, path, "1")).Message);
    }

    [Fact]
    public void Several_settings_apply_in_order_and_an_error_names_the_option()
    {
        Assert.Equal("t: { e: 3, f: 4 }", SpecEdit.Apply("t: { e: 1 }",
            [Setting.Parse("t.e=2"), Setting.Parse("t.f=4"), Setting.Of("--epochs", "t.e", "3")]));
        var error = Assert.Throws<FusionException>(() => SpecEdit.Apply("t: { e: 1 }", [Setting.Of("--epochs", "u.e", "3")]));
        Assert.StartsWith("--epochs 3: The spec has no 'u'.", error.Message);
    }

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a:\n\tb: 1\n")]
    [InlineData("- 1\n")]
    [InlineData("")]
    [InlineData("a: 1\n---\nb: 2\n")]
    public void A_text_that_is_no_spec_is_told_apart_from_a_wrong_path(string text) =>
        Assert.Throws<SpecSyntaxException>(() => Set(text, "a", "1"));

    // Every value of a spec, set to something new, gives the same text but for that value; setting it back gives the first text.
    [Fact]
    public void Every_place_of_a_spec_can_be_set_and_set_back()
    {
        var text = Toy.Spec.ReplaceLineEndings("\n");
        var places = Places(SpecTree.Parse(text)!, "").ToList();
        Assert.True(places.Count > 30, $"only {places.Count} places");
        foreach (var (path, node) in places)
        {
            var old = text[node.Start..node.End];
            var edited = Set(text, path, "xyzzy");
            Assert.Equal(string.Concat(text.AsSpan(0, node.Start), "xyzzy", text.AsSpan(node.End)), edited);
            Assert.Equal(text, Set(edited, path, old));
        }
    }

    [Fact]
    public void A_key_added_to_any_mapping_leaves_all_lines_as_they_are()
    {
        var text = Toy.Spec.ReplaceLineEndings("\n");
        var mappings = Mappings(SpecTree.Parse(text)!, "").ToList();
        Assert.True(mappings.Count > 20, $"only {mappings.Count} mappings");
        foreach (var path in mappings)
        {
            var extra = path.Length == 0 ? "extra" : $"{path}.extra";
            var edited = Set(text, extra, "{ deep: [1, 2] }");
            const string Added = "extra: { deep: [1, 2] }";
            Assert.Equal(1, edited.Split(Added).Length - 1);
            // Without what was added, its separator and the braces of [dense: 8], it is the first text.
            Assert.Equal(Bare(text), Bare(edited.Replace(Added, "")));
            Assert.Equal(edited, Set(Set(edited, extra, "0"), extra, "{ deep: [1, 2] }"));
        }

        static string Bare(string s) => string.Concat(s.Where(c => !char.IsWhiteSpace(c) && c is not (',' or '{' or '}')));
    }

    private static IEnumerable<(string Path, SpecNode Node)> Places(SpecNode node, string path) => node switch
    {
        SpecMapping mapping => mapping.Entries.SelectMany(entry =>
            Places(entry.Value, path.Length == 0 ? entry.Key.Value : $"{path}.{entry.Key.Value}")),
        SpecList list => list.Items.SelectMany((item, i) => Places(item, $"{path}[{i}]")),
        _ => [(path, node)],
    };

    private static IEnumerable<string> Mappings(SpecNode node, string path) => node switch
    {
        SpecMapping mapping => mapping.Entries
            .SelectMany(entry => Mappings(entry.Value, path.Length == 0 ? entry.Key.Value : $"{path}.{entry.Key.Value}")).Prepend(path),
        SpecList list => list.Items.SelectMany((item, i) => Mappings(item, $"{path}[{i}]")),
        _ => [],
    };
}
