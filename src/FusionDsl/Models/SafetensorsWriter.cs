using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>Writes the safetensors format; see <see cref="SafetensorsHeader"/>.</summary>
internal static class SafetensorsWriter
{
    // Readers map the file into memory: numbers begin at a multiple of their size if the header does and the widest types come first.
    private const int Alignment = 8;

    public static void Write(Stream file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var ordered = tensors.Select(pair => (Name: pair.Key, Tensor: pair.Value, Dtype: DtypeOf(pair.Key, pair.Value)))
            .OrderByDescending(item => item.Dtype.Size).ThenBy(item => item.Name, StringComparer.Ordinal).ToList();

        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(writer, metadata);
            var end = 0L;
            foreach (var (name, tensor, dtype) in ordered) end = WriteEntry(writer, name, tensor, dtype, end);
            writer.WriteEndObject();
        }
        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        json.WriteTo(file);
        foreach (var (_, tensor, _) in ordered) WriteNumbers(file, tensor);
    }

    private static (string Name, int Size) DtypeOf(string name, Tensor tensor) => SafetensorsDtype.Of(tensor.dtype)
        ?? throw new FusionException(
            $"Tensor '{name}' is {tensor.dtype}, which the safetensors format lacks; "
            + $"it has {SafetensorsDtype.Names}.");

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        writer.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter writer, string name, Tensor tensor, (string Name, int Size) dtype, long begin)
    {
        var end = begin + tensor.numel() * dtype.Size;
        writer.WriteStartObject(name);
        writer.WriteString("dtype", dtype.Name);
        writer.WriteStartArray("shape");
        foreach (var axis in tensor.shape) writer.WriteNumberValue(axis);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(begin);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
        return end;
    }

    private static void WriteNumbers(Stream file, Tensor tensor)
    {
        if (tensor.numel() == 0) return;
        using var plain = tensor.detach();
        using var here = plain.cpu();
        using var contiguous = here.contiguous();
        TensorBytes.Write(file, contiguous);
    }
}
