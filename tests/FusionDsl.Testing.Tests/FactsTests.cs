namespace FusionDsl.Testing.Tests;

public sealed class FactsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fusion-facts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_tool_that_is_missing_is_named_in_the_reason()
    {
        Assert.Equal("not on the PATH: no-such-tool-a, no-such-tool-b",
            new ToolFactAttribute("dotnet", "no-such-tool-a", "no-such-tool-b").Skip);
        Assert.Equal("not on the PATH: no-such-tool-a", new ToolTheoryAttribute("no-such-tool-a").Skip);
    }

    [Fact]
    public void A_tool_that_is_there_does_not_skip() => Assert.Null(new ToolFactAttribute("dotnet").Skip);

    [Fact]
    public void A_file_that_cannot_be_executed_is_no_tool()
    {
        var file = Path.Combine(_folder.FullName, "tool");
        File.WriteAllText(file, "");
        if (OperatingSystem.IsWindows())
            return;
        Assert.Null(Tool.Find("tool", _folder.FullName));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(file, Tool.Find("tool", $"/absent{Path.PathSeparator}{_folder.FullName}"));
    }

    [Fact]
    public void Data_are_found_through_the_variable_or_above_the_tests()
    {
        var data = _folder.CreateSubdirectory("shared/data/titanic").FullName;
        var deep = _folder.CreateSubdirectory("repo/tests/bin").FullName;
        Assert.Equal(data, SharedData.Find("titanic", null, deep));
        Assert.Equal(data, SharedData.Find("titanic", Path.Combine(_folder.FullName, "shared", "data"), "/"));
        Assert.Null(SharedData.Find("titanic", deep, deep));
        Assert.Null(SharedData.Find("absent", null, deep));
    }

    [Fact]
    public void Data_that_are_absent_are_named_in_the_reason()
    {
        Assert.Contains("no-such-data", new DataFactAttribute("no-such-data").Skip, StringComparison.Ordinal);
        Failure.Says("no-such-data", () => SharedData.Folder("no-such-data"));
    }
}
