using FusionDsl.Architecture;
using FusionDsl.Generator.FrontEnds;
using FusionDsl.Generator.FrontEnds.Yaml;

namespace FusionDsl.Generator.Tests;

/// <summary>FUS9001: what becomes of a defect of the generator. No input is known that makes one, so a defect is put in by hand.</summary>
public class InternalRuleTests
{
    private static readonly Place Somewhere = new("net.fusion.yaml", 7, 3, 0, 7, 0, 10);

    [Fact, Covers("FUS9001")]
    public void A_defect_in_the_rules_becomes_an_error_at_the_model()
    {
        var broken = new DraftModel("Net", Somewhere, "Demo", "public", [], [null!]);
        var found = Assert.Single(Guarded.Check(new Drafted(broken, []), CancellationToken.None).Findings);
        Assert.Equal(Rule.InternalError, found.Rule);
        Assert.Equal(Somewhere, found.Place);
        Assert.StartsWith("FusionDsl failed on 'Net': NullReferenceException:", found.Message);
        Assert.EndsWith("please report it with the model's declaration", found.Message);
    }

    [Fact, Covers("FUS9001")]
    public void A_defect_in_the_reader_of_specs_becomes_an_error_in_the_spec()
    {
        var found = Assert.Single(Guarded.Spec(new SpecText("net.fusion.yaml", null!, ""), CancellationToken.None).Findings);
        Assert.Equal(Rule.InternalError, found.Rule);
        Assert.Equal("net.fusion.yaml", found.Place.Path);
    }

    [Fact]
    public void Cancellation_is_no_defect()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Guarded.Spec(new SpecText("net.fusion.yaml", "model: Net", ""), cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => Guarded.Check(new Drafted(null, []), cancelled.Token));
    }
}
