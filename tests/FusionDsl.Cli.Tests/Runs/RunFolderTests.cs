using FusionDsl.Cli.Runs;
using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_holds_something_is_an_error_and_stays_as_it_is()
    {
        _folder.Write("run/history.csv", "old");
        var error = Assert.Throws<FusionException>(() => RunFolder.Create("Net", _folder.In("run"), force: false));
        Assert.Contains("is not empty", error.Message);
        Assert.Contains("--force", error.Message);
        Assert.Equal("old", File.ReadAllText(_folder.In("run", "history.csv")));
    }

    [Fact]
    public void With_force_a_former_run_goes_when_the_new_one_is_written_and_other_files_stay()
    {
        foreach (var name in new[] { "history.csv", "metrics.json", "model.safetensors", "confusion-Old.png",
            "learning-curves.png", "spec.run.fusion.yaml", "notes.txt", "my.png" })
            _folder.Write($"run/{name}", "old");
        var run = RunFolder.Create("Net", _folder.In("run"), force: true);
        Assert.Equal("old", File.ReadAllText(_folder.In("run.former", "model.safetensors")));
        Assert.Equal(["my.png", "notes.txt"], Directory.EnumerateFiles(_folder.In("run")).Select(Path.GetFileName).Order());
        run.Finish();
        Assert.Equal([_folder.In("run")], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("spec.run.fusion.yaml")]
    [InlineData("history.csv")]
    public void With_force_an_input_is_never_overwritten(string name)
    {
        var input = _folder.Write($"run/{name}", "mine");
        _folder.Write("run/metrics.json", "old");
        File.CreateSymbolicLink(_folder.In("link"), _folder.In("run"));
        foreach (var path in new[] { _folder.In("run"), _folder.In("other", "..", "run"), _folder.In("link") })
        {
            var error = Assert.Throws<FusionException>(() => RunFolder.Create("Net", path, force: true, _folder.In("else.csv"), input));
            Assert.Equal($"{input} lies in {path}, and --force would overwrite it with the run there. Choose another --out, or copy it elsewhere.", error.Message);
        }
        Assert.Equal(("mine", "old"), (File.ReadAllText(input), File.ReadAllText(_folder.In("run", "metrics.json"))));
        // Beside the run it is safe.
        RunFolder.Create("Net", _folder.In("run"), force: true, _folder.Write("run/toy.fusion.yaml", "mine"), _folder.In("elsewhere", name)).Finish();
        Assert.Equal(["toy.fusion.yaml"], Directory.EnumerateFiles(_folder.In("run")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_former_run_comes_back_when_the_new_one_fails()
    {
        _folder.Write("run/spec.run.fusion.yaml", "old");
        _folder.Write("run/model.safetensors", "old");
        _folder.Write("run.former/model.safetensors", "what a killed run left");
        var run = RunFolder.Create("Net", _folder.In("run"), force: true);
        File.WriteAllText(run.Spec, "new");
        File.WriteAllText(run.History, "new");
        run.Abandon();
        Assert.Equal(["model.safetensors", "spec.run.fusion.yaml"],
            Directory.EnumerateFiles(_folder.In("run")).Select(Path.GetFileName).Order());
        Assert.Equal(("old", "old"), (File.ReadAllText(run.Spec), File.ReadAllText(run.Weights)));
        Assert.Equal("what a killed run left", File.ReadAllText(_folder.In("run.former", "model.safetensors")));
        Assert.False(Directory.Exists(_folder.In("run.former-2")));
    }

    [Fact]
    public void A_folder_that_was_there_before_stays_though_the_run_failed()
    {
        Directory.CreateDirectory(_folder.In("run"));
        var run = RunFolder.Create("Net", _folder.In("run"), force: false);
        File.WriteAllText(run.Spec, "model: A");
        run.Abandon();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.In("run")));
    }

    [Fact]
    public void A_new_or_empty_folder_is_taken()
    {
        Directory.CreateDirectory(_folder.In("empty"));
        Assert.Equal(_folder.In("empty"), RunFolder.Create("Net", _folder.In("empty"), force: false).Path);
        RunFolder.Create("Net", _folder.In("deep", "new"), force: false);
        Assert.True(Directory.Exists(_folder.In("deep", "new")));
    }

    [Fact]
    public void A_file_in_its_place_is_an_error()
    {
        var file = _folder.Write("file", "");
        Assert.Contains("is a file", Assert.Throws<FusionException>(() => RunFolder.Create("Net", file, force: true)).Message);
        Assert.Contains("is a file", Assert.Throws<FusionException>(() => RunFolder.Open(file)).Message);
    }

    [Fact]
    public void A_folder_without_weights_is_not_a_run()
    {
        _folder.Write("spec.run.fusion.yaml", "");
        Assert.Contains("it has no model.safetensors", Assert.Throws<FusionException>(() => RunFolder.Open(_folder.Path)).Message);
        Assert.Contains("There is no run", Assert.Throws<FusionException>(() => RunFolder.Open(_folder.In("none"))).Message);
    }

    [Fact]
    public void A_run_that_never_began_leaves_nothing_behind()
    {
        var run = RunFolder.Create("Net", _folder.In("run"), force: false);
        File.WriteAllText(run.Spec, "model: A");
        File.WriteAllText(run.History, "epoch");
        run.Abandon();
        Assert.True(File.Exists(run.Spec));
        File.Delete(run.History);
        run.Abandon();
        Assert.False(Directory.Exists(run.Path));
    }
}
