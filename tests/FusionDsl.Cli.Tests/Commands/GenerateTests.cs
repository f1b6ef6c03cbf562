using FusionDsl.Cli.Tests.Support;

namespace FusionDsl.Cli.Tests.Commands;

public sealed class GenerateTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_writes_what_a_build_would_generate_and_leaves_equal_files_alone()
    {
        var spec = Toy.Write(_folder);
        var run = ToolRun.Of("generate", spec, "--out", _folder.In("code"));
        Assert.True(run.Exit == 0, run.ToString());
        var files = Directory.EnumerateFiles(_folder.In("code"), "*.cs", SearchOption.AllDirectories).ToList();
        Assert.Equal($"{files.Count} files in {_folder.In("code")}\n", run.Out);
        Assert.Contains(files, file => File.ReadAllText(file).Contains("partial class ToyNet", StringComparison.Ordinal));

        var past = new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in files) File.SetLastWriteTimeUtc(file, past);
        File.AppendAllText(files[0], "// edited");
        ToolRun.Of("generate", spec, "--out", _folder.In("code"));
        Assert.DoesNotContain("// edited", File.ReadAllText(files[0]));
        Assert.All(files.Skip(1), file => Assert.Equal(past, File.GetLastWriteTimeUtc(file)));
    }

    [Fact]
    public void A_file_that_somebody_wrote_is_not_overwritten()
    {
        var spec = Toy.Write(_folder);
        ToolRun.Of("generate", spec, "--out", _folder.In("code"));
        var file = Directory.EnumerateFiles(_folder.In("code")).First();
        File.WriteAllText(file, "class Mine;");
        var run = ToolRun.Of("generate", spec, "--out", _folder.In("code"));
        Assert.Equal(1, run.Exit);
        Assert.Contains($"{file} exists and was not generated", run.Error);
        Assert.Equal("class Mine;", File.ReadAllText(file));
    }

    [Fact]
    public void Files_of_nodes_that_are_gone_go_and_those_of_other_models_stay()
    {
        ToolRun.Of("generate", Toy.Write(_folder, Toy.Spec.Replace("Toys", "Others")), "--out", _folder.In("code"));
        var others = Directory.GetFiles(_folder.In("code"));
        ToolRun.Of("generate", Toy.Write(_folder), "--out", _folder.In("code"));
        var gone = Path.Combine(_folder.In("code"), "Toys.ToyNet.Gone.g.cs");
        File.Copy(Directory.GetFiles(_folder.In("code")).First(file => !others.Contains(file)), gone);
        var mine = _folder.Write("code/Mine.g.cs", "namespace Toys;\n");
        ToolRun.Of("generate", Toy.Write(_folder), "--out", _folder.In("code"));
        Assert.False(File.Exists(gone));
        Assert.True(File.Exists(mine));
        Assert.All(others, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public void A_spec_without_a_namespace_gets_the_one_that_is_asked_for()
    {
        var spec = Toy.Write(_folder, Toy.Spec.Replace("namespace: Toys\n", ""));
        ToolRun.Of("generate", spec, "--out", _folder.In("a"));
        ToolRun.Of("generate", spec, "--out", _folder.In("b"), "--namespace", "Mine.Own");
        Assert.All(Directory.EnumerateFiles(_folder.In("a")), file => Assert.Contains("namespace FusionModels;", File.ReadAllText(file)));
        Assert.All(Directory.EnumerateFiles(_folder.In("b")), file => Assert.Contains("namespace Mine.Own;", File.ReadAllText(file)));
    }

    [Fact]
    public void A_spec_with_errors_writes_nothing()
    {
        var run = ToolRun.Of("generate", Toy.Write(_folder, Toy.Spec.Replace("kernel: 3", "kernel: 30")), "--out", _folder.In("code"));
        Assert.Equal(1, run.Exit);
        Assert.Contains("toy.fusion.yaml(14,", run.Error);
        Assert.False(Directory.Exists(_folder.In("code")));
    }
}
