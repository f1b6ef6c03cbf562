using FusionDsl.Cli.Pictures;
using FusionDsl.Cli.Tests.Support;
using FusionDsl.Training;
using SkiaSharp;

namespace FusionDsl.Cli.Tests.Pictures;

public sealed class PictureTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SKBitmap Drawn(Action<string> save)
    {
        var path = _folder.In("picture.png");
        save(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], File.ReadAllBytes(path)[..8]);
        return SKBitmap.Decode(path);
    }

    private static int Count(SKBitmap bitmap, SKColor color) => bitmap.Pixels.Count(pixel => pixel == color);

    private static long[,] Diagonal(int classes, long count)
    {
        var confusion = new long[classes, classes];
        for (var i = 0; i < classes; i++) confusion[i, i] = count;
        return confusion;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(60)]
    public void A_perfect_confusion_matrix_has_a_dark_cell_per_class_and_no_other_shade(int classes)
    {
        using var picture = Drawn(path => ConfusionPicture.Save(Reports.Classifier("Kind", Diagonal(classes, 5)), "test data", path));
        var cell = Math.Clamp(840 / classes, 14, 110);
        var dark = Count(picture, SKColor.Parse("08519c"));
        // Of each cell, its grid line and its number are not dark.
        Assert.InRange(dark, 0.65 * classes * cell * cell, classes * cell * cell + 500);
        Assert.InRange(picture.Width, cell * classes, cell * classes + 900);
    }

    [Fact]
    public void A_class_without_samples_is_grey_and_not_white()
    {
        var confusion = Diagonal(3, 5);
        confusion[1, 1] = 0;
        using var picture = Drawn(path => ConfusionPicture.Save(Reports.Classifier("Kind", confusion), "test data", path));
        Assert.InRange(Count(picture, SKColor.Parse("f0f0f0")), 0.9 * 3 * 110 * 110, 3 * 110 * 110);
    }

    [Fact]
    public void Learning_curves_have_a_panel_for_the_loss_and_one_per_metric()
    {
        var epochs = Enumerable.Range(1, 20).Select(epoch => Reports.Epoch(epoch, 20,
            new Reports.Scores(1.2 / epoch, Reports.Classifier("Kind", new long[,] { { epoch, 1 }, { 2, epoch } }),
                Reports.Classifier("Other", new long[,] { { 3, 1 }, { 2, epoch } }),
                new RegressionScore("Size", 0.5, 1.0 / epoch, 2, 0.5)), trainLoss: 1.0 / epoch)).ToArray();
        using var picture = Drawn(path => CurvesPicture.Save(new(epochs, 12, StopReason.AllEpochs, 1), path));
        Assert.Equal((3 * 640, 460), (picture.Width, picture.Height));
        // The first two lines of each panel have the first two colours.
        for (var panel = 0; panel < 2; panel++)
        {
            using var part = new SKBitmap();
            Assert.True(picture.ExtractSubset(part, SKRectI.Create(panel * 640, 0, 640, 460)));
            Assert.True(Count(part, SKColor.Parse("0072b2")) > 200, $"no first line in panel {panel}");
            Assert.True(Count(part, SKColor.Parse("d55e00")) > 200, $"no second line in panel {panel}");
        }
    }

    [Fact]
    public void Curves_of_one_epoch_or_of_values_that_are_no_numbers_can_be_drawn()
    {
        var one = Reports.Epoch(1, 1, new Reports.Scores(double.NaN, Reports.Classifier("Kind", new long[,] { { 0, 0 }, { 0, 0 } })));
        using var picture = Drawn(path => CurvesPicture.Save(new([one], 1, StopReason.AllEpochs, 1), path));
        Assert.Equal(2 * 640, picture.Width);
        using var never = Drawn(path => CurvesPicture.Save(new([one, one with { Epoch = 2 }], 0, StopReason.AllEpochs, 1), path));
        Assert.Equal(2 * 640, never.Width);
    }
}
