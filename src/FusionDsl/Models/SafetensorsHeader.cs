using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Type">Type of its numbers.</param>
/// <param name="Shape">Empty for a scalar.</param>
/// <param name="Offset">Where its first byte lies, from the beginning of the file.</param>
/// <param name="Length">In bytes.</param>
public sealed record SafetensorsEntry(ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length);

/// <summary>
/// Reads and checks the header: eight bytes of length (little-endian), JSON with type, shape and place of every tensor, then the numbers,
/// back to back without a gap. Everything is checked before a number is read: a file may come from anywhere.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const int LengthBytes = 8;
    private const long MostHeaderBytes = 100_000_000;       // the limit of the format's reference implementation

    private readonly string _path;

    private SafetensorsHeader(string path, JsonElement root, long dataStart, long dataLength)
    {
        _path = path;
        if (root.ValueKind != JsonValueKind.Object) throw Damaged("its header is no JSON object");
        foreach (var property in root.EnumerateObject())
            if (property.Name == "__metadata__") Metadata = ReadMetadata(property.Value);
            else Entries[property.Name] = ReadEntry(property.Name, property.Value, dataStart, dataLength);
        ThrowIfNotGapless(dataStart, dataLength);
    }

    public Dictionary<string, SafetensorsEntry> Entries { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    /// <param name="path">For messages.</param>
    /// <param name="file">At its beginning.</param>
    public static SafetensorsHeader Read(string path, Stream file)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        if (file.Length < LengthBytes) throw Damaged(path, $"it has {file.Length} bytes; expected at least {LengthBytes}");
        file.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > MostHeaderBytes)
            throw Damaged(path, $"its first eight bytes announce a header of {length} bytes; expected at most {MostHeaderBytes}");
        var dataStart = LengthBytes + (long)length;
        if (dataStart > file.Length)
            throw Damaged(
                path, $"its header should end at byte {dataStart}, the file ends at {file.Length}: it is truncated, or of another format");

        var json = new byte[length];
        file.ReadExactly(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new(path, document.RootElement, dataStart, file.Length - dataStart);
        }
        catch (JsonException failure)
        {
            throw Damaged(path, $"its header is no valid JSON ({failure.Message.TrimEnd('.')})");
        }
    }

    private Dictionary<string, string> ReadMetadata(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || element.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.String))
            throw Damaged("its __metadata__ is no map from text to text");
        return element.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
    }

    private SafetensorsEntry ReadEntry(string name, JsonElement element, long dataStart, long dataLength)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape) || WholeNumbers(shape) is not { } sizes
            || !element.TryGetProperty("data_offsets", out var offsets) || WholeNumbers(offsets) is not [var begin, var end])
            throw Damaged($"the entry of tensor '{name}' lacks a proper dtype, shape or data_offsets");
        if (SafetensorsDtype.Parse(dtype.GetString()) is not var (type, size))
            throw Damaged($"tensor '{name}' is of type {dtype.GetString()}; known are {SafetensorsDtype.Names}");

        // In 128 bits: a hostile shape must not wrap around to a small product.
        var bytes = sizes.Aggregate((Int128)size, (product, axis) => Int128.Min(product * axis, long.MaxValue));
        if (end < begin || bytes != end - begin)
            throw Damaged(
                $"tensor '{name}' of type {dtype.GetString()} and shape [{string.Join(", ", sizes)}] takes {bytes} bytes, "
                + $"its place goes from {begin} to {end}");
        if (end > dataLength)
            throw Damaged($"tensor '{name}' should end {end - dataLength} bytes behind the end of the file: it is truncated");
        return new(type, sizes, dataStart + begin, end - begin);
    }

    private void ThrowIfNotGapless(long dataStart, long dataLength)
    {
        var expected = dataStart;
        foreach (var (name, entry) in Entries.OrderBy(pair => pair.Value.Offset).ThenBy(pair => pair.Value.Length))
        {
            if (entry.Offset != expected)
                throw Damaged($"tensor '{name}' begins at byte {entry.Offset}; expected {expected}, where the one before it ends");
            expected += entry.Length;
        }
        if (expected != dataStart + dataLength)
            throw Damaged($"its tensors end at byte {expected}, the file at {dataStart + dataLength}: something was appended");
    }

    // Null unless the element is a list of whole numbers of at least 0.
    private static long[]? WholeNumbers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array) return null;
        var numbers = new List<long>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0) return null;
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private FusionException Damaged(string finding) => Damaged(_path, finding);

    private static FusionException Damaged(string path, string finding) =>
        new($"'{path}' is no safetensors file that can be read: {finding}.");
}
