using FusionDsl.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusionDsl.Generator.Tests;

/// <summary>Text of a declaration is data: it never becomes code, whatever it holds.</summary>
public class InjectionTests
{
    private static readonly string[] Hostile =
    [
        "plain", "with \"quotes\"", "back\\slash", "\"); System.Environment.Exit(1); //", "*/ int evil; /*", "// nothing", "{x}", "{field}", "{0}", "{{{", "$\"{1}\"", "%s",
        "line\nfeed", "carriage\rreturn", "\u2028separator\u2029", "\u0085", "nul\0nul", "\u202Eright to left", "😀", "\uE000", "äöü 中文", "\"\"\"", "@\"", "\\u0022", "\t",
        "</summary>", "<script>", "&amp;", "]]>", "#pragma warning disable", "c..d", " ",
    ];

    public static TheoryData<string> Texts => [.. Hostile];

    [Theory, MemberData(nameof(Texts))]
    public void Texts_in_attributes_become_literals_that_read_back(string text)
    {
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        var file = IsFile(text) ? literal : "\"a.csv\"";
        var run = Quick(Generation.Net(
            $"[Vector(1), Source({file}, {literal})] public partial class A; [Classifier<A, Kind>, Source({file}, {literal})] public partial class H;",
            $", Data(Key = {literal}, Reader = {literal}), Split(Group = {literal})"));
        AssertRoundTrip(run["Demo.Net.Data.g.cs"], text, times: IsFile(text) ? 7 : 5);
    }

    [Theory, MemberData(nameof(Texts))]
    public void Texts_in_specs_become_literals_that_read_back(string text)
    {
        if (text is "c..d" or "nul\0nul") return;     // a NUL in the file is an error of its own
        var quoted = System.Text.Json.JsonSerializer.Serialize(text);     // YAML reads JSON's strings
        var file = IsFile(text) ? quoted : "a.csv";
        var run = Quick(Generation.Spec(
            $"""
            model: Net
            namespace: Demo
            modalities: {"{"} A: {"{"} vector: 1 {"}"} {"}"}
            heads: {"{"} H: {"{"} classify: A, enum: Kind, classes: [A, B] {"}"} {"}"}
            data:
              key: {quoted}
              reader: {quoted}
              sources:
                A: {"{"} file: {file}, column: {quoted} {"}"}
                H: {"{"} file: {file}, columns: [{quoted}] {"}"}
              split: {"{"} group: {quoted} {"}"}
            """));
        AssertRoundTrip(run["Demo.Net.Data.g.cs"], text, times: IsFile(text) ? 7 : 5);
    }

    // A control character in the name of a file is an error of its own (FUS6011).
    private static bool IsFile(string text) => !text.Any(char.IsControl);

    [Fact]
    public void The_most_hostile_texts_compile_together()
    {
        var nodes = Hostile.Where(text => text != "c..d").Select((text, i) =>
        {
            var literal = SymbolDisplay.FormatLiteral(text, quote: true);
            var file = IsFile(text) ? literal : "\"a.csv\"";
            return $"[Vector(1), Source({file}, {literal})] public partial class A{i}; [Regression<A{i}>, Source({file}, {literal})] public partial class H{i};";
        });
        var run = Generation.Run(Generation.Net(string.Join("\n", nodes), ", Data(Key = \"*/ \\\"\")"));
        DiagnosticAssert.None(run);
    }

    [Theory]
    [InlineData("Net;")]
    [InlineData("Net { int x; }")]
    [InlineData("Net : System.Exception")]
    [InlineData("N\u0301et")]
    [InlineData("N😀")]
    [InlineData("N\u200Bet")]
    [InlineData("N.et")]
    [InlineData("@Net")]
    [InlineData("1Net")]
    [InlineData("_Net")]
    [InlineData("Net<T>")]
    [InlineData("\\u004eet")]
    public void Odd_names_are_rejected_wherever_a_name_stands(string name)
    {
        var quoted = System.Text.Json.JsonSerializer.Serialize(name);
        string[] specs =
        [
            $"model: {quoted}\nmodalities: {{ A: {{ vector: 1 }} }}\nheads: {{ H: {{ regress: A }} }}",
            $"model: Net\nmodalities: {{ {quoted}: {{ vector: 1 }} }}\nheads: {{ H: {{ regress: {quoted} }} }}",
            $"model: Net\nmodalities: {{ A: {{ vector: 1 }} }}\nheads: {{ H: {{ classify: A, enum: {quoted}, classes: [X, Y] }} }}",
        ];
        Assert.All(specs, spec =>
        {
            var run = Generation.Quick(Generation.Spec(spec));
            Assert.Equal("FUS1001", Assert.Single(run.Diagnostics).Id);
            Assert.Empty(run.Sources);
        });
    }

    private static GeneratorRun Quick(GeneratorInput input)
    {
        var run = Generation.Quick(input);
        DiagnosticAssert.None(run);
        return run;
    }

    private static void AssertRoundTrip(string code, string text, int times)
    {
        var tree = CSharpSyntaxTree.ParseText(code);
        Assert.Empty(tree.GetDiagnostics());
        Assert.All(code, letter => Assert.True(letter is '\n' or (>= ' ' and <= '~'), $"U+{(int)letter:X4} stands in the code"));
        var literals = tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.Value).OfType<string>();
        Assert.Equal(times, literals.Count(literal => literal == text));
    }
}
