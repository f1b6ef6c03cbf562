using System.Text;

namespace FusionDsl.Data.Files;

/// <summary>
/// As much of CSV as is needed to read the header and to find the line of a row; the engine reads the rest.
/// Works on bytes widened to characters: separators, quotes and line ends are ASCII, whatever the encoding.
/// </summary>
internal sealed class CsvText : IDisposable
{
    private readonly StreamReader _text;
    private readonly char _separator;
    private long _nextLine = 1;

    public CsvText(string path, char separator)
    {
        _separator = separator;
        _text = new StreamReader(TextFile.Open(path), Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        if (!StartsWithMark(path)) return;
        for (var i = 0; i < Mark.Length; i++) _text.Read();
    }

    /// <summary>The byte order mark with which some programs begin UTF-8.</summary>
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The line where the last record began, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads one record.</summary>
    /// <param name="fields">Receives the fields, each character a byte; null to skip them.</param>
    /// <returns>False at the end of the file.</returns>
    public bool Read(List<string>? fields)
    {
        fields?.Clear();
        Line = _nextLine;
        if (_text.Peek() < 0) return false;
        var field = new StringBuilder();
        var (quoted, atStart) = (false, true);
        var ended = "\\n";
        while (true)
        {
            var read = _text.Read();
            if (read < 0) break;
            var character = (char)read;
            if (character == '\r' && _text.Peek() == '\n' && !quoted)
            {
                ended = "\\r\\n";
                continue;
            }
            var lineEnd = character == '\n' || character == '\r' && _text.Peek() != '\n';
            if (lineEnd) _nextLine++;
            if (!quoted && lineEnd) LineEnd = character == '\r' ? "\\r" : ended;
            if (quoted)
            {
                if (character != '"') field.Append(character);
                else if (_text.Peek() == '"') field.Append((char)_text.Read());
                else quoted = false;
            }
            else if (character == '"' && atStart) quoted = true;
            else if (lineEnd) break;
            else if (character == _separator)
            {
                fields?.Add(field.ToString());
                field.Clear();
                atStart = true;
                continue;
            }
            else field.Append(character);
            atStart = false;
        }
        IsBlank = atStart && fields is not { Count: > 0 } && field.Length == 0;
        fields?.Add(field.ToString());
        return true;
    }

    /// <summary>How the last record ended, as the engine's escape: <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</summary>
    public string LineEnd { get; private set; } = "\\n";

    /// <summary>Whether the last record was an empty line; known only where its fields were asked for.</summary>
    public bool IsBlank { get; private set; }

    public void Dispose() => _text.Dispose();

    private static bool StartsWithMark(string path)
    {
        using var bytes = TextFile.Open(path);
        Span<byte> first = stackalloc byte[Mark.Length];
        return bytes.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual(Mark);
    }
}
