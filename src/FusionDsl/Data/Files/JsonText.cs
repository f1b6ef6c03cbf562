using System.Text.Json;
using static FusionDsl.Data.Files.Numerals;

namespace FusionDsl.Data.Files;

/// <summary>
/// What is wrong with a JSON file, and in which line. The engine tells neither the line nor what it wanted; and an array that was cut off behind
/// a comma is a whole one to it.
/// </summary>
internal sealed class JsonText(string name)
{
    private const int Deepest = 1000;

    private byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private long _lines;   // Those before the buffer.
    private bool _isArray, _arrayIsOver;
    private long _rows;

    /// <summary>The first fault of a file; null if it is an array of objects, or objects one behind the other.</summary>
    public static DataException? Fault(string name, string path)
    {
        using var bytes = TextFile.Open(path);
        return new JsonText(name).First(bytes);
    }

    private DataException? First(Stream bytes)
    {
        var state = new JsonReaderState(new() { AllowMultipleValues = true, MaxDepth = Deepest });
        while (true)
        {
            if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = bytes.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            if (StartsWithMark())
                return new($"{name} begins with a byte order mark, which JSON must not. Save it as UTF-8 without one.", name);
            // Never the final block: of what is there, the reader says whether it could go on.
            var reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), isFinalBlock: false, state);
            try
            {
                while (reader.Read())
                    if (FaultOf(ref reader) is { } fault) return fault;
            }
            catch (JsonException error)
            {
                return new($"{name}, line {Counted((error.LineNumber ?? 0) + 1)}: this is no JSON: {Reason(error)}", name);
            }
            // The depth is that of the last token: what it opens is not counted.
            if (read == 0)
                return AtEnd(reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject, (int)reader.BytesConsumed);
            state = reader.CurrentState;
            var consumed = (int)reader.BytesConsumed;
            _lines += LinesIn(consumed);
            _filled -= consumed;
            _buffer.AsSpan(consumed, _filled).CopyTo(_buffer);
        }
    }

    private DataException? FaultOf(ref Utf8JsonReader reader)
    {
        var isEnd = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
        if (reader.CurrentDepth == 0 && !isEnd)
        {
            if (_arrayIsOver) return NoRow((int)reader.TokenStartIndex, "something behind the array");
            if (reader.TokenType == JsonTokenType.StartArray && _rows == 0)
            {
                _isArray = true;
                return null;
            }
        }
        if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndArray) _arrayIsOver = true;
        if (isEnd || reader.CurrentDepth != (_isArray ? 1 : 0)) return null;
        if (reader.TokenType != JsonTokenType.StartObject) return NoRow((int)reader.TokenStartIndex, Word(reader.TokenType));
        _rows++;
        return null;
    }

    private DataException? AtEnd(bool isOpen, int consumed)
    {
        var rest = _buffer.AsSpan(consumed, _filled - consumed).Trim(" \t\r\n"u8);
        if (isOpen)
        {
            var last = _buffer.AsSpan(0, _filled).TrimEnd(" \t\r\n"u8).Length;
            return new($"{name}, line {Counted(_lines + LinesIn(last) + 1)}: the file ends before its {(_isArray ? "array" : "last object")} does: "
                + "it was cut off, and rows are lost. Write or fetch it anew.", name);
        }
        if (rest.Length > 0) return NoRow(consumed, "something else");
        return _rows == 0 ? new($"{name} has no rows.", name) : null;
    }

    private DataException NoRow(int at, string found) => new(
        $"{name}, line {Counted(_lines + LinesIn(at) + 1)}: expected the rows as one array of objects or as one object per line, found {found}.", name);

    private bool StartsWithMark() => _rows == 0 && !_isArray && _buffer.AsSpan(0, _filled).StartsWith(Mark);

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private int LinesIn(int bytes) => _buffer.AsSpan(0, bytes).Count((byte)'\n');

    private static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        _ => "no object",
    };

    // Without the place, which is said already and counts from 0 there, and without words to programmers.
    private static string Reason(JsonException error) => error.Message.Split(" LineNumber:", 2)[0].Split(" which is not supported", 2)[0].TrimEnd('.') + ".";
}
