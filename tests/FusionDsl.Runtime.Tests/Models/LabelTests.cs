using FusionDsl.Data;

namespace FusionDsl.Tests.Models;

public sealed class LabelTests
{
    private static readonly DayOfWeek[] Days = [DayOfWeek.Monday, DayOfWeek.Friday];

    [Fact]
    public void A_label_is_itself()
    {
        Assert.Equal(0f, Rows.Label<float>(0f, 3, "Y"));
        Assert.Equal(DayOfWeek.Friday, Rows.Label<DayOfWeek>(DayOfWeek.Friday, 3, "Day", Days));
    }

    [Fact]
    public void A_label_that_is_not_there_names_the_sample_and_the_head()
    {
        var failure = Assert.Throws<DataException>(() => Rows.Label<float>(null, 3, "Y"));
        Assert.Contains("Sample 3 has no 'Y'", failure.Message);
        Assert.Equal(4, failure.Row);
        Assert.Contains("Sample 5 has no 'Day'", Assert.Throws<DataException>(() => Rows.Label(null, 5, "Day", Days)).Message);
    }

    [Fact]
    public void A_label_that_is_no_class_names_the_classes() =>
        Assert.Equal(
            "Sample 5: 'Day' is Sunday, which is no class; expected one of Monday, Friday.",
            Assert.Throws<DataException>(() => Rows.Label<DayOfWeek>(DayOfWeek.Sunday, 5, "Day", Days)).Message);
}
