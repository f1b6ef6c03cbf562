namespace FusionDsl.Avr.Files;

/// <summary>A run of program memory.</summary>
/// <param name="Name">Its section, or empty.</param>
/// <param name="Position">
/// Where it lies in the space of the analysis: its address; in an object file, whose sections all start at 0, a place of its own.
/// </param>
/// <param name="Address">Its first byte address, as people should read it; even.</param>
/// <param name="Bytes">Its content; an odd last byte is no instruction.</param>
internal sealed record CodeRegion(string Name, int Position, int Address, ReadOnlyMemory<byte> Bytes)
{
    public int End => Position + (Bytes.Length & ~1);

    public bool Contains(int position) => position >= Position && position < End;
}
