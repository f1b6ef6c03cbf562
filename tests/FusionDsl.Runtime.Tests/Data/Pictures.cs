using FusionDsl.Data;
using SkiaSharp;
using Xunit.Abstractions;

namespace FusionDsl.Runtime.Tests.Data;

public sealed class Pictures(ITestOutputHelper output) : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ImageSource Image(int height, int width, int channels) => new("Photo", "data/d.csv", ["file"], height, width, channels);

    private void Draw(string name, int width, int height, Func<int, int, SKColor> colour)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) bitmap.SetPixel(x, y, colour(x, y));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _folder.Write(name, png.ToArray());
    }

    [Fact]
    public void Pixels_become_planes_of_red_green_and_blue()
    {
        const int Seed = 31;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var bytes = new byte[2, 3, 4, 5];
        for (var i = 0; i < 2; i++)
            for (var c = 0; c < 3; c++)
                for (var y = 0; y < 4; y++)
                    for (var x = 0; x < 5; x++) bytes[i, c, y, x] = (byte)random.Next(256);
        for (var i = 0; i < 2; i++)
        {
            var n = i;
            Draw($"data/pictures/{i}.png", 5, 4, (x, y) => new SKColor(bytes[n, 0, y, x], bytes[n, 1, y, x], bytes[n, 2, y, x]));
        }
        _folder.Write("data/d.csv", "file\npictures/0.png\npictures/1.png\n");
        using var rows = _folder.Load(null, Image(4, 5, 3));
        using var photo = rows.Take("Photo");
        Assert.Equal([2, 3, 4, 5], photo.shape);
        Assert.Equal(bytes.Cast<byte>().Select(value => value / 255f), photo.data<float>().ToArray());
        Assert.Empty(rows.Info.Notes!);
    }

    [Fact]
    public void One_channel_is_grey_as_stored_or_luma()
    {
        Draw("data/a.png", 2, 1, (x, _) => x == 0 ? new SKColor(77, 77, 77) : new SKColor(200, 100, 50));
        _folder.Write("data/d.csv", "file\na.png\n");
        using var rows = _folder.Load(null, Image(1, 2, 1));
        var photo = rows.Floats("Photo");
        Assert.Equal(77 / 255f, photo[0]);
        Assert.Equal((0.299f * 200 + 0.587f * 100 + 0.114f * 50) / 255f, photo[1], 6);
    }

    [Fact]
    public void Transparency_is_noted()
    {
        Draw("data/a.png", 1, 1, (_, _) => new SKColor(200, 100, 50, 128));
        _folder.Write("data/d.csv", "file\na.png\n");
        using var rows = _folder.Load(null, Image(1, 1, 3));
        Assert.Equal(["1 of 1 pictures of 'Photo' are transparent in places, which is ignored"], rows.Info.Notes!);
        Assert.Equal([200 / 255f, 100 / 255f, 50 / 255f], rows.Floats("Photo"));
    }

    [Fact]
    public void The_first_picture_that_cannot_be_used_is_named()
    {
        Draw("data/good.png", 5, 4, (x, y) => SKColors.Red);
        Draw("data/small.png", 3, 2, (x, y) => SKColors.Red);
        _folder.Write("data/text.png", "no picture");
        _folder.Write("data/half.png", File.ReadAllBytes(_folder["data/good.png"])[..60]);
        var many = string.Concat(Enumerable.Repeat("good.png\n", 50));
        foreach (var (name, what) in new[]
        {
            ("small.png", "expected 5 × 4 pixels, found 3 × 2 in 'small.png'. To mend it, resize the picture, or declare its size."),
            ("absent.png", $"expected a picture, found no file 'absent.png' in '{_folder["data"]}'."),
            ("text.png", "expected a picture, found 'text.png', which cannot be decoded"),
            ("half.png", "found 'half.png', which"),
        })
        {
            _folder.Write("data/d.csv", $"file\n{many}{name}\n{many}absent2.png\n");
            var error = _folder.Fail(null, Image(4, 5, 3));
            Assert.StartsWith("data/d.csv, line 52 (row 51), column 'file': expected ", error.Message);
            Assert.Contains(what, error.Message);
        }
    }

    [Fact]
    public void Pictures_of_rows_that_the_join_drops_are_not_needed()
    {
        Draw("data/a.png", 1, 1, (_, _) => SKColors.White);
        _folder.Write("data/d.csv", "id,file\n1,absent.png\n2,a.png\n").Write("y.csv", "id,y\n2,5\n");
        using var rows = _folder.Load("id", Image(1, 1, 1), new TargetSource("Y", "y.csv", ["y"], 1));
        Assert.Equal([1f], rows.Floats("Photo"));
        Assert.Equal(["2"], rows.Info.Names);
    }
}
