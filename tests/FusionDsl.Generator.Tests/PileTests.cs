using FusionDsl.Generator.Emit;

namespace FusionDsl.Generator.Tests;

/// <summary>What is written comes off as it was, however long it is and whatever lies below it.</summary>
public class PileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40 * 1024 - 1)]
    [InlineData(40 * 1024)]
    [InlineData(40 * 1024 + 1)]
    [InlineData(1_500_000)]
    public void A_file_is_the_text_that_was_written(int length)
    {
        var random = new Random(length);
        var text = string.Create(length, random, static (letters, random) =>
        {
            for (var i = 0; i < letters.Length; i++) letters[i] = "abc{} \n→"[random.Next(8)];
        });
        var pile = Pile.OfThread;
        foreach (var below in new[] { "", "an open template" })
        {
            var bottom = pile.Length;
            pile.Append(below);
            var start = pile.Length;
            pile.Append(text);
            Assert.Equal(text, pile.TakeFile(start).ToString());
            Assert.Equal(below, pile.Take(bottom));
            pile = Pile.OfThread;
        }
    }

    [Fact]
    public void Lines_are_indented_but_empty_ones()
    {
        var pile = Pile.OfThread;
        var start = pile.Length;
        pile.AppendLines("a\n\n  b\n", "    ");
        pile.AppendLines("c", "");
        Assert.Equal("    a\n\n      b\nc\n", pile.Take(start));
    }

    [Fact]
    public void A_template_indents_its_holes_and_drops_lines_of_empty_ones()
    {
        var (two, none) = ("x\n\ny", "");
        Assert.Equal("{\n    x\n\n    y;\n    z x\n\n    y\n}", Code.Text(
            $$"""
            {
                {{two}};
                {{none}}
                {{none}}{{none}}
                z {{Code.Text($"{two}{none}")}}
            }
            """));
    }
}
