using FusionDsl.Data;

namespace FusionDsl.Avr;

/// <summary>
/// Reads a firmware into one row a function, with the columns <c>opcodes</c> (tokens, see <see cref="AvrOpcodes"/>), <c>frequencies</c>
/// (<see cref="AvrOpcodes.Count"/> numbers 0 … 1), <c>function</c> (its name) and <c>address</c> (in bytes).
/// </summary>
public sealed class AvrReader : IRecordReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".elf", ".hex", ".ihex", ".o"];

    /// <inheritdoc/>
    public RecordTable Read(string path)
    {
        IReadOnlyList<FirmwareFunction> functions = Firmware.Load(path).Functions;
        if (functions.Count == 0)
            throw new FusionException($"{path}: expected a function, found data only. Name a firmware whose program memory holds code.");
        return new(
            [.. functions.Select(function => function.ToString())],
            new Dictionary<string, Array>(StringComparer.Ordinal)
            {
                ["opcodes"] = functions.Select(function => Array.ConvertAll(function.Tokens, token => (long)token)).ToArray(),
                ["frequencies"] = functions.Select(function => function.Frequencies).ToArray(),
                ["function"] = functions.Select(function => function.Name).ToArray(),
                ["address"] = functions.Select(function => (long)function.Address).ToArray(),
            });
    }
}
