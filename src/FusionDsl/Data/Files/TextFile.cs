using System.IO.Compression;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace FusionDsl.Data.Files;

/// <summary>The bytes of a text file, unpacked where it is <c>.gz</c>.</summary>
internal static class TextFile
{
    /// <summary>From the first byte.</summary>
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return IsPacked(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Whether the file is <c>.gz</c>.</summary>
    public static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The last byte that is no blank; null where there is none. A packed file is unpacked for it, and its sums are checked.</summary>
    /// <exception cref="InvalidDataException">It is packed, and was cut off or is damaged.</exception>
    public static byte? LastByte(string path)
    {
        var block = new byte[1 << 16];
        if (IsPacked(path)) return LastUnpacked(path, block);
        using var bytes = File.OpenRead(path);
        for (var end = bytes.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            bytes.Position = start;
            var part = block.AsSpan(0, (int)(end - start));
            bytes.ReadExactly(part);
            if (LastOf(part) is { } last) return last;
            end = start;
        }
        return null;
    }

    // The engine and System.IO.Compression read what there is of a file that was cut off, and say nothing.
    private static byte? LastUnpacked(string path, byte[] block)
    {
        try
        {
            using var bytes = new GZipInputStream(File.OpenRead(path));
            byte? last = null;
            for (int read; (read = bytes.Read(block, 0, block.Length)) > 0;) last = LastOf(block.AsSpan(0, read)) ?? last;
            return last;
        }
        catch (Exception broken) when (broken is SharpZipBaseException or EndOfStreamException)
        {
            throw new InvalidDataException("it was cut off or is damaged, and rows are lost. Write or fetch it anew.", broken);
        }
    }

    private static byte? LastOf(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.LastIndexOfAnyExcept(" \t\r\n"u8);
        return at < 0 ? null : bytes[at];
    }
}
