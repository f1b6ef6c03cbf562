using System.Text;

namespace FusionDsl.Testing;

/// <summary>A snapshot's bytes: UTF-8 with BOM, lines end in LF, none at the end. Reading forgives what editors and git change.</summary>
internal static class SnapshotFile
{
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The text as it compares, or null where there is no file.</summary>
    public static string? Read(string path) => File.Exists(path) ? Normalise(File.ReadAllText(path)) : null;

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Normalise(text), WithBom);
    }

    /// <summary>LF, and without the one line feed that an editor may have put at the end.</summary>
    public static string Normalise(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
