using FusionDsl.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Models;

public sealed class PredictionTests
{
    private static readonly DayOfWeek[] Days = [DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Sunday];

    [Fact]
    public void A_class_prediction_is_its_most_probable_class()
    {
        var prediction = new ClassPrediction<DayOfWeek>(Days, new[] { 0.2f, 0.5f, 0.3f });
        Assert.Equal((DayOfWeek.Monday, 0.5f), (prediction.Class, prediction.Confidence));
        Assert.True(prediction == DayOfWeek.Monday);
        Assert.False(prediction == DayOfWeek.Friday);
        DayOfWeek day = prediction;
        Assert.Equal(DayOfWeek.Monday, day);
        Assert.Equal("Monday", $"{prediction}");
        Assert.Equal([0.2f, 0.5f, 0.3f], prediction.Probabilities.ToArray());
    }

    [Fact]
    public void On_a_tie_the_first_class_wins() =>
        Assert.Equal(DayOfWeek.Monday, new ClassPrediction<DayOfWeek>(Days, new[] { 0.2f, 0.4f, 0.4f }).Class);

    [Fact]
    public void Each_class_has_its_probability_and_others_have_none()
    {
        var prediction = new ClassPrediction<DayOfWeek>(Days, new[] { 0.2f, 0.5f, 0.3f });
        Assert.Equal([0.2f, 0.5f, 0.3f], Days.Select(prediction.ProbabilityOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.ProbabilityOf(DayOfWeek.Tuesday));
    }

    [Fact]
    public void A_tool_gets_the_same_in_words()
    {
        var head = new ClassPrediction<DayOfWeek>(Days, new[] { 0.2f, 0.5f, 0.3f }).ForTool("Day");
        Assert.Equal(("Day", "Monday", 0.5f), (head.Head, head.Class, head.Confidence));
        Assert.Equal([0.2f, 0.5f, 0.3f], head.Values);
    }

    [Fact]
    public void Logits_become_the_probabilities_of_the_classes()
    {
        float[,] logits = { { 1, 2, 3 }, { 100, 0, -100 }, { 0, 0, 0 } };
        using var given = tensor(logits);
        var predictions = Predictions.Classes(given, Days);
        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Friday, DayOfWeek.Friday], predictions.Select(prediction => prediction.Class));
        for (var row = 0; row < 3; row++)
        {
            var powers = Enumerable.Range(0, 3).Select(i => Math.Exp(logits[row, i] - 100 * (row == 1 ? 1 : 0))).ToArray();
            for (var i = 0; i < 3; i++) Assert.Equal(powers[i] / powers.Sum(), predictions[row].Probabilities.Span[i], 1e-6);
        }
    }

    [Fact]
    public void Rows_of_a_view_come_in_its_order_not_in_that_of_its_memory()
    {
        using var whole = arange(6, dtype: ScalarType.Float32).view(2, 3);
        using var view = whole.transpose(0, 1);
        Assert.Equal([[0f, 3f], [1f, 4f], [2f, 5f]], Predictions.Rows(view).Select(row => row.ToArray()));
    }

    [Fact]
    public void Predictions_outlive_the_tensor_and_leave_none_behind()
    {
        ReadOnlyMemory<float>[] rows;
        using (var values = ones(2, 3)) rows = Predictions.Rows(values);
        Assert.All(rows, row => Assert.Equal([1f, 1f, 1f], row.ToArray()));
        using var none = zeros(0, 3);
        Assert.Empty(Predictions.Rows(none));
    }
}
