using FusionDsl.Testing;

namespace FusionDsl.Package.Tests;

public class TestSummaryTests
{
    [ToolFact("bash", "awk")]
    public async Task The_line_that_sums_up_all_tests_is_right_for_every_kind_of_output() =>
        Assert.Equal("", (await Command.Run(Setting.Root, "bash", ".ci/check")).MustSucceed().Output);
}
