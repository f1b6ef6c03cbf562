namespace FusionDsl.Testing.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Files_and_diagnostics_of_a_run_are_kept_beside_the_test() => await Verify(Harness.Run(
        new ToyGenerator(),
        GeneratorInput.Source("[Toys.Widget(250)]\ninternal partial class Gauge;").WithSpec("Dial: 2.5\nKnob: three\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Rows_of_a_theory_are_told_apart(int size) => await Verify(
        Harness.Run(new ToyGenerator(), GeneratorInput.Spec($"Dial: {size}\n")), parameters: $"size={size}");

    [Fact]
    public async Task A_text_can_be_a_snapshot() => await Verify("Text with a line feed at its end\n");

    [Fact]
    public async Task A_silent_run_passes_only_if_expected()
    {
        var silent = Harness.Run(Broken.Reading(Broken.Name), GeneratorInput.Source("internal class Gauge;"));
        await Assert.ThrowsAsync<HarnessException>(() => Verify(silent));
        await Verify(silent, expectNothing: true);
        var loud = Harness.Run(new ToyGenerator(), GeneratorInput.Empty);
        await Assert.ThrowsAsync<HarnessException>(() => Verify(loud, expectNothing: true));
    }

    [Fact]
    public void Every_snapshot_of_this_project_belongs_to_a_test() => SnapshotFiles.AssertAllClaimed(typeof(SnapshotTests).Assembly);
}
