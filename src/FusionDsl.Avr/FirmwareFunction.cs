namespace FusionDsl.Avr;

/// <summary>A function of a firmware: its instructions, and the two forms in which a model takes them.</summary>
public sealed class FirmwareFunction
{
    /// <param name="name">Its name.</param>
    /// <param name="address">The byte address of its first instruction.</param>
    /// <param name="instructions">Its instructions by address, at least one.</param>
    /// <exception cref="ArgumentException">There is no instruction.</exception>
    public FirmwareFunction(string name, int address, IReadOnlyList<AvrInstruction> instructions)
    {
        if (instructions.Count == 0)
            throw new ArgumentException("A function needs an instruction.", nameof(instructions));
        Name = name;
        Address = address;
        Instructions = instructions;
        Tokens = [.. instructions.Select(instruction => instruction.Token)];
        var counts = new int[AvrOpcodes.Count];
        foreach (int token in Tokens)
            counts[token]++;
        Frequencies = [.. counts.Select(count => (float)((double)count / Tokens.Length))];
    }

    /// <summary>
    /// The first of its symbols (functions before labels, global before weak and local ones, then by name); without any, <c>sub_</c> and
    /// its address: <c>sub_0602</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>Its other symbols.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The name is from the file, not made of the address.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The section that holds it; empty where the file has none.</summary>
    public string Section { get; init; } = "";

    /// <summary>The byte address of its first instruction; in an object file, within its section.</summary>
    public int Address { get; }

    /// <summary>Its instructions by address. Data between them is left out.</summary>
    public IReadOnlyList<AvrInstruction> Instructions { get; }

    /// <summary>The token of each instruction, see <see cref="AvrOpcodes"/>; each 1 … <see cref="AvrOpcodes.Count"/> - 1.</summary>
    public int[] Tokens { get; }

    /// <summary>
    /// How frequent each token is, as a part of all instructions: <see cref="AvrOpcodes.Count"/> numbers 0 … 1 by token, 1 in sum.
    /// </summary>
    public float[] Frequencies { get; }

    /// <summary>Name and address: <c>prince_encrypt @0x0602</c>.</summary>
    public override string ToString() => $"{Name} @0x{Address:x4}";
}
