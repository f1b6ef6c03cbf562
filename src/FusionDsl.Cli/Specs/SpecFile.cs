using System.Text;
using FusionDsl.Architecture;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Cli.Specs;

/// <summary>A spec: its text, and where it is.</summary>
/// <param name="Path">As the user named it; diagnostics show it so.</param>
/// <param name="Text">Without a byte order mark.</param>
internal sealed record SpecFile(string Path, SourceText Text)
{
    private const string Extension = ".fusion.yaml";

    /// <summary>The directory that file names in the spec are relative to; absolute.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="FusionException">There is no such file, it is not named as a spec, or it is no text.</exception>
    public static SpecFile Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException($"expected the name of a spec, *{Extension}, found '{path}'");
        if (!File.Exists(path)) throw new FusionException(Absent(path));
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw new FusionException($"{path} is not named as a spec: a spec is named *{Extension}; rename it.");
        try
        {
            using var stream = File.OpenRead(path);
            return new(path, SourceText.From(stream, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            throw new FusionException($"{path} is not a text in UTF-8; a spec is.{Where(path)}", error);
        }
    }

    /// <summary>The same spec with some values set.</summary>
    /// <exception cref="SpecSyntaxException">The text is no YAML.</exception>
    /// <exception cref="FusionException">A setting leads nowhere.</exception>
    public SpecFile With(IReadOnlyList<Setting> settings) =>
        settings.Count == 0 ? this : this with { Text = SourceText.From(SpecEdit.Apply(Text.ToString(), settings), Encoding.UTF8) };

    // The first bytes that are no UTF-8; nothing of a file that is no text at all.
    private static string Where(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        if (at == bytes.Length || bytes.Contains((byte)0)) return "";
        var line = bytes.AsSpan(0, at).Count((byte)'\n') + 1;
        return $" Line {line} has the byte 0x{bytes[at]:X2}. Save it as UTF-8 (iconv -f latin1 -t utf-8, if it is Latin-1).";
    }

    private static string Absent(string path)
    {
        var directory = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (System.IO.Directory.Exists(path))
        {
            var inside = System.IO.Directory.EnumerateFiles(path, "*" + Extension).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal).ToList();
            return $"{path} is a directory, not a spec." + (inside.Count == 0 ? "" : $" It holds {string.Join(", ", inside)}.");
        }
        if (!System.IO.Directory.Exists(directory)) return $"There is no spec {path}: the directory {directory} does not exist.";
        var specs = System.IO.Directory.EnumerateFiles(directory, "*" + Extension).Select(file => System.IO.Path.GetFileName(file))
            .Order(StringComparer.Ordinal).ToList();
        return $"There is no spec {path}."
            + (specs.Count == 0 ? $" A spec is a file *{Extension}, and there is none in {directory}."
                : $"{Suggestion.Sentence(System.IO.Path.GetFileName(path), specs)} In {directory} there are: {string.Join(", ", specs)}.");
    }
}
