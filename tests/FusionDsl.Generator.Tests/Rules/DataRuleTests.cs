using FusionDsl.Testing;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS6xxx: sources and splits.</summary>
public class DataRuleTests : RuleTests
{
    private const string Sources = "sources: { A: { file: a.csv, columns: a1..a3 }, H: { file: a.csv, column: h } }";
    private const string SourcedA = "[Vector(3), Source(\"a.csv\", \"a1..a3\")] public partial class A;";
    private const string SourcedHead = "[Regression<A>, Source(\"a.csv\", \"h\")] public partial class H;";

    [Fact, Covers("FUS6001")]
    public void A_node_without_a_source_beside_one_with()
    {
        InClass(SourcedA + "[Regression<A>] public partial class [|H|];", "FUS6001", "'H' has no source, but other nodes have");
        InSpec("model: Net\nmodalities: { [|A|]: { vector: 3 } }\nheads: { H: { regress: A } }\ndata: { sources: { H: { file: a.csv, column: h } } }", "FUS6001", "'A' has no source");
    }

    [Fact, Covers("FUS6002")]
    public void A_source_of_an_encoder()
    {
        InClass(SourcedA + "[Encoder<A>, Dense(2), [|Source|](\"a.csv\", \"h\")] public partial class E; [Regression<E>, Source(\"a.csv\", \"h\")] public partial class H;", "FUS6002", "'E' is no modality and no head");
        InSpec("model: Net\nmodalities: { A: { vector: 3 } }\nencoders: { E: { from: A, layers: [dense: 2] } }\nheads: { H: { regress: E } }\ndata: { sources: { [|E|]: { file: a.csv, column: h } } }", "FUS6002", "'E' is no modality and no head");
    }

    [Theory, Covers("FUS6003")]
    [InlineData("0.5", "0.5")]
    [InlineData("0.9", "0.2")]
    public void A_split_that_leaves_nothing(string validation, string test)
    {
        OnClass($", [|Split|](Validation = {validation}, Test = {test})", SourcedA + SourcedHead, "FUS6003", $"Validation {validation} and test {test} leave nothing for training; expected a sum below 1");
        InSmallSpec($"data: {{ {Sources}, [|split|]: {{ validation: {validation}, test: {test} }} }}", "FUS6003", $"Validation {validation} and test {test}");
    }

