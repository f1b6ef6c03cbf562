using FusionDsl.Data.Files;
using FusionDsl.Data.Storage;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Nodes;

/// <summary>
/// Pictures as float32 [channel, height, width] from 0 to 1. Colours are taken as stored; one channel of a coloured picture is its
/// luma (0.299 red + 0.587 green + 0.114 blue). Transparency and marks of rotation do not count, but are noted.
/// </summary>
internal sealed class PictureRows(ImageSource source, string column) : NodeRows(source.Node, source.Optional)
{
    private string?[] _files = [];
    private TableMemory? _memory;
    private string _folder = "";

    public override IReadOnlyList<Wanted> Wanted { get; } = [new(column, CellKind.Text)];

    /// <summary>Where the file names start from.</summary>
    public void LookIn(string folder) => _folder = folder;

    public override void Allocate(long rows, TableMemory memory)
    {
        (_files, _memory) = (new string?[rows + 1], memory);  // the last one: of a sample that is in no file
        MakeRoomForPresence(rows, memory);
    }

    public override void Take(ReadOnlySpan<Column> columns, long first, int rows)
    {
        var there = There(columns, first, rows, "the file name of a picture");
        for (var i = 0; i < rows; i++) _files[first + i] = there is null || there[i] ? columns[0].Text(i) : null;
    }

    public override Table Finish(Kept kept, List<string> notes, CancellationToken cancellation)
    {
        using var table = new TableWriter<float>(kept.Count, [source.Channels, source.Height, source.Width], ScalarType.Float32, _memory!);
        var (transparent, turned) = (0, 0);
        var errors = new System.Collections.Concurrent.ConcurrentDictionary<long, BadCell>();
        Parallel.For(0L, kept.Count, new ParallelOptions { CancellationToken = cancellation }, (i, loop) =>
        {
            try
            {
                var (isTransparent, isTurned) = Decode(kept[i], table.Row(i));
                if (isTransparent) Interlocked.Increment(ref transparent);
                if (isTurned) Interlocked.Increment(ref turned);
            }
            catch (BadCell bad)
            {
                // Rows before this one still run, so that the first bad picture is the one reported, always.
                errors[i] = bad;
                loop.Break();
            }
        });
        if (!errors.IsEmpty) throw errors.MinBy(error => error.Key).Value;
        if (transparent > 0)
            notes.Add($"{Counted(transparent)} of {Counted(kept.Count)} pictures of '{Node}' are transparent in places, which is ignored");
        if (turned > 0)
            notes.Add($"{Counted(turned)} of {Counted(kept.Count)} pictures of '{Node}' carry a mark of rotation (EXIF), which is ignored");
        return table.Finish(new Kept(null, kept.Count));
    }

    private (bool Transparent, bool Turned) Decode(long row, Span<float> into)
    {
        if (_files[row] is not { } file)
        {
            into.Clear();
            return default;
        }
        var path = Path.Combine(_folder, file);
        if (!File.Exists(path)) throw Wrong("a picture", $"no file '{file}' in '{_folder}'");
        using var codec = SKCodec.Create(path, out var result) ?? throw Wrong("a picture", $"'{file}', which cannot be decoded ({result})");
        if (codec.Info.Width != source.Width || codec.Info.Height != source.Height)
            throw Wrong($"{source.Width} × {source.Height} pixels", $"{codec.Info.Width} × {codec.Info.Height} in '{file}'",
                "resize the picture, or declare its size");
        var info = new SKImageInfo(source.Width, source.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var pixels = new SKBitmap(info);
        var decoded = codec.GetPixels(info, pixels.GetPixels());
        if (decoded != SKCodecResult.Success) throw Wrong("a whole picture", $"'{file}', which is damaged ({decoded})");
        return (Spread(pixels.GetPixelSpan(), into), codec.EncodedOrigin != SKEncodedOrigin.TopLeft);

        BadCell Wrong(string expected, string found, string? mend = null) => new(row, column, expected, found, mend);
    }

    /// <summary>Pixels side by side become planes behind each other.</summary>
    /// <returns>Whether a pixel is not opaque.</returns>
    private bool Spread(ReadOnlySpan<byte> pixels, Span<float> into)
    {
        var plane = source.Width * source.Height;
        var opaque = true;
        for (var i = 0; i < plane; i++)
        {
            var (red, green, blue) = (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]);
            opaque &= pixels[4 * i + 3] == 255;
            if (source.Channels == 3)
            {
                into[i] = red / 255f;
                into[plane + i] = green / 255f;
                into[2 * plane + i] = blue / 255f;
            }
            // Grey stays exact.
            else into[i] = red == green && green == blue ? red / 255f : (0.299f * red + 0.587f * green + 0.114f * blue) / 255f;
        }
        return !opaque;
    }
}
