using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Models;

/// <summary>The number types of the safetensors format that libtorch knows under TorchSharp.</summary>
internal static class SafetensorsDtype
{
    private static readonly (string Name, ScalarType Type, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8), ("I64", ScalarType.Int64, 8),
        ("F32", ScalarType.Float32, 4), ("I32", ScalarType.Int32, 4),
        ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2), ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The known names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(known => known.Name));

    /// <summary>The type and its bytes per number; null for a name that is not known.</summary>
    public static (ScalarType Type, int Size)? Parse(string? name)
    {
        foreach (var known in All)
            if (known.Name == name) return (known.Type, known.Size);
        return null;
    }

    /// <summary>The name and the bytes per number; null for a type that the format lacks.</summary>
    public static (string Name, int Size)? Of(ScalarType type)
    {
        foreach (var known in All)
            if (known.Type == type) return (known.Name, known.Size);
        return null;
    }
}
