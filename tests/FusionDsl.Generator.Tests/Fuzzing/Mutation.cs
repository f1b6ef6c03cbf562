using System.Globalization;
using System.Text;

namespace FusionDsl.Generator.Tests;

/// <summary>Cuts, copies, swaps and typos: what happens to a text by accident, and what nobody would do.</summary>
internal static class Mutation
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2147483647", "2147483648", "-9223372036854775808", "99999999999999999999999", "1e308", "1e999", "0.5", "65536", "1000000007", "-0", "+3", "07",
    ];

    public static string OfText(string text, Random random)
    {
        const string noise = "[]{}:,-#&*!|>'\"%@`?\t\n\r \\/<0129.eE~é😀\u2028\u0085\u2029\uFEFF\0\u200B\uD800";
        var spec = new StringBuilder(text);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            if (spec.Length == 0) spec.Append("a: 1\n");
            var at = random.Next(spec.Length);
            var length = Math.Min(random.Next(1, 12), spec.Length - at);
            switch (random.Next(8))
            {
                case 0: spec.Remove(at, length); break;
                case 1: spec.Insert(at, noise[random.Next(noise.Length)]); break;
                case 2: spec[at] = noise[random.Next(noise.Length)]; break;
                case 3: spec.Insert(random.Next(spec.Length), spec.ToString(at, length)); break;
                case 4: spec.Length = at + 1; break;
                case 5: ReplaceNumber(spec, at, random); break;
                case 6: SwapLetters(spec, at); break;
                default: SwapLines(spec, random); break;
            }
        }
        return spec.ToString();
    }

    /// <summary>The same one level below: bytes of the file, which need not be UTF-8 afterwards.</summary>
    public static byte[] OfBytes(byte[] bytes, Random random)
    {
        var file = bytes.ToList();
        for (var edits = random.Next(1, 3); edits > 0 && file.Count > 0; edits--)
        {
            var at = random.Next(file.Count);
            var length = Math.Min(random.Next(1, 40), file.Count - at);
            switch (random.Next(6))
            {
                case 0: file.RemoveRange(at, length); break;
                case 1: file.Insert(at, (byte)random.Next(256)); break;
                case 2: file[at] = (byte)random.Next(256); break;
                case 3: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 4: file.InsertRange(random.Next(file.Count), file.GetRange(at, length)); break;
                default: file.InsertRange(at, Enumerable.Repeat(file[at], random.Next(1, 200))); break;
            }
        }
        return [.. file];
    }

    private static void ReplaceNumber(StringBuilder spec, int from, Random random)
    {
        var at = from;
        while (at < spec.Length && !char.IsAsciiDigit(spec[at])) at++;
        var end = at;
        while (end < spec.Length && char.IsAsciiDigit(spec[end])) end++;
        spec.Remove(at, end - at).Insert(at, Numbers[random.Next(Numbers.Length)]);
    }

    private static void SwapLetters(StringBuilder spec, int at)
    {
        if (at + 1 < spec.Length) (spec[at], spec[at + 1]) = (spec[at + 1], spec[at]);
    }

    private static void SwapLines(StringBuilder spec, Random random)
    {
        var lines = spec.ToString().Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        spec.Clear().AppendJoin('\n', lines);
    }
}