    [Fact, Covers("FUS6004")]
    public void Stratification_by_something_without_classes()
    {
        OnClass(", Split(Stratify = [|\"H\"|])", SourcedA + SourcedHead, "FUS6004", "'H' is no classifier of this model. There is none");
        InSpec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ Head: {{ classify: A, enum: K, classes: [X, Y] }} }}\ndata: {{ sources: {{ A: {{ file: a.csv, columns: a1..a3 }}, Head: {{ file: a.csv, column: h }} }}, split: {{ stratify: [|Haed|] }} }}", "FUS6004",
            "'Haed' is no classifier of this model, did you mean 'Head'? Expected one of: Head");
    }

    [Theory, Covers("FUS6005")]
    [InlineData("group", "g", "Group", "\"g\"")]
    [InlineData("stratify", "H", "Stratify", "\"H\"")]
    [InlineData("validation", "0.1", "Validation", "0.1")]
    [InlineData("test", "0.1", "Test", "0.1")]
    [InlineData("seed", "3", "Seed", "3")]
    public void A_fixed_split_with_a_random_setting(string key, string value, string name, string literal)
    {
        OnClass($", Split(Column = \"part\", {name} = [|{literal}|])", SourcedA + SourcedHead, "FUS6005", $"'{key}' has no meaning beside 'column'");
        InSmallSpec($"data: {{ {Sources}, split: {{ column: part, {key}: [|{value}|] }} }}", "FUS6005", $"'{key}' has no meaning beside 'column'");
    }

    [Theory, Covers("FUS6006")]
    [InlineData("a3..a1")]
    [InlineData("a1..b3")]
    [InlineData("a1..a011")]
    [InlineData("a1..a99999999999999999999")]
    [InlineData("a1..a2..a3")]
    public void A_range_that_cannot_be_counted(string range)
    {
        InClass($"[Vector(3), Source(\"a.csv\", [|\"{range}\"|])] public partial class A;" + SourcedHead, "FUS6006", $"'{range}' is no range of columns", "such as c000..c111");
        InSmallSpec($"data: {{ sources: {{ A: {{ file: a.csv, columns: [|{range}|] }}, H: {{ file: a.csv, column: h }} }} }}", "FUS6006", $"'{range}' is no range of columns");
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("..")]
    [InlineData("a1..")]
    public void A_name_with_dots_is_no_range(string name) => DiagnosticAssert.None(Generation.Check(Generation.Source(
        $$"""
        using FusionDsl;
        [FusionModel] public partial class Net { [Vector(1), Source("a.csv", "{{name}}")] public partial class A; [Regression<A>, Source("a.csv", "h")] public partial class H; }
        """)));

    [Fact, Covers("FUS6012")]
    public void Pictures_of_two_channels()
    {
        InClass("[Image(4, 4, channels: [|2|]), Source(\"a.csv\", \"picture\")] public partial class A; [Encoder<A>, Flatten] public partial class E; [Regression<E>, Source(\"a.csv\", \"h\")] public partial class H;",
            "FUS6012", "'A' is read from pictures", "found 2 channels");
        // Numbers may have any channels.
        DiagnosticAssert.None(Generation.Check(Generation.Net(
            "[Image(2, 2, channels: 2), Source(\"a.csv\", \"c1..c8\")] public partial class A; [Encoder<A>, Flatten] public partial class E; [Regression<E>, Source(\"a.csv\", \"h\")] public partial class H;")));
    }

    [Fact, Covers("FUS6007")]
    public void Several_files_without_a_key()
    {
        OnClass("", SourcedA + "[Regression<A>, Source([|\"b.csv\"|], \"h\")] public partial class H;", "FUS6007", "(a.csv, b.csv)", "key: id");
        InSmallSpec("data: { sources: { A: { file: a.csv, columns: a1..a3 }, H: { file: [|b.csv|], column: h } } }", "FUS6007", "The sources lie in several files (a.csv, b.csv), and rows are never paired by their number");
    }

    [Fact, Covers("FUS6008")]
    public void A_number_of_columns_that_does_not_match()
    {
        InClass("[Vector(3), Source(\"a.csv\", [|\"a1..a4\"|])] public partial class A;" + SourcedHead, "FUS6008", "'A' has [feature 3] per sample but the source names 4 columns; expected 1 (of lists) or 3");
        InSmallSpec("data: { sources: { A: { file: a.csv, columns: a1..a3 }, H: { file: a.csv, columns: [|[h, i]|] } } }", "FUS6008", "'H'", "names 2 columns; expected 1");
        InSpec("model: Net\nmodalities: { A: { series: 9, channels: 2 } }\nencoders: { E: { from: A, layers: [flatten] } }\nheads: { H: { regress: E } }\ndata: { sources: { A: { file: a.csv, columns: [|a1..a3|] }, H: { file: a.csv, column: h } } }", "FUS6008",
            "[channel 2, time 9] per sample but the source names 3 columns; expected 1 (of lists) or 2 (a list per channel) or 18");
    }

    [Fact, Covers("FUS6008")]
    public void A_classifier_has_one_column() => InSpec(
        "model: Net\nmodalities: { A: { vector: 1 } }\nheads: { H: { classify: A, enum: K, classes: [X, Y] } }\ndata: { sources: { A: { file: a.csv, column: a }, H: { file: a.csv, columns: [|[h, i]|] } } }", "FUS6008",
        "the source names 2 columns; expected 1");

    [Theory, Covers("FUS6010")]
    [InlineData("2")]
    [InlineData("2 gigabytes")]
    [InlineData("GB")]
    [InlineData("-1 GB")]
    [InlineData("0 GB")]
    [InlineData("0.5 MB")]
    [InlineData("1,5 GB")]
    [InlineData("1e3 MB")]
    [InlineData("9999999 TB")]
    public void A_memory_budget_that_is_no_amount_of_memory(string text)
    {
        OnClass($", Data(Memory = [|\"{text}\"|])", SourcedA + SourcedHead, "FUS6010", $"'{text}' is no amount of memory", "such as 512 MB or 2 GB");
        InSmallSpec($"data: {{ {Sources}, memory: [|\"{text}\"|] }}", "FUS6010", $"'{text}' is no amount of memory");
    }

    [Theory]
    [InlineData("512 MB", "536_870_912")]
    [InlineData("2GB", "2_147_483_648")]
    [InlineData("1.5 gb", "1_610_612_736")]
    [InlineData("1 TB", "1_099_511_627_776")]
    public void A_memory_budget_is_bytes(string text, string bytes) => Assert.Contains(
        $"Memory: {bytes});",
        Generation.Quick(Generation.Spec($"model: Net\nmodalities: {{ A: {{ vector: 3 }} }}\nheads: {{ H: {{ regress: A }} }}\ndata: {{ {Sources}, memory: {text} }}"))["Sample.Net.Data.g.cs"]);

    [Fact, Covers("FUS6011")]
    public void A_backslash_that_became_something_else()
    {
        const string message = "The file name 'data\uFFFDrain.csv' holds a control character";
        InClass("[Vector(3), Source([|\"data\\train.csv\"|], \"a1..a3\")] public partial class A;" + "[Regression<A>, Source(\"data/train.csv\", \"h\")] public partial class H;", "FUS6011", message, "Write '/'");
        InSmallSpec("data: { key: id, sources: { A: { file: [|\"data\\train.csv\"|], columns: a1..a3 }, H: { file: a.csv, column: h } } }", "FUS6011", message);
    }

    [Fact, Covers("FUS6009")]
    public void Data_settings_without_a_source()
    {
        OnClass(", [|Data|](Key = \"id\")", A + Head, "FUS6009", "Data has no effect, since no node has a source");
        OnClass(", [|Split|](Seed = 3)", A + Head, "FUS6009", "Split has no effect");
        InSmallSpec("[|data|]: { key: id }", "FUS6009", "Data has no effect");
        InSmallSpec("data: { [|split|]: { seed: 3 } }", "FUS6009", "Split has no effect");
    }

    [Theory, Covers("FUS2005")]
    [InlineData("0.8", "found '0.8'")]
    [InlineData("[0.8, 0.2]", "found a list")]
    public void A_split_that_does_not_say_of_what(string split, string message) =>
        InSmallSpec($"data: {{ {Sources}, split: [|{split}|] }}", "FUS2005", "'split' takes a map of fractions, such as { validation: 0.15, test: 0.15 }; " + message);
}
