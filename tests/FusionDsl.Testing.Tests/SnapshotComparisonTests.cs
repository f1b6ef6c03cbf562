using System.Text;

namespace FusionDsl.Testing.Tests;

public sealed class SnapshotComparisonTests : IDisposable
{
    private static readonly SnapshotTarget Code = new("Model.g", "cs", "//HintName: Model.g.cs\nclass A;\n");
    private static readonly SnapshotTarget Report = new(null, "txt", "warning");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fusion-snapshots-");

    private SnapshotPlace Place => new(_folder.FullName, "Tests.Case");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_snapshot_fails_and_leaves_what_was_received()
    {
        var message = Failure.Of(() => Compare(Code, Report));
        Assert.Contains("New: Tests.Case#Model.g.received.cs", message, StringComparison.Ordinal);
        Assert.Contains("+class A;", message, StringComparison.Ordinal);
        Assert.Contains("FUSIONDSL_ACCEPT=1 dotnet test --filter \"FullyQualifiedName~Tests.Case\"", message, StringComparison.Ordinal);
        Assert.Equal(["Tests.Case#Model.g.received.cs", "Tests.Case.received.txt"], Files);
    }

    [Fact]
    public void Accepting_writes_bom_line_feeds_and_no_end_of_line_and_then_the_test_passes()
    {
        Accept(Code, Report);
        Assert.Equal(["Tests.Case#Model.g.verified.cs", "Tests.Case.verified.txt"], Files);
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("//HintName: Model.g.cs\nclass A;")],
            File.ReadAllBytes(PathOf("Tests.Case#Model.g.verified.cs")));
        Compare(Code, Report);
    }

    [Fact]
    public void A_difference_fails_with_a_unified_diff_and_the_next_success_removes_what_was_received()
    {
        Accept(Code);
        var changed = Code with { Text = Code.Text.Replace("A", "B", StringComparison.Ordinal) };
        var message = Failure.Of(() => Compare(changed));
        Assert.Contains(
            "--- Tests.Case#Model.g.verified.cs\n+++ Tests.Case#Model.g.received.cs" +
            "\n@@ -1 +1 @@\n //HintName: Model.g.cs\n-class A;\n+class B;",
            message, StringComparison.Ordinal);
        Assert.Contains("Tests.Case#Model.g.received.cs", Files);
        Compare(Code);
        Assert.Equal(["Tests.Case#Model.g.verified.cs"], Files);
    }

    [Theory]
    [InlineData("//HintName: Model.g.cs\r\nclass A;\r\n")]
    [InlineData("//HintName: Model.g.cs\nclass A;\n")]
    [InlineData("\uFEFF//HintName: Model.g.cs\nclass A;")]
    public void Reading_forgives_carriage_returns_a_missing_bom_and_one_end_of_line(string onDisk)
    {
        File.WriteAllText(PathOf("Tests.Case#Model.g.verified.cs"), onDisk);
        Compare(Code);
    }

    [Theory]
    [InlineData("//HintName: Model.g.cs\nclass A;\n\n")]
    [InlineData("//HintName: Model.g.cs\nclass A; ")]
    [InlineData("")]
    public void Reading_forgives_nothing_else(string onDisk)
    {
        File.WriteAllText(PathOf("Tests.Case#Model.g.verified.cs"), onDisk);
        Failure.Says("Different", () => Compare(Code));
    }

    [Fact]
    public void A_file_that_the_run_no_longer_produces_fails_and_accepting_deletes_it()
    {
        Accept(Code, Report);
        Failure.Says("Stale: Tests.Case.verified.txt", () => Compare(Code));
        Accept(Code);
        Assert.Equal(["Tests.Case#Model.g.verified.cs"], Files);
    }

    [Fact]
    public void Files_of_tests_with_longer_names_are_let_alone()
    {
        string[] others = ["Tests.Case2.verified.txt", "Tests.Case_size=1.verified.txt",
            "Tests.Case_More#Model.g.verified.cs", "Tests.Case2.received.txt"];
        foreach (var other in others)
            File.WriteAllText(PathOf(other), "other");
        Accept(Code);
        Compare(Code);
        Assert.Equal(others.Append("Tests.Case#Model.g.verified.cs").Order(StringComparer.Ordinal), Files);
    }

    [Fact]
    public void A_long_difference_is_cut_after_forty_lines()
    {
        var text = string.Join("\n", Enumerable.Range(1, 100).Select(i => $"line {i}."));
        var message = Failure.Of(() => Compare(new SnapshotTarget(null, "txt", text)));
        Assert.Contains("+line 39.\n… ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 40.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_targets_with_one_name_fail() =>
        Failure.Says("share the snapshot", () => Compare(Code, Code with { Suffix = "model.G" }));

    [Fact]
    public void Characters_that_some_system_refuses_become_dashes() => Assert.Equal(
        "Tests.Case_a-b#Deep-Model.g.verified.cs",
        new SnapshotPlace(_folder.FullName, "Tests.Case", "a/b").Verified(Code with { Suffix = "Deep/Model.g" }));

    [Fact]
    public void The_place_follows_from_file_and_method_of_the_test()
    {
        var place = SnapshotPlace.Of(PathOf("ShapeTests.Images.cs"), "A_kernel_too_long", null);
        Assert.Equal((Path.Combine(_folder.FullName, "Snapshots"), "ShapeTests.A_kernel_too_long"), (place.Folder, place.Prefix));
        Failure.Says("DeterministicSourcePaths", () => SnapshotPlace.Of("/_/nowhere/ShapeTests.cs", "A", null));
    }

    [Theory]
    [InlineData(null, null, "Compare")]
    [InlineData("0", null, "Compare")]
    [InlineData("1", null, "Accept")]
    [InlineData("true", "false", "Accept")]
    [InlineData("1", "true", null)]
    [InlineData("1", "1", null)]
    [InlineData(null, "true", "Compare")]
    public void Accepting_is_asked_for_by_a_variable_and_refused_on_a_build_server(string? accept, string? ci, string? mode)
    {
        string? Variable(string name) => name switch { "FUSIONDSL_ACCEPT" => accept, "CI" => ci, _ => null };
        if (mode is null)
            Failure.Says("refused", () => SnapshotModes.FromEnvironment(Variable));
        else
            Assert.Equal(mode, SnapshotModes.FromEnvironment(Variable).ToString());
    }

    private string[] Files => [.. _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Compare(params SnapshotTarget[] targets) => SnapshotComparison.Run(Place, [.. targets], SnapshotMode.Compare);

    private void Accept(params SnapshotTarget[] targets) => SnapshotComparison.Run(Place, [.. targets], SnapshotMode.Accept);
}
