using FusionDsl.Cli.Runs;

namespace FusionDsl.Cli.Tests.Runs;

public sealed class ResolvedSpecTests
{
    [Fact]
    public void Data_files_are_found_from_the_new_place_and_the_rest_stays()
    {
        const string Text = "# head\nheads: { file: x }\ndata: # here\n"
            + "  sources:\n    A: { file: a.csv, column: c } # one\n"
            + "    B:\n      file: 'sub/b, c.csv'\n      column: d\n";
        const string Expected = "# head\nheads: { file: x }\ndata: # here\n"
            + "  sources:\n    A: { file: ../../specs/a.csv, column: c } # one\n"
            + "    B:\n      file: '../../specs/sub/b, c.csv'\n      column: d\n";
        Assert.Equal(Expected, ResolvedSpec.Moved(Text, from: "/data/specs", to: "/data/runs/net-1"));
    }

    [Fact]
    public void An_absolute_file_and_a_spec_without_data_stay()
    {
        Assert.Equal("data: { sources: { A: { file: /d/a.csv } } }\n",
            ResolvedSpec.Moved("data: { sources: { A: { file: /d/a.csv } } }\n", "/x", "/y"));
        Assert.Equal("model: A\n", ResolvedSpec.Moved("model: A\n", "/x", "/y"));
    }
}
