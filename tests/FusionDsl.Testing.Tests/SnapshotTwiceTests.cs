namespace FusionDsl.Testing.Tests;

public sealed class SnapshotTwiceTests
{
    [Fact]
    public async Task One_name_cannot_be_verified_twice()
    {
        var silent = Harness.Run(Broken.Reading(Broken.Name), GeneratorInput.Empty);
        await Verify(silent, expectNothing: true);
        var error = await Assert.ThrowsAsync<HarnessException>(() => Verify(silent, expectNothing: true));
        Assert.Contains("was verified before", error.Message, StringComparison.Ordinal);
    }
}
