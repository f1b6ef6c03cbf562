using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Declared.Elsewhere;

namespace FusionDsl.Models.Tests.Whole;

public sealed class AwkwardNamesTests
{
    [Fact]
    public void Names_that_generated_code_uses_itself_do_no_harm()
    {
        var samples = Enumerable.Range(0, 12).Select(row => new Awkward.Sample(
            I: new float[] { row, 1 }, Samples: new float[] { 1, row }, Empty: new long[] { row % 5 }, Inference: new float[2],
            Class: Awkward.Class.Classes[row % 3], Which: (Device)(row % 2), Object: row)).ToList();
        using var data = Awkward.Dataset.From(samples);
        using var model = new Awkward(1);
        model.Fit(data, data);
        using var predictor = model.ToPredictor();
        Assert.Equal(12, predictor.Predict(samples).Length);
    }

    [Fact]
    public void Classes_keep_the_order_of_their_declaration()
    {
        Assert.Equal([Inner.Kind.@new, Inner.Kind.old, Inner.Kind.@class], Awkward.Class.Classes);
        Assert.Equal([0, 1, 2], Awkward.Class.Classes.Select(Awkward.Class.IndexOf));
        Assert.Equal(["new", "old", "class"], Awkward.Summary.Description.Heads[0].Classes);
        using var data = Awkward.Dataset.From(Awkward.Class.Classes.Select(kind => new Awkward.Sample(
            I: new float[2], Samples: new float[2], Empty: new long[1], Inference: new float[2], Class: kind, Which: Device.Watch, Object: 0)));
        Assert.Equal([0, 1, 2], Support.Plain.One(data.Labels.Class));
    }
}
