using FusionDsl.Cli.Readers;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Data;

namespace FusionDsl.Cli.Tests.Readers;

public sealed class ReaderHostTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reader_of_the_example_comes_with_the_tool()
    {
        IRecordReader reader = ReaderHost.Load("FusionDsl.Avr", [], null);
        Assert.Contains(".elf", reader.Extensions);
        Assert.DoesNotContain(typeof(Tool).Assembly.GetReferencedAssemblies(), name => name.Name == "FusionDsl.Avr");
    }

    [Fact]
    public void The_named_directory_comes_before_that_of_the_spec()
    {
        Plugins.Compile(_folder.In("a", "R.dll"), Plugins.WorkingReader.Replace(".toy", ".fromA"));
        Plugins.Compile(_folder.In("b", "R.dll"), Plugins.WorkingReader.Replace(".toy", ".fromB"));
        Assert.Equal([".fromA"], ReaderHost.Load("R", [_folder.In("a")], null).Extensions);
        Assert.Equal([".fromB"], ReaderHost.Load("R", [_folder.In("a")], _folder.In("b")).Extensions);
    }

    [Fact]
    public void A_name_that_is_nowhere_hints_at_one_that_is()
    {
        var error = Assert.Throws<FusionException>(() => ReaderHost.Load("FusionDsl.Avt", [_folder.Path], null));
        Assert.Contains("Did you mean 'FusionDsl.Avr'?", error.Message);
        Assert.Contains(_folder.Path, error.Message);
    }

    [Theory]
    [InlineData("public class Nothing;", "has no public class that implements FusionDsl.Data.IRecordReader")]
    [InlineData("class Hidden;", "has no public class")]
    public void An_assembly_without_a_reader_is_an_error(string code, string expected)
    {
        Plugins.Compile(_folder.In("R.dll"), code);
        Assert.Contains(expected, Assert.Throws<FusionException>(() => ReaderHost.Load("R", [_folder.Path], null)).Message);
    }

    [Fact]
    public void Two_readers_or_one_without_a_constructor_are_errors()
    {
        var type = Plugins.WorkingReader[Plugins.WorkingReader.IndexOf("public sealed", StringComparison.Ordinal)..];
        Plugins.Compile(_folder.In("Two.dll"), Plugins.WorkingReader + type.Replace("class Reader", "class Other"));
        Assert.Contains("(Reader, Other)", Assert.Throws<FusionException>(() => ReaderHost.Load("Two", [_folder.Path], null)).Message);
        const string Body = "IRecordReader\n{";
        Plugins.Compile(_folder.In("Ctor.dll"), Plugins.WorkingReader.Replace(Body, Body + " public Reader(int x) { }"));
        Assert.Contains("no public constructor",
            Assert.Throws<FusionException>(() => ReaderHost.Load("Ctor", [_folder.Path], null)).Message);
    }

    [Fact]
    public void A_file_that_is_no_assembly_a_path_and_an_absent_directory_are_errors()
    {
        _folder.Write("R.dll", "no assembly");
        Assert.Contains("is not a .NET assembly", Assert.Throws<FusionException>(() => ReaderHost.Load("R", [_folder.Path], null)).Message);
        Assert.Contains("without path", Assert.Throws<FusionException>(() => ReaderHost.Load("../R", [_folder.Path], null)).Message);
        Assert.Contains("there is no such directory",
            Assert.Throws<FusionException>(() => ReaderHost.Load("R", [], _folder.In("none"))).Message);
    }
}
