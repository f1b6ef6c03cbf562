using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing.Tests;

public sealed class MarkedTextTests
{
    [Fact]
    public void A_mark_gives_its_span_in_the_text_without_marks()
    {
        var marked = MarkedText.Parse("Conv1d(4, [|kernl|]: 3)");
        Assert.Equal("Conv1d(4, kernl: 3)", marked.Text);
        Assert.Equal(new Mark(new TextSpan(10, 5), null), Assert.Single(marked.Marks));
    }

    [Fact]
    public void Several_marks_may_bear_ids_be_empty_and_span_lines()
    {
        var marked = MarkedText.Parse("a[|FUS1234:b\nc|]d[||]e[|FUS2001:|]");
        Assert.Equal("ab\ncde", marked.Text);
        Assert.Equal(
            [new Mark(new TextSpan(1, 3), "FUS1234"), new Mark(new TextSpan(5, 0), null), new Mark(new TextSpan(6, 0), "FUS2001")],
            marked.Marks.AsEnumerable());
    }

    [Fact]
    public void What_looks_like_a_key_is_no_id() =>
        Assert.Equal("kernel: 3", MarkedText.Parse("[|kernel: 3|]").Text);

    [Theory]
    [InlineData("a [|b")]
    [InlineData("a [|b [|c|]|]")]
    public void A_mark_left_open_is_refused(string text) => Failure.Says("not closed", () => MarkedText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("no marks")]
    [InlineData("[|FUS1234:x|]y[|z|][||]")]
    public void Writing_is_the_inverse_of_reading(string text) => Assert.Equal(text, MarkedText.Parse(text).ToString());
}
