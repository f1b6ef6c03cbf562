using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Generator.Emit;

/// <summary>
/// Where texts are written, one per thread: on top of each other, for a hole is filled by a template of its own while the one around it stays open.
/// So a template costs the memory of its text and no more. Files are large, and there are many: what a builder per template leaves behind took
/// longer to clear away than all else.
/// </summary>
internal sealed class Pile
{
    // Longer texts lie where the garbage collector seldom comes: the compiler keeps them in pieces, if they come from a reader.
    private const int LargeText = 40 * 1024;

    // No thread of a compiler that lives for days keeps what one huge model once needed.
    private const int MostKept = 1024 * 1024;

    [ThreadStatic]
    private static Pile? _ofThread;

    private char[] _letters = new char[4 * 1024];

    public static Pile OfThread => _ofThread ??= new();

    /// <summary>Letters that there are; what is written next begins there.</summary>
    public int Length { get; private set; }

    public char this[int index]
    {
        get => _letters[index];
        set => _letters[index] = value;
    }

    /// <summary>The next text begins anew; what an exception left open is dropped.</summary>
    public static void Forget() => _ofThread = null;

    public void Append(char letter) => Space(1)[Length++] = letter;

    public void Append(char letter, int count)
    {
        Space(count).AsSpan(Length, count).Fill(letter);
        Length += count;
    }

    public void Append(string text) => Append(text, 0, text.Length);

    public void Append(string text, int start, int count)
    {
        text.CopyTo(start, Space(count), Length, count);
        Length += count;
    }

    /// <summary>Whole lines, each but empty ones indented.</summary>
    public void AppendLines(string text, string indent)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (end > start) Append(indent);
            Append(text, start, end - start);
            Append('\n');
            start = end + 1;
        }
    }

    public ReadOnlySpan<char> From(int start) => _letters.AsSpan(start, Length - start);

    /// <summary>Moves letters of this pile down, over what is not wanted.</summary>
    public void Move(int from, int count, int to)
    {
        if (from != to) Array.Copy(_letters, from, _letters, to, count);
    }

    /// <summary>Drops what stands behind.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Takes the text off.</summary>
    public string Take(int start)
    {
        var text = new string(_letters, start, Length - start);
        Length = start;
        return text;
    }

    /// <summary>Takes a file off.</summary>
    public SourceText TakeFile(int start)
    {
        var length = Length - start;
        if (length < LargeText) return SourceText.From(Take(start), Encoding.UTF8);
        using var reader = new Reader(this, start);
        var file = SourceText.From(reader, length, Encoding.UTF8);
        Length = start;
        if (start == 0 && _letters.Length > MostKept) Forget();
        return file;
    }

    private char[] Space(int count)
    {
        if (Length + count > _letters.Length) Array.Resize(ref _letters, Math.Max(Length + count, 2 * _letters.Length));
        return _letters;
    }

    private sealed class Reader(Pile pile, int start) : TextReader
    {
        private int _position = start;

        public override int Peek() => _position < pile.Length ? pile[_position] : -1;

        public override int Read() => _position < pile.Length ? pile[_position++] : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = Math.Min(count, pile.Length - _position);
            Array.Copy(pile._letters, _position, buffer, index, read);
            _position += read;
            return read;
        }
    }
}
