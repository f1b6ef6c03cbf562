using System.Reflection;
using FusionDsl.Architecture;

namespace FusionDsl.Generator.Tests;

/// <summary>Words of other frameworks lead to words that exist here.</summary>
public class AdviceTests
{
    private static readonly HashSet<string> Known =
    [
        .. Catalogue.All.Select(keyword => keyword.Key), .. Catalogue.All.SelectMany(keyword => keyword.Parameters).Select(parameter => parameter.Name),
        "model", "modalities", "encoders", "fusions", "heads", "decisions", "train", "data", "from", "classes",
    ];

    private static List<(string Here, string Elsewhere)> Synonyms { get; } =
        [.. ((string, string)[])typeof(Advice).GetField("Synonyms", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!];

    [Fact]
    public void Every_synonym_leads_to_a_word_of_the_language() => Assert.All(Synonyms, synonym => Assert.Contains(synonym.Here, Known));

    [Fact]
    public void Every_synonym_is_found_where_its_word_is_expected() => Assert.All(
        Synonyms.SelectMany(synonym => synonym.Elsewhere.Split(' '), (synonym, word) => (synonym.Here, Word: word)),
        pair => Assert.Equal(pair.Here, Advice.Nearest(pair.Word, [pair.Here])));

    [Fact]
    public void Every_remark_stands_beside_a_word_of_the_language()
    {
        var remarks = ((string Beside, string Elsewhere, string Text)[])typeof(Advice).GetField("Remarks", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        Assert.All(remarks, remark =>
        {
            Assert.Contains(remark.Beside, Known);
            Assert.EndsWith(".", remark.Text);
            Assert.All(remark.Elsewhere.Split(' '), word => Assert.Equal($". {remark.Text}", Advice.For(word, [remark.Beside])));
        });
    }

    [Theory]
    [InlineData("kernel_size", "kernel")]
    [InlineData("Kernel-Size", "kernel")]
    [InlineData("kernl", "kernel")]
    [InlineData("learning_rate", "learningRate")]
    [InlineData("LEARNINGRATE", "learningRate")]
    [InlineData("", null)]
    [InlineData("kern el", "kernel")]
    [InlineData("size filter", null)]
    [InlineData("xyzzy", null)]
    public void Spelling_is_taken_lightly_and_nonsense_is_not(string found, string? expected) => Assert.Equal(expected, Advice.Nearest(found, ["kernel", "learningRate"]));
}
