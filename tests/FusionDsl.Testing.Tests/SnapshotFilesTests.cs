namespace FusionDsl.Testing.Tests;

public sealed class SnapshotFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fusion-claims-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("SnapshotFilesTests.A_file_that_a_test_claims_passes.verified.txt")]
    [InlineData("SnapshotFilesTests.A_file_that_a_test_claims_passes#Model.g.verified.cs")]
    [InlineData("SnapshotFilesTests.A_file_that_a_test_claims_passes_name=x_y.verified.txt")]
    public void A_file_that_a_test_claims_passes(string name)
    {
        Put("SnapshotFilesTests.cs", "Snapshots/" + name);
        Check();
    }

    [Theory]
    [InlineData("SnapshotFilesTests.Renamed.verified.txt")]
    [InlineData("SnapshotFilesTests.Check.verified.txt")]
    [InlineData("SnapshotFilesTests.A_file.verified.txt")]
    [InlineData("Gone.A_file_that_a_test_claims_passes#Model.g.verified.cs")]
    public void A_file_that_no_test_claims_fails(string name)
    {
        Put("SnapshotFilesTests.cs", "Gone.cs", "Snapshots/" + name);
        Failure.Says(name, Check);
    }

    [Fact]
    public void A_file_left_behind_when_its_test_moved_fails()
    {
        Put("Moved/SnapshotFilesTests.cs", "Snapshots/SnapshotFilesTests.A_file_that_a_test_claims_passes.verified.txt");
        Failure.Says("No test claims", Check);
    }

    [Fact]
    public void A_part_of_a_partial_class_counts_as_its_file()
    {
        Put("SnapshotFilesTests.Part.cs", "Snapshots/SnapshotFilesTests.A_file_that_a_test_claims_passes.verified.txt");
        Check();
    }

    [Fact]
    public void Copies_in_build_output_are_ignored_and_a_folder_without_snapshots_fails()
    {
        Put("bin/Snapshots/SnapshotFilesTests.Renamed.verified.txt");
        Failure.Says("checks nothing", Check);
        Failure.Says("no folder", () => SnapshotFiles.AssertAllClaimed(GetType().Assembly, Path.Combine(_folder.FullName, "absent")));
    }

    private void Check() => SnapshotFiles.AssertAllClaimed(GetType().Assembly, _folder.FullName);

    private void Put(params string[] names)
    {
        foreach (var path in names.Select(name => Path.Combine(_folder.FullName, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }
}
