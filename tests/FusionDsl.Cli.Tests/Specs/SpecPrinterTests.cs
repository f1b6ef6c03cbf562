using FusionDsl.Cli.Specs;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Specs;

public sealed class SpecPrinterTests
{
    [Theory]
    [InlineData("a: 1\nb: [x, y: 2]   # why\n", "{ a: 1, b: [x, y: 2] }")]
    [InlineData("a:\n  - dense: 8\n  - relu\n  - conv1d: { channels: 4, kernel: 3 }\n", "{ a: [dense: 8, relu, conv1d: { channels: 4, kernel: 3 }] }")]
    [InlineData("a:\n  - { x: 1, y: 2 }\n", "{ a: [{ x: 1, y: 2 }] }")]
    [InlineData("a: 'it''s'\nb: \"x\"\nc:\nd: {}\n", "{ a: 'it''s', b: \"x\", c:, d: {} }")]
    [InlineData("file: a, b.csv\n", "{ file: 'a, b.csv' }")]
    [InlineData("a: |\n  one\n  two\n", "{ a: \"one\\ntwo\\n\" }")]
    public void A_piece_is_written_in_one_line(string text, string expected) =>
        Assert.Equal(expected, SpecPrinter.InFlow(SpecTree.Parse(text)!, text));

    [Fact]
    public void A_whole_spec_in_one_line_says_the_same()
    {
        foreach (var text in new[] { Toy.Spec, Views.Spec })
        {
            var line = SpecPrinter.InFlow(SpecTree.Parse(text)!, text) + "\n";
            Assert.Equal(line, SpecPrinter.InFlow(SpecTree.Parse(line)!, line) + "\n");
            Assert.True(SpecComparison.DiffersOnlyAt(SpecPath.Parse("model"), SpecTree.Parse(text), SpecTree.Parse(line)));
        }
    }
}
