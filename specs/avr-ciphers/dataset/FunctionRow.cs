using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AvrCiphers.Dataset;

/// <summary>Where the code of a function came from.</summary>
internal enum Origin
{
    /// <summary>The implementation that the image is about.</summary>
    Unit,

    /// <summary>The main program around it, compiled with it.</summary>
    Harness,

    /// <summary>Start-up code and libraries, compiled when the tool chain was.</summary>
    Library,
}

/// <summary>One function of one image.</summary>
internal sealed class FunctionRow(FirmwareName firmware, string function, int address, Origin origin, int[] opcodes, float[] frequencies)
{
    /// <summary>The optimisation level of what this project did not compile.</summary>
    public const string Prebuilt = "prebuilt";

    public string Function { get; } = function;

    /// <summary>Image, function and address: two functions of an image may bear one name.</summary>
    public string Id { get; } = $"{firmware.Image}/{function}@{address:x4}";

    public string Implementation { get; } = origin == Origin.Unit ? firmware.Implementation : Labels.Runtime;

    public string Mcu { get; } = firmware.Mcu;

    public string Optimization { get; } = origin == Origin.Library ? Prebuilt : firmware.Optimization;

    public string Build => $"{Mcu}-{Optimization}";

    public string Cipher { get; } = origin == Origin.Unit ? firmware.Cipher : Labels.Benign;

    public int[] Opcodes { get; } = opcodes;

    public float[] Frequencies { get; } = frequencies;

    /// <summary>Equal for equal opcode sequences, and for no others.</summary>
    public string Sequence { get; } = Digest(opcodes);

    public SplitPart[] Parts { get; } = new SplitPart[Splits.All.Count];

    private static string Digest(int[] opcodes)
    {
        byte[] bytes = new byte[opcodes.Length * sizeof(ushort)];
        for (int i = 0; i < opcodes.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), checked((ushort)opcodes[i]));
        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
